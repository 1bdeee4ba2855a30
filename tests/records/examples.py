"""An invented report and what a machine would find in it."""

from __future__ import annotations

import hashlib

from django.utils import timezone

from records import machine, work
from records.models import Report, Stage
from schemas.document import (
    Block,
    Document,
    Mark,
    MarkKind,
    Page,
    Section,
    SectionKind,
    TextSource,
    Word,
)
from schemas.evidence import Evidence
from schemas.finding import Alternative, Finding, FindingValue
from schemas.status import ValueStatus

FIRST_PAGE = "Serious Case Review\r\nChild K died aged 2."
SECOND_PAGE = "The health visitor closed the case in March 2014. Police attended twice."


def page(number: int, text: str) -> Page:
    """Return a page whose words stand in one line."""
    words = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append(Word(start, at, start / 100, 0.1, at / 100, 0.12))
    marks = (Mark(MarkKind.HEADING, 0, 19),) if number == 1 else ()
    return Page(
        number,
        595.0,
        842.0,
        0,
        text,
        tuple(words),
        (Block(0, len(text)),),
        marks,
        source=TextSource.TEXT_LAYER,
    )


def document(
    name: str = "child-k.pdf", texts: tuple[str, ...] = (FIRST_PAGE, SECOND_PAGE)
) -> Document:
    """Return a document with a page for each text."""
    pages = tuple(page(number, text) for number, text in enumerate(texts, 1))
    section = Section(
        SectionKind.COVER, "Serious Case Review", 1, 1, 0, len(pages), len(pages[-1].text)
    )
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return Document(sha256, name, pages, (section,), "reader-1", ("Attachments were ignored.",))


def words(read: Document, quote: str, about: str | None = None) -> Evidence:
    """Return the first place of a quote as evidence."""
    for at in read.pages:
        start = at.text.find(quote)
        if start >= 0:
            return at.evidence(start, start + len(quote), about)
    raise ValueError(f"{quote!r} stands on no page")


def finding(
    path: str,
    value: FindingValue,
    *evidence: Evidence,
    status: ValueStatus = ValueStatus.STATED,
    alternatives: tuple[Alternative, ...] = (),
) -> Finding:
    """Return a finding of an invented component."""
    return Finding(path, value, 0.8, evidence, "example", "1", status, alternatives)


def findings(read: Document) -> list[Finding]:
    """Return what a machine would find in the example."""
    return [
        finding("review.label", "Child K", words(read, "Child K")),
        finding("children.0.outcome", "death", words(read, "died")),
        finding(
            "children.0.age_at_incident",
            {"months": 24, "months_min": 24, "months_max": 36, "basis": "stated"},
            words(read, "aged 2"),
        ),
        finding(
            "agencies.police",
            {"code": "police", "roles": ["involved"], "name": "Police"},
            words(read, "Police attended twice"),
        ),
        finding(
            "pressure_points.case_closed-2-19",
            {"code": "case_closed", "judged_problem": "unclear"},
            words(read, "closed the case"),
        ),
    ]


def received(read: Document | None = None) -> Report:
    """Return a report that was received."""
    read = read or document()
    return Report.objects.create(
        sha256=read.sha256, name=read.name, size=1, origin="tests", state_changed_at=timezone.now()
    )


def being_read(read: Document | None = None) -> tuple[Report, work.Lease]:
    """Return a report that a worker reads, and the lease."""
    report = received(read)
    lease = work.claim(report.pk, Stage.READING, "reader-1", 60)
    assert lease is not None
    report.refresh_from_db()
    return report, lease


def read_report(read: Document | None = None) -> Report:
    """Return a report that was read."""
    read = read or document()
    report, lease = being_read(read)
    machine.store_document(report, read)
    work.finish(lease)
    return report


def extracted(read: Document | None = None) -> Report:
    """Return a report that awaits verification."""
    read = read or document()
    report = read_report(read)
    machine.store_findings(report, "pipeline-1", findings(read))
    return report
