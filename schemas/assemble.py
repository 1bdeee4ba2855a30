"""From findings to the record: each finding put in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from schemas.document import Document
from schemas.evidence import Evidence
from schemas.finding import Finding
from schemas.record import (
    WITHHELD,
    Agencies,
    Child,
    FamilyFactor,
    PressurePoint,
    Quote,
    Recommendation,
    Record,
    Review,
)
from schemas.status import ValueStatus


def assemble(document: Document, findings: Iterable[Finding]) -> Record:
    """Return the record that the findings make up.

    Items of lists come in the order of the report. A value that the report withholds is written
    "withheld"; one that it denies is left out, but for family factors, which carry their status.
    Raises ValueError where two findings claim one place or a value is no code of its variable.
    """
    placed = _by_group(findings)
    record = Record(
        document=document.name,
        pages=len(document.pages),
        review=Review(**_fields(placed["review"])),
        children=_children(placed["children"]),
        agencies=_agencies(placed["agencies"], placed["mechanisms"]),
        pressure_points=[
            PressurePoint(**_item(f), **_first_words(f))
            for f in _in_order(placed["pressure_points"])
        ],
        family_factors=[
            FamilyFactor(**_item(f), status=f.status.value, **_first_words(f))
            for f in _in_order(placed["family_factors"])
        ],
        practice_themes=[str(f.value) for f in _in_order(placed["practice_themes"])],
        recommendations=[Recommendation(**_item(f)) for f in _in_order(placed["recommendations"])],
    )
    for path, finding in _numbered(placed):
        quotes = [Quote(page=e.page, quote=e.quote) for e in finding.evidence]
        record.evidence[path] = quotes[0] if len(quotes) == 1 else quotes
        record.confidence[path] = round(finding.confidence, 4)
        record.status[path] = finding.status.value
    return record


Placed = defaultdict[str, dict[str, Finding]]


def _by_group(findings: Iterable[Finding]) -> Placed:
    """Group findings by the first part of their path; the key is the rest of it."""
    placed: Placed = defaultdict(dict)
    for finding in findings:
        group, _, rest = finding.path.partition(".")
        if rest in placed[group]:
            raise ValueError(f"two findings for {finding.path}")
        placed[group][rest] = finding
    return placed


def _value(finding: Finding) -> Any:
    if finding.status is ValueStatus.WITHHELD:
        return WITHHELD
    return None if finding.status is ValueStatus.STATED_ABSENT else finding.value


def _fields(group: dict[str, Finding]) -> dict[str, Any]:
    return {name: _value(finding) for name, finding in group.items()}


def _children(group: dict[str, Finding]) -> list[Child]:
    by_number: defaultdict[int, dict[str, Finding]] = defaultdict(dict)
    for rest, finding in group.items():
        number, _, name = rest.partition(".")
        by_number[int(number)][name] = finding
    return [_child(by_number[number]) for number in sorted(by_number)]


def _child(group: dict[str, Finding]) -> Child:
    fields = _fields(group)
    age = fields.pop("age_at_incident", None)
    if isinstance(age, dict):
        fields["age_months"] = age["months"]
        fields["age_months_min"] = age["months_min"]
        fields["age_months_max"] = age["months_max"]
    relation = fields.pop("source_of_harm", None)
    certainty = fields.pop("source_of_harm_certainty", None)
    if relation or certainty:
        fields["source_of_harm"] = {"relation": relation, "certainty": certainty}
    for name, field in Child.model_fields.items():
        if field.default == [] and fields.get(name) in (None, WITHHELD):
            fields.pop(name, None)
    return Child(**fields)


def _agencies(agencies: dict[str, Finding], mechanisms: dict[str, Finding]) -> Agencies:
    by_role: defaultdict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for finding in _in_order(agencies):
        item = _item(finding)
        for role in item["roles"]:
            by_role[role].append(item["code"])
        names[item["code"]] = item["name"]
    return Agencies(
        **by_role, mechanisms=[str(f.value) for f in _in_order(mechanisms)], names=names
    )


def _item(finding: Finding) -> dict[str, Any]:
    if not isinstance(finding.value, dict):
        raise TypeError(f"{finding.path}: the value of a list item is its fields")
    return finding.value


def _first_words(finding: Finding) -> dict[str, Any]:
    return {"page": finding.evidence[0].page, "quote": finding.evidence[0].quote}


def _in_order(group: dict[str, Finding]) -> list[Finding]:
    def place(finding: Finding) -> tuple[int, int, str]:
        first: Evidence = finding.evidence[0]
        return first.page, first.start, finding.path

    return sorted(group.values(), key=place)


def _numbered(placed: Placed) -> Iterable[tuple[str, Finding]]:
    """Yield each finding with its path in the record, where list items are numbered from 0."""
    for group in ("review", "children"):
        for rest, finding in placed[group].items():
            yield f"{group}.{rest}", finding
    for code, finding in placed["agencies"].items():
        yield f"agencies.{code}", finding
    for code, finding in placed["mechanisms"].items():
        yield f"agencies.mechanisms.{code}", finding
    for group in ("pressure_points", "family_factors", "practice_themes", "recommendations"):
        for number, finding in enumerate(_in_order(placed[group])):
            yield f"{group}.{number}", finding
