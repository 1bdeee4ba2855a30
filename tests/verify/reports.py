"""A sample report, read by the real reader, with suggestions at words that its labels quote."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ingest.reader import read_document
from records.intake import receive
from records.machine import store_document, store_findings
from records.models import Report, ReportState
from records.states import move
from schemas.document import Document
from schemas.evidence import Evidence
from schemas.finding import Alternative, Finding, item_path
from schemas.status import ValueStatus
from verify.quotes import spans_of

SAMPLES = Path(__file__).parents[2] / "sample_docs" / "reports"
EXTRACTOR, VERSION = "labels", "1"


@cache
def read(name: str) -> Document:
    """Return a sample report as read; once for all tests of a process."""
    from hashlib import sha256

    path = SAMPLES / name
    return read_document(path, name=name, sha256=sha256(path.read_bytes()).hexdigest())


def receive_sample(name: str) -> Report:
    """Return a sample report, received and read but without suggestions."""
    received = receive(SAMPLES / name, name, f"sample_docs/reports/{name}")
    assert received.report is not None
    move(received.report, ReportState.READING, "A worker took it.")
    store_document(received.report, read(name))
    return received.report


def sample(name: str = "d01.pdf", findings: list[Finding] | None = None) -> Report:
    """Return a sample report that awaits verification."""
    report = receive_sample(name)
    chosen = suggestions(name) if findings is None else findings
    store_findings(report, f"{EXTRACTOR}-{VERSION}", chosen, looked_for=LOOKED_FOR)
    report.refresh_from_db()
    return report


LOOKED_FOR = ["review.label", "review.author", "child.outcome", "child.death_category", "child.sex"]


def words(name: str, quote: str, page: int | None = None) -> Evidence:
    """Return words of a sample report as evidence."""
    for one in read(name).pages:
        if page in {None, one.number}:
            for start, end in spans_of(one.text, quote):
                return one.evidence(start, end)
    raise AssertionError(f"{name} does not say {quote!r}")


@cache
def suggestions(name: str) -> list[Finding]:
    """Return what a perfect extractor would suggest for a sample, as far as labels quote words."""
    labels: dict[str, Any] = json.loads((SAMPLES / name).with_suffix(".json").read_text())
    findings = [
        _suggestion(name, path, _at(labels, path), quote)
        for path, quote in labels["evidence"].items()
        if path.startswith(("review.", "children.")) and _at(labels, path) is not None
    ]
    for point in labels["pressure_points"]:
        evidence = words(name, point["quote"], point["page"])
        value = {"code": point["code"], "judged_problem": point["judged_problem"]}
        path = item_path("pressure_points", point["code"], evidence)
        findings.append(_finding(path, value, evidence))
    for factor in labels["family_factors"]:
        evidence = words(name, factor["quote"], factor["page"])
        value = {"code": factor["code"], "holder": factor["holder"]}
        path = item_path("family_factors", factor["code"], evidence)
        if factor["status"] == "stated":
            findings.append(_finding(path, value, evidence))
    return list({finding.path: finding for finding in findings}.values())


def _suggestion(name: str, path: str, value: Any, quote: dict[str, Any]) -> Finding:
    evidence = words(name, quote["quote"], quote["page"])
    if value == "withheld":
        return _finding(path, None, evidence, ValueStatus.WITHHELD)
    others = ()
    if path.endswith("death_category"):
        others = (Alternative("unclear", 0.05, (evidence,)),)
    return _finding(path, value, evidence, others=others)


def _finding(
    path: str,
    value: Any,
    evidence: Evidence,
    status: ValueStatus = ValueStatus.STATED,
    others: tuple[Alternative, ...] = (),
) -> Finding:
    return Finding(path, value, 0.9, (evidence,), EXTRACTOR, VERSION, status, others)


def _at(labels: dict[str, Any], path: str) -> Any:
    group, *rest = path.split(".")
    if group == "review":
        return labels["review"].get(rest[0])
    child = labels["children"][int(rest[0])]
    if rest[1] == "age_at_incident":
        if child["age_months"] is None:
            return None
        return {
            "months": child["age_months"],
            "months_min": child["age_months_min"],
            "months_max": child["age_months_max"],
            "basis": "stated",
        }
    if rest[1] == "source_of_harm":
        return child["source_of_harm"]["relation"]
    return child.get(rest[1])
