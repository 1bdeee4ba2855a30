from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from records import machine, work
from records.models import Page, Report, ReportState, Stage, Work, WorkState
from records.states import StateError
from tests.records import examples

pytestmark = pytest.mark.django_db

_numbers = itertools.count()


def let_leases_run_out() -> None:
    Work.objects.filter(state=WorkState.LEASED).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )


def let_pauses_pass() -> None:
    Work.objects.filter(state=WorkState.DUE).update(due_at=timezone.now())


def claim(report: Report, stage: Stage = Stage.READING, version: str = "1") -> work.Lease | None:
    return work.claim(report.pk, stage, version, 60)


def must_claim(report: Report, version: str = "1") -> work.Lease:
    lease = claim(report, version=version)
    assert lease is not None
    return lease


def state_of(report: Report) -> str:
    report.refresh_from_db()
    return report.state


def test_one_worker_has_the_work_at_a_time() -> None:
    report = examples.received()

    assert must_claim(report).delivery == 1
    assert state_of(report) == ReportState.READING
    assert claim(report) is None


def test_work_that_is_done_is_not_done_again() -> None:
    report = examples.received()
    work.finish(must_claim(report))
    assert claim(report) is None


def test_a_lease_that_ran_out_is_anyones_and_the_first_holder_stores_nothing() -> None:
    read = examples.document()
    report = examples.received(read)
    slow = must_claim(report)
    let_leases_run_out()
    quick = must_claim(report)

    @transaction.atomic
    def store_late() -> None:
        machine.store_document(report, read)
        work.finish(slow)

    with pytest.raises(work.LeaseLostError):
        store_late()
    assert not Page.objects.exists()
    work.finish(quick)


def test_a_passing_trouble_is_tried_again_after_a_pause() -> None:
    report = examples.received()
    state = work.fail(must_claim(report), "The reader was out of memory.", passing=True)

    assert state == WorkState.DUE
    assert state_of(report) == ReportState.READING
    assert claim(report) is None
    let_pauses_pass()
    assert must_claim(report).delivery == 2


def test_a_lasting_trouble_fails_the_report_with_its_reason() -> None:
    report = examples.received()
    reason = "The file needs a password. Ask its publisher for an open copy."
    state = work.fail(must_claim(report), reason, passing=False, failure="password")

    assert state == WorkState.DEAD
    assert state_of(report) == ReportState.FAILED
    assert (report.state_reason, report.failure) == (reason, "password")
    assert work.due() == []


def test_a_file_that_kills_its_worker_three_times_is_given_up() -> None:
    report = examples.received()
    for delivery in (1, 2, 3):
        assert must_claim(report).delivery == delivery
        let_leases_run_out()

    assert claim(report) is None
    assert state_of(report) == ReportState.FAILED
    assert report.failure == work.CRASHED
    assert report.events.last() is not None
    assert "died 3 times" in report.state_reason


def test_three_passing_troubles_are_one_too_many() -> None:
    report = examples.received()
    for _ in range(3):
        work.fail(must_claim(report), "The reader was out of time.", passing=True)
        let_pauses_pass()
    assert state_of(report) == ReportState.FAILED


def test_the_database_knows_what_is_due_without_any_message() -> None:
    untouched = examples.received(examples.document("a.pdf"))
    orphaned, _ = examples.being_read(examples.document("b.pdf"))
    read = examples.read_report(examples.document("c.pdf"))
    busy, _ = examples.being_read(examples.document("d.pdf"))
    examples.extracted(examples.document("e.pdf"))
    Work.objects.filter(report=orphaned).update(lease_until=timezone.now() - timedelta(seconds=1))

    assert work.due() == [
        work.DueWork(untouched.pk, Stage.READING),
        work.DueWork(orphaned.pk, Stage.READING),
        work.DueWork(read.pk, Stage.EXTRACTING),
    ]
    assert state_of(busy) == ReportState.READING


