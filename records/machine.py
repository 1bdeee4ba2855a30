"""What the machine stores: the document, and findings. It never touches what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from records import models
from records.checking import EvidenceError, check_evidence, page_texts
from records.documents import document_of, page_row, reading_row
from records.models import CurrentValue, Extraction, Report, ReportState
from records.paths import variable_name
from records.states import lock, move
from records.stored import (
    alternatives_from_json,
    alternatives_to_json,
    evidence_from_json,
    evidence_to_json,
)
from records.titles import refresh_title
from schemas.codebook import codebook
from schemas.document import Document
from schemas.finding import Finding
from schemas.status import ValueStatus

__all__ = [
    "Difference",
    "as_finding",
    "differences",
    "document_of",
    "latest_extraction",
    "latest_findings",
    "store_document",
    "store_findings",
]


@transaction.atomic
def store_document(report: Report, document: Document) -> bool:
    """Store the document of a report and move the report on to extraction.

    Returns whether it was stored: a report that has its text keeps it, since evidence points into
    it. Raises ValueError where the document is of another file.
    """
    if document.sha256 != report.sha256:
        raise ValueError(f"{report}: the document is of another file")
    held = lock(report.pk)
    stored = not models.Reading.objects.filter(report=report).exists()
    if stored:
        reading_row(report, document).save()
        models.Page.objects.bulk_create(
            [page_row(report, page) for page in document.pages], batch_size=200
        )
        report.page_count = len(document.pages)
        report.read_by_ocr = document.read_by_ocr
        report.reader_version = document.reader_version
        report.save(update_fields=["page_count", "read_by_ocr", "reader_version"])
    if held.state == ReportState.READING:
        how = " by OCR" if document.read_by_ocr else ""
        pages = "1 page was" if len(document.pages) == 1 else f"{len(document.pages)} pages were"
        move(report, ReportState.EXTRACTING, f"{pages} read{how}.")
    return stored


@transaction.atomic
def store_findings(
    report: Report,
    version: str,
    findings: Iterable[Finding],
    *,
    looked_for: Iterable[str] | None = None,
) -> Extraction:
    """Store what one version of the pipeline found, once, and move the report to verification.

    A second call for a version changes nothing. No current value is touched, ever.

    Args:
        report: A report that was read.
        version: Version of the pipeline.
        findings: One for a path at most.
        looked_for: The variables ("child.outcome") that the pipeline has a component for. When
            not given, only those that were found count as looked for.

    Raises:
        EvidenceError: the words of a finding do not stand where it says. Nothing is stored.
    """
    held = lock(report.pk)
    known = Extraction.objects.filter(report=report, version=version).first()
    if known:
        return known
    findings = list(findings)
    _check_words(report, findings)
    found = {name for finding in findings if (name := variable_name(finding.path))}
    extraction = Extraction.objects.create(
        report=report,
        version=version,
        codebook_version=codebook().version,
        looked_for=sorted(found.union(looked_for or ())),
    )
    models.Finding.objects.bulk_create(
        [_finding_row(extraction, finding) for finding in findings], batch_size=200
    )
    refresh_title(report)
    if held.state == ReportState.EXTRACTING:
        count = "1 value was" if len(findings) == 1 else f"{len(findings)} values were"
        move(report, ReportState.AWAITING_VERIFICATION, f"{count} suggested.")
    return extraction


def _check_words(report: Report, findings: Sequence[Finding]) -> None:
    texts = page_texts(report)
    for finding in findings:
        try:
            check_evidence(texts, finding.evidence)
            for alternative in finding.alternatives:
                check_evidence(texts, alternative.evidence)
        except EvidenceError as error:
            raise EvidenceError(f"{finding.extractor}, {finding.path}: {error}") from error


def _finding_row(extraction: Extraction, finding: Finding) -> models.Finding:
    return models.Finding(
        extraction=extraction,
        path=finding.path,
        value=finding.value,
        status=finding.status.value,
        confidence=finding.confidence,
        extractor=finding.extractor,
        version=finding.version,
        evidence=evidence_to_json(finding.evidence),
        alternatives=alternatives_to_json(finding.alternatives),
    )


def as_finding(row: models.Finding) -> Finding:
    """Return the finding that a row holds."""
    return Finding(
        path=row.path,
        value=row.value,
        confidence=row.confidence,
        evidence=evidence_from_json(row.evidence),
        extractor=row.extractor,
        version=row.version,
        status=ValueStatus(row.status),
        alternatives=alternatives_from_json(row.alternatives),
    )


def latest_extraction(report: Report) -> Extraction | None:
    """Return the last extraction of a report, or None before the first."""
    return report.extractions.order_by("-id").first()


def latest_findings(report: Report) -> list[models.Finding]:
    """Return the findings of the last extraction."""
    extraction = latest_extraction(report)
    return list(extraction.findings.all()) if extraction else []


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of the record on which two extractions, or machine and person, do not agree.

    `before` and `after` are findings of the last extraction but one and of the last; None where
    there is none. `human` is what a person decided, if anyone did.
    """

    path: str
    before: models.Finding | None
    after: models.Finding | None
    human: CurrentValue | None


def differences(report: Report) -> list[Difference]:
    """Return what a new extraction changed, and where the machine differs from what was decided."""
    newest = list(report.extractions.order_by("-id")[:2])
    after = {row.path: row for row in newest[0].findings.all()} if newest else {}
    before = {row.path: row for row in newest[1].findings.all()} if len(newest) > 1 else None
    human = {row.path: row for row in report.current_values.all() if row.is_decided}
    paths = dict.fromkeys([*(before or ()), *after, *human])
    return [
        Difference(path, before.get(path) if before else None, after.get(path), human.get(path))
        for path in paths
        if (before is not None and not _agree(before.get(path), after.get(path)))
        or (path in human and not _agree(after.get(path), human[path]))
    ]


def _agree(one: models.Finding | None, other: models.Finding | CurrentValue | None) -> bool:
    """Whether two say the same. None agrees with a place that was rejected or not mentioned."""
    return _said(one) == _said(other)


def _said(row: models.Finding | CurrentValue | None) -> tuple[str, object]:
    if row is None or row.status in {"", ValueStatus.NOT_MENTIONED}:
        return "", None
    return row.status, sorted(row.value) if isinstance(row.value, list) else row.value
