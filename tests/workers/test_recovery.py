"""What happens to a batch when a worker is killed or Redis is lost in the middle of it.

Real workers, a real Redis, real reports: each must end right, no finding doubled, none lost.
"""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings

from extractors import pipeline
from records.intake import add, receive
from records.machine import as_finding, document_of
from records.models import Extraction, Finding, Page, Report, ReportState, Stage, Work, WorkState
from tests.workers.poisoned import POISON
from tests.workers.servers import (
    PROJECT,
    client,
    embedded_redis,
    eventually,
    supervised_worker,
    worker,
)
from workers import tasks
from workers.dispatch import send
from workers.sweeper import sweep

pytestmark = [
    pytest.mark.services,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

REPORTS = [f"d{number:02}.pdf" for number in (1, 3, 5, 7, 9, 11)]


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of this test process, where its workers find the files and an empty Redis."""
    monkeypatch.setattr(settings, "REDIS_URL", "")
    (settings.SCR_HOME / "redis" / "appendonly.aof").unlink(missing_ok=True)
    return settings.SCR_HOME


def hand_in(names: list[str] = REPORTS) -> None:
    batch = add([str(PROJECT / "sample_docs" / "reports" / name) for name in names], "a batch")
    for item in batch.items.all():
        assert item.report
        send(Stage.READING, item.report.pk)


def all_ended() -> bool:
    return not Report.objects.exclude(state=ReportState.AWAITING_VERIFICATION).exists()


def sweep_until_all_ended() -> None:
    """Wait as beat would: the sweeper runs again and again."""

    def ended() -> bool:
        sweep()
        return all_ended()

    eventually(ended, 60, "every report awaits verification")


def holder_of(work: Work) -> int:
    """Return the process id of the worker process that has a piece of work."""
    return int(work.lease_holder.split("/")[1])


def someone_at_work() -> Work | None:
    return Work.objects.filter(state=WorkState.LEASED).exclude(lease_holder="").first()


def assert_each_report_ended_right(names: list[str] = REPORTS) -> None:
    """Each report has its pages and its findings once, and they are those of an undisturbed run."""
    assert sorted(Report.objects.values_list("name", flat=True)) == sorted(names)
    for report in Report.objects.all():
        assert report.state == ReportState.AWAITING_VERIFICATION
        assert Page.objects.filter(report=report).count() == report.page_count
        extraction = Extraction.objects.get(report=report)
        stored = [as_finding(row) for row in Finding.objects.filter(extraction=extraction)]
        expected = pipeline.extract(document_of(report))
        assert sorted(f.path for f in stored) == sorted(f.path for f in expected)


def test_a_worker_process_killed_in_the_middle(home: Path) -> None:
    with embedded_redis(home), worker(home):
        hand_in()
        eventually(lambda: someone_at_work() is not None)
        work = someone_at_work()
        assert work
        os.kill(holder_of(work), signal.SIGKILL)
        sweep_until_all_ended()
        assert_each_report_ended_right()


def test_a_whole_worker_killed_in_the_middle_and_another_started(home: Path) -> None:
    with embedded_redis(home):
        with worker(home) as killed:
            hand_in()
            eventually(lambda: someone_at_work() is not None)
            os.killpg(killed.pid, signal.SIGKILL)
            killed.wait()
        assert not all_ended()
        with worker(home):
            sweep_until_all_ended()
    assert_each_report_ended_right()


def test_redis_wiped_in_the_middle(home: Path) -> None:
    with embedded_redis(home) as server, worker(home):
        hand_in()
        eventually(lambda: someone_at_work() is not None)
        client(server).flushall()
        sweep_until_all_ended()
        assert_each_report_ended_right()


def test_redis_lost_and_started_empty_in_the_middle(home: Path) -> None:
    with ExitStack() as stack:
        with embedded_redis(home):
            stack.enter_context(supervised_worker(home))
            hand_in()
            eventually(lambda: someone_at_work() is not None)
        (home / "redis" / "appendonly.aof").unlink()
        stack.enter_context(embedded_redis(home))
        sweep_until_all_ended()
    assert_each_report_ended_right()


def test_a_worker_takes_up_work_again_after_redis_came_back(home: Path) -> None:
    with ExitStack() as stack:
        with embedded_redis(home):
            stack.enter_context(supervised_worker(home))
        stack.enter_context(embedded_redis(home))
        hand_in(REPORTS[:2])
        eventually(all_ended, 90, "the worker takes up what is sent after the restart")
    assert_each_report_ended_right(REPORTS[:2])


def test_a_file_that_kills_its_worker_three_times_is_given_up(home: Path) -> None:
    source = PROJECT / "sample_docs" / "reports"
    poison = receive(source / "d13.pdf", POISON, "a test").report
    good = receive(source / "d01.pdf", "good.pdf", "a test").report
    assert poison
    assert good

    def poison_given_up() -> bool:
        sweep()
        poison.refresh_from_db()
        return poison.state == ReportState.FAILED

    with embedded_redis(home), worker(home, "tests.workers.poisoned"):
        eventually(poison_given_up, 60, "the poison is given up")
        good.refresh_from_db()
    work = Work.objects.get(report=poison)
    assert (work.state, work.deliveries) == (WorkState.DEAD, 3)
    assert "died 3 times" in poison.state_reason
    assert good.state == ReportState.AWAITING_VERIFICATION


def test_the_sweeper_sends_nothing_twice_while_messages_wait(home: Path) -> None:
    receive(PROJECT / "sample_docs" / "reports" / "d01.pdf", "d01.pdf", "a test")
    with embedded_redis(home):
        assert sweep() == 1
        assert sweep() == 0


def test_a_second_delivery_of_the_same_message_changes_nothing(home: Path) -> None:
    hand_in(REPORTS[:1])
    report = Report.objects.get()
    for _ in range(2):
        tasks.read_report(report.pk)
    for _ in range(2):
        tasks.extract_report(report.pk)
    assert_each_report_ended_right(REPORTS[:1])
