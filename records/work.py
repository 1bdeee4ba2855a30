"""The work ledger: leases on the stages of a report, right whoever asks at once.

A worker claims a piece of work, does it, and finishes it in the transaction that stores its fruit;
a lease that ran out is anyone's. Every change locks the report first (`records.states.lock`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from records.models import Reading, Report, ReportState, Stage, Work, WorkState
from records.states import StateError, lock, move, note

MOST_DELIVERIES = 3
FIRST_PAUSE = timedelta(seconds=15)
"""Before a second try; each later pause is twice as long."""

CRASHED = "crashed"
"""The failure of a report whose workers died over it."""

_UNDER_WAY = {
    Stage.READING: {ReportState.RECEIVED, ReportState.READING},
    Stage.EXTRACTING: {ReportState.EXTRACTING},
}
_MAY_BE_CLAIMED = {
    Stage.READING: _UNDER_WAY[Stage.READING],
    # A new version of the pipeline may look again at a report that people are at.
    Stage.EXTRACTING: {
        ReportState.EXTRACTING,
        ReportState.AWAITING_VERIFICATION,
        ReportState.IN_VERIFICATION,
        ReportState.VERIFIED,
    },
}


class LeaseLostError(Exception):
    """The lease ran out and another worker has the work, so this one's fruit must not be stored."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to do one piece of work until a moment. `delivery` counts from 1."""

    work_id: int
    report_id: int
    stage: Stage
    version: str
    token: str
    until: datetime
    delivery: int


@dataclass(frozen=True, slots=True)
class DueWork:
    """Work that waits for a worker."""

    report_id: int
    stage: Stage


@transaction.atomic
def claim(
    report_id: int, stage: Stage, version: str, lease_seconds: float, *, holder: str = ""
) -> Lease | None:
    """Take up a stage of a report, or return None where there is nothing to do.

    There is nothing to do where it is done, leased, not due yet, given up, or where the report is
    in another state. The third worker in turn that vanished was the last: then the work is given up
    and the report fails. A received report becomes one that is read. `holder` names the process
    that asks, for `release_lost`.
    """
    report = lock(report_id)
    if report.state not in _MAY_BE_CLAIMED[stage]:
        return None
    now = timezone.now()
    work, _ = Work.objects.get_or_create(
        report=report, stage=stage, version=version, defaults={"due_at": now}
    )
    if not _is_due(work, now) or not _supersede_others(work, now):
        return None
    if work.deliveries >= MOST_DELIVERIES:
        _give_up(
            work,
            f"The worker died {MOST_DELIVERIES} times over this file. It is kept; try again with "
            "`scr retry`, or open the file to see what is wrong with it.",
            CRASHED,
        )
        return None
    work.state = WorkState.LEASED
    work.deliveries += 1
    work.lease_token = uuid.uuid4().hex
    work.lease_holder = holder
    work.lease_until = now + timedelta(seconds=lease_seconds)
    work.save()
    if report.state == ReportState.RECEIVED:
        move(report, ReportState.READING, "A worker took it up.")
    return Lease(
        work.pk, report_id, stage, version, work.lease_token, work.lease_until, work.deliveries
    )


def _is_due(work: Work, now: datetime) -> bool:
    if work.state == WorkState.LEASED:
        return work.lease_until is not None and work.lease_until <= now
    # What a newer version superseded is due again where someone went back to the older one.
    return work.state in {WorkState.DUE, WorkState.SUPERSEDED} and work.due_at <= now


def _supersede_others(work: Work, now: datetime) -> bool:
    """Put other versions of the same work aside; return False where one is being done."""
    others = Work.objects.filter(
        report_id=work.report_id, stage=work.stage, state__in=[WorkState.DUE, WorkState.LEASED]
    ).exclude(pk=work.pk)
    if others.filter(state=WorkState.LEASED, lease_until__gt=now).exists():
        return False
    others.update(state=WorkState.SUPERSEDED)
    return True


@transaction.atomic
def finish(lease: Lease) -> None:
    """Mark work as done. Call it in the transaction that stores what the work yielded.

    Raises LeaseLostError, upon which that transaction must not be committed.
    """
    work = _held(lease)
    work.state = WorkState.DONE
    work.last_error = ""
    work.save()


