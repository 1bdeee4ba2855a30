"""Many at once, with real threads and connections of their own, on whichever database is tested."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db import connection

from records import fetches, machine, work
from records.decisions import ConflictError, decide
from records.intake import receive
from records.models import (
    Action,
    Batch,
    BatchItem,
    CurrentValue,
    Decision,
    Extraction,
    Finding,
    ItemState,
    Report,
    ReportState,
    Stage,
    Work,
)
from tests.records import examples

pytestmark = pytest.mark.django_db(transaction=True)

Result = TypeVar("Result")


def at_once(count: int, act: Callable[[int], Result]) -> list[Result]:
    """Run `act` in so many threads that begin together; return what each returned."""
    start = Barrier(count)

    def run(number: int) -> Result:
        try:
            start.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def test_ten_workers_claim_one_report_and_one_has_it() -> None:
    report = examples.received()
    leases = at_once(10, lambda _: work.claim(report.pk, Stage.READING, "1", 60))

    assert len([lease for lease in leases if lease]) == 1
    assert Work.objects.get().deliveries == 1
    report.refresh_from_db()
    assert report.state == ReportState.READING


def test_ten_workers_share_many_reports_without_taking_one_twice() -> None:
    reports = [examples.received(examples.document(f"{number}.pdf")) for number in range(6)]

    def claim_each(_: int) -> list[int]:
        leases = [work.claim(report.pk, Stage.READING, "1", 60) for report in reports]
        return [lease.report_id for lease in leases if lease]

    taken = sorted(report_id for ids in at_once(10, claim_each) for report_id in ids)
    assert taken == [report.pk for report in reports]


def test_ten_workers_claim_one_address_and_one_has_it() -> None:
    batch = Batch.objects.create(name="list")
    item = BatchItem.objects.create(
        batch=batch,
        name="a",
        origin="list.csv",
        url="https://example.org/a.pdf",
        state=ItemState.WAITING,
    )
    claimed = at_once(10, lambda _: fetches.claim_item(item.pk, 60))
    assert len([taken for taken in claimed if taken]) == 1


def test_one_file_received_by_many_is_one_report(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
    received = at_once(
        6, lambda number: receive(BytesIO(b"%PDF-1.7"), f"{number}.pdf", f"inbox/{number}.pdf")
    )

    report = Report.objects.get()
    assert [one.report for one in received if one.report] == [report]
    assert [one.duplicate_of for one in received if not one.report] == [report] * 5
    assert report.events.count() == 1


def test_findings_stored_by_two_workers_are_not_doubled() -> None:
    read = examples.document()
    report = examples.read_report(read)
    found = examples.findings(read)
    at_once(4, lambda _: machine.store_findings(report, "pipeline-1", found))

    assert Extraction.objects.count() == 1
    assert Finding.objects.count() == len(found)


def test_of_people_who_decide_at_once_one_decides_and_the_others_see_it() -> None:
    report = examples.extracted()
    people = [User.objects.create(username=f"verifier {number}") for number in range(6)]

    def try_to_decide(number: int) -> str:
        try:
            decide(
                report,
                "children.0.outcome",
                action=Action.NOT_MENTIONED,
                expected_version=0,
                user=people[number],
            )
        except ConflictError as conflict:
            return conflict.current.last_decision.decided_by.username if conflict.current else ""
        return people[number].username

    named = at_once(len(people), try_to_decide)
    current = CurrentValue.objects.get()
    assert set(named) == {current.last_decision.decided_by.username}
    assert (Decision.objects.count(), current.version) == (1, 1)


def test_people_on_different_values_do_not_hinder_each_other() -> None:
    report = examples.extracted()
    user = User.objects.create(username="verifier")
    paths = ["children.0.outcome", "children.0.sex", "review.area", "review.author"]
    at_once(
        len(paths),
        lambda number: decide(
            report, paths[number], action=Action.NOT_MENTIONED, expected_version=0, user=user
        ),
    )
    assert sorted(CurrentValue.objects.values_list("path", flat=True)) == paths
    assert report.events.filter(state=ReportState.IN_VERIFICATION).count() == 1
