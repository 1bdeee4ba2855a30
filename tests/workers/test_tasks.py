"""The tasks, run in this process: what they store, and what becomes of what goes wrong."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from ingest.errors import Failure, ReadingError
from ingest.fetch import fetch
from records.intake import receive
from records.models import (
    Batch,
    BatchItem,
    Extraction,
    ItemState,
    Page,
    Report,
    ReportState,
    Stage,
    Work,
    WorkState,
)
from records.work import claim, release_lost
from tests.workers.servers import PROJECT
from workers import tasks
from workers.holders import this_process

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLES = PROJECT / "sample_docs"


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Stage, int]]:
    """What the tasks send on; no Redis is needed to see it."""
    messages: list[tuple[Stage, int]] = []
    monkeypatch.setattr(tasks, "send", lambda stage, pk: messages.append((stage, pk)))
    return messages


def received(path: Path = SAMPLES / "reports" / "d01.pdf") -> Report:
    report = receive(path, path.name, "a test").report
    assert report
    return report


def raising(error: BaseException):
    def function(*_: object, **__: object) -> None:
        raise error

    return function


def test_reading_stores_the_pages_and_sends_on(sent) -> None:
    report = received()
    tasks.read_report(report.pk)
    report.refresh_from_db()
    assert report.state == ReportState.EXTRACTING
    assert Page.objects.filter(report=report).count() == report.page_count == 10
    assert sent == [(Stage.EXTRACTING, report.pk)]


def test_extraction_stores_the_findings_and_leaves_the_report_to_people() -> None:
    report = received()
    tasks.read_report(report.pk)
    tasks.extract_report(report.pk)
    report.refresh_from_db()
    assert report.state == ReportState.AWAITING_VERIFICATION
    assert Extraction.objects.get(report=report).findings.exists()


def test_what_was_looked_for_and_not_found_is_told_from_what_was_not_looked_for() -> None:
    report = received()
    tasks.read_report(report.pk)
    tasks.extract_report(report.pk)
    extraction = Extraction.objects.get(report=report)
    assert set(extraction.looked_for) >= tasks.pipeline.LOOKS_FOR
    assert "child.outcome" in extraction.looked_for


def test_a_broken_file_fails_with_its_reason_and_is_kept(sent) -> None:
    report = received(SAMPLES / "difficult" / "truncated.pdf")
    tasks.read_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.failure) == (ReportState.FAILED, Failure.TRUNCATED)
    assert "breaks off" in report.state_reason
    assert sent == []


def test_a_text_is_read_and_extracted_like_a_report(tmp_path: Path, sent) -> None:
    path = tmp_path / "child a.txt"
    path.write_text("Child A was aged 2 when she died in March 2015.\n")
    report = received(path)
    tasks.read_report(report.pk)
    assert sent == [(Stage.EXTRACTING, report.pk)]
    tasks.extract_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.page_count) == (ReportState.AWAITING_VERIFICATION, 1)


def test_a_text_that_is_named_as_a_pdf_fails_by_name(tmp_path: Path) -> None:
    path = tmp_path / "child a.pdf"
    path.write_text("Child A was aged 2 when she died in March 2015.\n")
    report = received(path)
    tasks.read_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.failure) == (ReportState.FAILED, Failure.NOT_A_PDF)


def test_a_failure_that_may_pass_is_tried_again_after_a_pause(monkeypatch) -> None:
    report = received()
    error = ReadingError(Failure.CRASHED, passing=True)
    monkeypatch.setattr(tasks, "read_safely", raising(error))
    tasks.read_report(report.pk)
    work = Work.objects.get(report=report)
    assert (work.state, work.deliveries) == (WorkState.DUE, 1)
    assert work.due_at > timezone.now()
    tasks.read_report(report.pk)
    work.refresh_from_db()
    assert work.deliveries == 1, "not before it is due"


def test_the_third_failure_that_may_pass_is_the_last(monkeypatch) -> None:
    report = received()
    error = ReadingError(Failure.CRASHED, passing=True)
    monkeypatch.setattr(tasks, "read_safely", raising(error))
    for _ in range(3):
        Work.objects.update(due_at=timezone.now())
        tasks.read_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.failure) == (ReportState.FAILED, Failure.CRASHED)
    assert Work.objects.get(report=report).state == WorkState.DEAD


def test_a_task_out_of_time_fails_its_report(monkeypatch) -> None:
    report = received()
    monkeypatch.setattr(tasks, "read_safely", raising(SoftTimeLimitExceeded()))
    tasks.read_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.failure) == (ReportState.FAILED, Failure.OUT_OF_TIME)


def test_a_fault_of_the_program_is_recorded_and_no_words_of_the_report_are_logged(
    monkeypatch, caplog: pytest.LogCaptureFixture
) -> None:
    report = received()
    tasks.read_report(report.pk)
    error = ValueError("the words of the report")
    monkeypatch.setattr(tasks.pipeline, "extract", raising(error))
    with caplog.at_level(logging.DEBUG):
        tasks.extract_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.failure) == (ReportState.FAILED, "program_fault")
    assert "ValueError" in report.state_reason
    assert "ValueError" in caplog.text
    assert "the words of the report" not in caplog.text + report.state_reason


def test_a_worker_that_lost_its_lease_stores_nothing(monkeypatch) -> None:
    report = received()
    read_safely = tasks.read_safely

    def slow(*arguments, **named):
        Work.objects.update(lease_token="another")
        return read_safely(*arguments, **named)

    monkeypatch.setattr(tasks, "read_safely", slow)
    tasks.read_report(report.pk)
    assert not Page.objects.filter(report=report).exists()


def test_the_lease_of_a_dead_process_ends_at_once_and_that_of_a_living_one_stays() -> None:
    report = received()
    assert claim(report.pk, Stage.READING, "1", 600, holder=this_process())
    assert release_lost(lambda holder: holder != this_process()) == 0
    assert claim(report.pk, Stage.READING, "1", 600) is None
    assert release_lost(lambda holder: holder == this_process()) == 1
    assert claim(report.pk, Stage.READING, "1", 600) is not None


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP on this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def waiting_item(url: str) -> BatchItem:
    batch = Batch.objects.create(name="addresses")
    return batch.items.create(name="d01.pdf", origin=url, url=url, state=ItemState.WAITING)


def test_an_address_is_fetched_and_its_report_read_next(monkeypatch, sent) -> None:
    monkeypatch.setattr(tasks, "fetch", functools.partial(fetch, allow_loopback=True))
    with served(SAMPLES / "reports") as site:
        item = waiting_item(f"{site}/d01.pdf")
        tasks.fetch_url(item.pk)
    item.refresh_from_db()
    assert item.state == ItemState.RECEIVED
    assert item.report
    assert sent == [(Stage.READING, item.report.pk)]


def test_an_address_on_this_machine_is_refused() -> None:
    with served(SAMPLES / "reports") as site:
        item = waiting_item(f"{site}/d01.pdf")
        tasks.fetch_url(item.pk)
    item.refresh_from_db()
    assert (item.state, item.report) == (ItemState.FAILED, None)
    assert item.reason


def test_a_file_that_is_known_ends_as_duplicate_of_its_first_copy(monkeypatch, sent) -> None:
    monkeypatch.setattr(tasks, "fetch", functools.partial(fetch, allow_loopback=True))
    first = received()
    with served(SAMPLES / "reports") as site:
        item = waiting_item(f"{site}/d01.pdf")
        tasks.fetch_url(item.pk)
    item.refresh_from_db()
    assert (item.state, item.report) == (ItemState.DUPLICATE, first)
    assert sent == []
