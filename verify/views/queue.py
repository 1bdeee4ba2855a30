"""The queue: every report with its state, how far it has come, and why it failed if it did."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from records.coding import Progress, codings_of
from records.heartbeats import workers_alive
from records.models import BatchItem, Decision, ItemState, Report, ReportState
from verify.views.session import THEMES

PER_PAGE = 50
_TO_VERIFY = (ReportState.IN_VERIFICATION, ReportState.AWAITING_VERIFICATION)
_WITH_MACHINE = (ReportState.RECEIVED, ReportState.READING, ReportState.EXTRACTING)
_MARKS = {
    ReportState.IN_VERIFICATION: ("run", "st-ask"),
    ReportState.AWAITING_VERIFICATION: ("suggested", "st-plain"),
    ReportState.VERIFIED: ("accepted", "st-ok"),
    ReportState.FAILED: ("failed", "st-failed"),
    ReportState.DUPLICATE: ("dup", "st-plain"),
}
"""The shape in front of a state and the class that colours it; a clock for the rest."""


@dataclass(frozen=True, slots=True)
class View:
    """A saved view of the queue."""

    key: str
    label: str
    states: tuple[ReportState, ...]
    empty: str


VIEWS = (
    View("verify", "To verify", _TO_VERIFY, "Nothing waits to be verified."),
    View("verified", "Verified", (ReportState.VERIFIED,), "No report is verified yet."),
    View("machine", "With the machine", _WITH_MACHINE, "The machine has nothing to read."),
    View("failed", "Failed", (ReportState.FAILED,), "No file failed."),
    View("all", "All reports", tuple(ReportState), "No reports yet. Add some with scr add."),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A report in the table."""

    report: Report
    progress: Progress | None
    who: str

    @property
    def mark(self) -> str:
        """The shape in front of its state."""
        return _MARKS.get(ReportState(self.report.state), ("wait", ""))[0]

    @property
    def colour(self) -> str:
        """The class that colours its state."""
        return _MARKS.get(ReportState(self.report.state), ("", "st-plain"))[1]

    @property
    def is_readable(self) -> bool:
        """Whether the desk can open it."""
        return self.progress is not None


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show the queue; `view` and `page` choose a part of it."""
    counts = dict(Report.objects.values_list("state").annotate(Count("id")))
    view = next((one for one in VIEWS if one.key == request.GET.get("view")), VIEWS[0])
    page = Paginator(_reports(view), PER_PAGE).get_page(request.GET.get("page"))
    duplicates = BatchItem.objects.filter(state=ItemState.DUPLICATE).select_related("report")
    context = {
        "views": [(one, sum(counts.get(state, 0) for state in one.states)) for one in VIEWS],
        "view": view,
        "page": page,
        "rows": _rows(page),
        "duplicates": duplicates.order_by("-id")[:PER_PAGE]
        if view.key in {"all", "failed"}
        else [],
        "no_worker": not workers_alive().exists(),
        "waiting": sum(counts.get(state, 0) for state in _WITH_MACHINE),
        "next_report": _reports(VIEWS[0]).first(),
        "themes": THEMES,
        "query": urlencode({"view": view.key}),
    }
    return render(request, "verify/queue.html", context)


def _reports(view: View) -> QuerySet[Report]:
    last = Decision.objects.filter(report=OuterRef("pk")).order_by("-id")
    reports = Report.objects.filter(state__in=view.states).annotate(
        who=Subquery(last.values("decided_by__username")[:1])
    )
    if view is VIEWS[0]:  # what was begun comes first
        return reports.order_by("-state", "id")
    return reports.select_related("edition_of").order_by("-state_changed_at")


def _rows(page: Page[Report]) -> list[Row]:
    reports = list(page)
    open_to_people = [
        report for report in reports if report.state in {*_TO_VERIFY, ReportState.VERIFIED}
    ]
    codings = codings_of(open_to_people)
    return [
        Row(
            report,
            codings[report.pk].progress() if report.pk in codings else None,
            getattr(report, "who", "") or "",
        )
        for report in reports
    ]