@transaction.atomic
def fail(lease: Lease, reason: str, *, passing: bool, failure: str = "") -> WorkState:
    """Record that work failed: due again after a pause, or given up and the report failed.

    Args:
        lease: The lease under which it failed.
        reason: What happened and what to do, a sentence for people.
        passing: Whether another try may succeed; three are made.
        failure: Code of a named failure (`ingest.errors.Failure`).

    Raises LeaseLostError.
    """
    work = _held(lease)
    if passing and work.deliveries < MOST_DELIVERIES:
        work.state = WorkState.DUE
        work.due_at = timezone.now() + FIRST_PAUSE * 2 ** (work.deliveries - 1)
        work.last_error = reason
        work.save()
        note(work.report, f"{reason} It will be tried again.")
    else:
        _give_up(work, reason, failure)
    return WorkState(work.state)


def release_lost(is_lost: Callable[[str], bool]) -> int:
    """End the leases whose holder is gone, so that others may take the work; return how many."""
    leased = Work.objects.filter(state=WorkState.LEASED, lease_until__gt=timezone.now())
    released = 0
    for work in leased.exclude(lease_holder=""):
        if is_lost(work.lease_holder):
            released += Work.objects.filter(
                pk=work.pk, state=WorkState.LEASED, lease_token=work.lease_token
            ).update(lease_until=timezone.now())
    return released


def _held(lease: Lease) -> Work:
    """Return the work of a lease that still holds, its report locked."""
    lock(lease.report_id)
    work = Work.objects.select_related("report").filter(pk=lease.work_id).first()
    if work is None or work.state != WorkState.LEASED or work.lease_token != lease.token:
        raise LeaseLostError(f"the lease on {lease.stage} of report {lease.report_id} was lost")
    return work


def _give_up(work: Work, reason: str, failure: str) -> None:
    work.state = WorkState.DEAD
    work.last_error = reason
    work.save()
    if work.report.state in _UNDER_WAY[Stage(work.stage)]:
        move(work.report, ReportState.FAILED, reason, failure=failure)
    else:
        note(work.report, f"A new extraction failed; the record stands as it was. {reason}")


def due(limit: int = 1000) -> list[DueWork]:
    """Return what waits for a worker, oldest report first: due, orphaned, or never begun."""
    now = timezone.now()
    waiting = Work.objects.filter(
        Q(state=WorkState.DUE, due_at__lte=now) | Q(state=WorkState.LEASED, lease_until__lte=now)
    ).exclude(report__state=ReportState.FAILED)
    found = {
        *waiting.values_list("report_id", "stage")[:limit],
        *((pk, Stage.READING) for pk in _without_work(Stage.READING)[:limit]),
        *((pk, Stage.EXTRACTING) for pk in _without_work(Stage.EXTRACTING)[:limit]),
    }
    return [DueWork(report_id, Stage(stage)) for report_id, stage in sorted(found)][:limit]


def _without_work(stage: Stage) -> QuerySet[Report, int]:
    """Return ids of reports whose state calls for a stage that nobody has taken up."""
    open_work = Work.objects.filter(
        report=OuterRef("pk"), stage=stage, state__in=[WorkState.DUE, WorkState.LEASED]
    )
    return (
        Report.objects.filter(state__in=_UNDER_WAY[stage])
        .exclude(Exists(open_work))
        .values_list("pk", flat=True)
    )


@transaction.atomic
def request_extraction(report: Report, version: str) -> None:
    """Ask for another extraction of a report by a new version of the pipeline.

    Raises StateError for a report that was not read.
    """
    if lock(report.pk).state not in _MAY_BE_CLAIMED[Stage.EXTRACTING]:
        raise StateError(f"{report} has not been read yet, so there is nothing to extract from.")
    Work.objects.get_or_create(
        report=report,
        stage=Stage.EXTRACTING,
        version=version,
        defaults={"due_at": timezone.now()},
    )


@transaction.atomic
def retry(report: Report) -> Stage:
    """Take a failed report up again, at the stage where it failed; return that stage.

    Raises StateError for a report that has not failed.
    """
    if lock(report.pk).state != ReportState.FAILED:
        raise StateError(f"{report} has not failed, so there is nothing to try again.")
    was_read = Reading.objects.filter(report=report).exists()
    stage = Stage.EXTRACTING if was_read else Stage.READING
    Work.objects.filter(report=report, stage=stage, state=WorkState.DEAD).update(
        state=WorkState.DUE, deliveries=0, due_at=timezone.now(), last_error=""
    )
    state = ReportState.EXTRACTING if was_read else ReportState.RECEIVED
    move(report, state, "Someone asked to try again.")
    return stage
