"""Whether the current values are what the decisions made them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from records.held import Held, fold
from records.models import CurrentValue, Decision, Report


def disagreements() -> Iterator[tuple[Report, str]]:
    """Yield each report and path whose current value is not what its decisions made it.

    There are none, unless someone changed the table by hand: `records.decisions` writes both in one
    transaction. The decisions are the truth, and cannot be changed.
    """
    events = Decision.objects.order_by("report_id", "id").select_related("report")
    checked = set()
    for report, decisions in groupby(events.iterator(), key=lambda event: event.report):
        checked.add(report.pk)
        wanted = fold(decisions)
        values = {row.path: (row.version, Held.by(row)) for row in report.current_values.all()}
        for path in sorted(wanted.keys() | values.keys()):
            if wanted.get(path) != values.get(path):
                yield report, path
    for row in CurrentValue.objects.exclude(report__in=checked).select_related("report"):
        yield row.report, row.path
