"""The label and publisher of a report, repeated on its row so that lists need one query."""

from __future__ import annotations

from records.models import Finding, Report
from schemas.status import ValueStatus

_FIELDS = {"review.label": "label", "review.publisher": "publisher"}


def refresh_title(report: Report) -> None:
    """Take label and publisher from the record: what a person decided, else the last suggestion."""
    values = dict.fromkeys(_FIELDS, "")
    extraction = report.extractions.order_by("-id").first()
    suggested = Finding.objects.filter(extraction=extraction, status=ValueStatus.STATED.value)
    for finding in suggested.filter(path__in=_FIELDS):
        values[finding.path] = str(finding.value)
    for current in report.current_values.filter(path__in=_FIELDS):
        if current.is_decided:
            values[current.path] = str(current.value or "")
    for path, field in _FIELDS.items():
        setattr(report, field, values[path][:400])
    report.save(update_fields=list(_FIELDS.values()))
