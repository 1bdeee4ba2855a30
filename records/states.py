"""The state machine of a report: which moves there are, and the log that each leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from records.models import Report, ReportEvent, ReportState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOVES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.RECEIVED: frozenset(
        {ReportState.READING, ReportState.FAILED, ReportState.DUPLICATE}
    ),
    ReportState.READING: frozenset(
        {ReportState.EXTRACTING, ReportState.FAILED, ReportState.DUPLICATE}
    ),
    ReportState.EXTRACTING: frozenset(
        {ReportState.AWAITING_VERIFICATION, ReportState.FAILED, ReportState.DUPLICATE}
    ),
    ReportState.AWAITING_VERIFICATION: frozenset(
        {ReportState.IN_VERIFICATION, ReportState.DUPLICATE}
    ),
    ReportState.IN_VERIFICATION: frozenset({ReportState.VERIFIED}),
    ReportState.VERIFIED: frozenset({ReportState.IN_VERIFICATION}),
    ReportState.FAILED: frozenset(
        {ReportState.RECEIVED, ReportState.EXTRACTING, ReportState.DUPLICATE}
    ),
    ReportState.DUPLICATE: frozenset(),
}
"""From each state to those that may follow. What people began to verify never fails: a later
extraction that goes wrong leaves the report where it stands."""


class StateError(Exception):
    """A report cannot do this in the state that it is in."""


def lock(report_id: int) -> Report:
    """Return the report, locked until the transaction ends.

    Whatever changes a report locks it first, so that no two changes cross and none deadlock. On
    SQLite the transaction holds the write lock from its beginning. Raises Report.DoesNotExist.
    """
    return Report.objects.select_for_update().get(pk=report_id)


@transaction.atomic
def move(
    report: Report,
    state: ReportState,
    reason: str,
    *,
    by: User | None = None,
    failure: str = "",
) -> None:
    """Move a report to a state and log it.

    `reason` is a sentence for people. Raises StateError where the move is not allowed.
    """
    here = ReportState(lock(report.pk).state)
    if state not in MOVES[here]:
        raise StateError(
            f"{report} is {here.label.lower()}; from there it cannot become {state.label.lower()}."
        )
    report.state = state
    report.state_reason = reason
    report.state_changed_at = timezone.now()
    report.failure = failure
    report.save(update_fields=["state", "state_reason", "state_changed_at", "failure"])
    note(report, reason, by=by)


def note(report: Report, reason: str, *, by: User | None = None) -> None:
    """Write a sentence into the log of a report; its state stays what it is."""
    ReportEvent.objects.create(report=report, state=report.state, reason=reason, by=by)
