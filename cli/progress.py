"""How far a batch has come: counts that add up, progress bars, and reasons."""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.db.models import Count, QuerySet
from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from cli.terminal import err, out, printable
from records.heartbeats import workers_alive
from records.models import Batch, BatchItem, ItemState, Report, ReportState

UNDER_WAY = (ReportState.RECEIVED, ReportState.READING, ReportState.EXTRACTING)
_BAR_WIDTH = 36
_LOOK_EVERY_SECONDS = 0.5
_STYLES: dict[str, str] = {
    ReportState.FAILED: "bad",
    ReportState.VERIFIED: "good",
    ReportState.AWAITING_VERIFICATION: "good",
    ReportState.IN_VERIFICATION: "good",
}


def reports_of(batch: Batch | None) -> QuerySet[Report]:
    """Return the reports that a batch brought in, or all."""
    if batch is None:
        return Report.objects.all()
    return Report.objects.filter(items__batch=batch, items__state=ItemState.RECEIVED).distinct()


def items_of(batch: Batch | None) -> QuerySet[BatchItem]:
    """Return what was handed in with a batch, or with all."""
    return BatchItem.objects.all() if batch is None else batch.items.all()


def is_settled(batch: Batch | None) -> bool:
    """Whether the machine has done with every report and address of a batch."""
    return not (
        reports_of(batch).filter(state__in=UNDER_WAY).exists()
        or items_of(batch).filter(state=ItemState.WAITING).exists()
    )


def status_view(batch: Batch | None) -> RenderableType:
    """Return the tables of `scr status`."""
    parts: list[RenderableType] = [
        _counts("Handed in", items_of(batch).values_list("state"), ItemState),
        _counts("Reports", reports_of(batch).values_list("state"), ReportState),
    ]
    reasons = _reasons(batch)
    if reasons:
        parts.append(reasons)
    alive = workers_alive().count()
    if alive:
        parts.append(Text(f"{alive} worker{'s' if alive > 1 else ''} alive.", style="quiet"))
    else:
        parts.append(Text("No worker is alive: `scr up` starts them.", style="doubt"))
    return Group(*parts)


def _counts(
    title: str,
    states: QuerySet[BatchItem, tuple[str]] | QuerySet[Report, tuple[str]],
    names: type[ItemState] | type[ReportState],
) -> Table:
    """Return one line for each state that occurs, with its share as a bar, and the sum."""
    counts = dict(states.annotate(number=Count("pk", distinct=True)).order_by("state"))
    total = sum(counts.values())
    table = Table(title=title, title_justify="left", box=None, show_header=False, padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(width=_BAR_WIDTH)
    for state in names:
        if number := counts.get(state.value):
            style = _STYLES.get(state.value, "doubt" if state in UNDER_WAY else "quiet")
            bar = ProgressBar(total=total, completed=number, width=_BAR_WIDTH, complete_style=style)
            table.add_row(Text(str(state.label), style=style), str(number), bar)
    table.add_row(Text("Total", style="bold"), Text(str(total), style="bold"), "")
    return table


def _reasons(batch: Batch | None) -> Table | None:
    """Return what failed, and what was refused of the batch, or of the latest without one.

    Nothing can be done any more about what earlier batches refused: their own status has it.
    """
    failed = reports_of(batch).filter(state=ReportState.FAILED)
    rows = [(f"{report.pk} {report.name}", report.state_reason) for report in failed]
    latest = batch or Batch.objects.order_by("pk").last()
    refused = items_of(latest).filter(state__in=[ItemState.REFUSED, ItemState.FAILED])
    rows += [(item.name, item.reason) for item in refused]
    return _table("Needs a look", rows) if rows else None


def refused_table(batch: Batch) -> Table | None:
    """Return what a batch did not take, with the reasons; None where it took everything."""
    items = batch.items.exclude(state__in=[ItemState.RECEIVED, ItemState.WAITING])
    rows = [(item.name, item.reason) for item in items]
    return _table("Not taken", rows) if rows else None


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Table:
    table = Table(title=title, title_justify="left", box=None, show_header=False, padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for name, reason in rows:
        table.add_row(Text(printable(name)), Text(printable(reason)))
    return table


def watch_until_settled(batch: Batch | None, seconds: float | None = None) -> bool:
    """Show a batch until the machine has done with it; return whether all of it went well.

    False also where `seconds` have gone by.
    """
    until = None if seconds is None else time.monotonic() + seconds
    with Live(status_view(batch), console=out, refresh_per_second=4, transient=True) as live:
        while not is_settled(batch):
            if until is not None and time.monotonic() > until:
                err.print(f"Not done after {seconds:.0f} s.", style="bad")
                return False
            time.sleep(_LOOK_EVERY_SECONDS)
            live.update(status_view(batch))
    out.print(status_view(batch))
    failed = reports_of(batch).filter(state=ReportState.FAILED)
    refused = items_of(batch).filter(state__in=[ItemState.REFUSED, ItemState.FAILED])
    return not (failed.exists() or refused.exists())