def test_a_new_version_supersedes_work_that_nobody_is_at() -> None:
    report = examples.received()
    work.fail(must_claim(report, "1"), "The reader was out of time.", passing=True)
    assert must_claim(report, "2").delivery == 1

    assert Work.objects.get(version="1").state == WorkState.SUPERSEDED


def test_who_goes_back_to_an_older_version_can_go_on_with_it() -> None:
    report = examples.received()
    must_claim(report, "1")
    let_leases_run_out()
    must_claim(report, "2")
    let_leases_run_out()
    assert must_claim(report, "1").delivery == 2


def test_a_new_version_waits_for_the_worker_that_is_at_it() -> None:
    report = examples.received()
    must_claim(report, "1")
    assert claim(report, version="2") is None


def test_a_new_extraction_that_fails_leaves_the_report_where_it_stands() -> None:
    report = examples.extracted()
    work.request_extraction(report, "pipeline-2")
    assert work.due() == [work.DueWork(report.pk, Stage.EXTRACTING)]
    lease = claim(report, Stage.EXTRACTING, "pipeline-2")
    assert lease is not None
    work.fail(lease, "A component failed.", passing=False)

    assert state_of(report) == ReportState.AWAITING_VERIFICATION
    last = report.events.last()
    assert last is not None
    assert last.reason.endswith("A component failed.")


def test_a_failed_report_is_taken_up_where_it_failed() -> None:
    unread = examples.received(examples.document("a.pdf"))
    work.fail(must_claim(unread), "No OCR engine is installed.", passing=False)
    read = examples.read_report(examples.document("b.pdf"))
    lease = claim(read, Stage.EXTRACTING, "pipeline-1")
    assert lease is not None
    work.fail(lease, "A component failed.", passing=False)

    assert work.retry(unread) is Stage.READING
    assert work.retry(read) is Stage.EXTRACTING
    assert must_claim(unread).delivery == 1
    assert claim(read, Stage.EXTRACTING, "pipeline-1") is not None


def test_only_what_failed_can_be_tried_again() -> None:
    with pytest.raises(StateError, match="has not failed"):
        work.retry(examples.received())


STEPS = st.lists(
    st.sampled_from(["claim 1", "claim 2", "finish", "fail", "fail for now", "run out", "wait"]),
    max_size=15,
)


@given(steps=STEPS)
@settings(max_examples=60, deadline=None)
def test_whatever_happens_the_work_is_done_once_or_given_up(steps: list[str]) -> None:
    report = examples.received(examples.document(f"{next(_numbers)}.pdf"))
    leases: list[work.Lease] = []
    finished = 0
    for step in steps:
        if step.startswith("claim"):
            lease = claim(report, version=step[-1])
            leases += [lease] if lease else []
        elif step == "run out":
            let_leases_run_out()
        elif step == "wait":
            let_pauses_pass()
        elif leases:
            finished += settle(step, leases.pop())
        check_ledger(report)
    assert finished == Work.objects.filter(report=report, state=WorkState.DONE).count()


def settle(step: str, lease: work.Lease) -> bool:
    """End a lease as the step says, if it still holds; return whether the work was finished."""
    try:
        if step == "finish":
            work.finish(lease)
            return True
        work.fail(lease, "It failed.", passing=step == "fail for now")
    except work.LeaseLostError:
        held = Work.objects.get(pk=lease.work_id)
        assert (held.state, held.lease_token) != (WorkState.LEASED, lease.token)
    return False


def check_ledger(report: Report) -> None:
    states = list(Work.objects.filter(report=report).values_list("state", "deliveries"))
    assert [state for state, _ in states].count(WorkState.LEASED) <= 1
    assert all(deliveries <= work.MOST_DELIVERIES for _, deliveries in states)
    given_up = any(state == WorkState.DEAD for state, _ in states)
    assert (state_of(report) == ReportState.FAILED) == given_up
