"""The tasks. Each claims a lease, calls a pure function, stores its fruit at once, and sends on."""

from __future__ import annotations

import logging
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection, transaction

from extractors import pipeline
from ingest.errors import Failure, ReadingError
from ingest.fetch import FetchError, fetch
from ingest.reader import READER_VERSION
from ingest.sandbox import read_safely
from records.fetches import claim_item, fail_item
from records.intake import file_of, receive
from records.machine import document_of, store_document, store_findings
from records.models import Report, Stage
from records.work import Lease, LeaseLostError, claim, fail, finish
from workers.app import app
from workers.dispatch import send
from workers.holders import this_process
from workers.limits import FETCH_LEASE_SECONDS, LEASE_SECONDS

log = logging.getLogger(__name__)


@app.task(name="fetch_url")
def fetch_url(item_id: int) -> None:
    """Fetch the address of a batch item, and hand the file in."""
    item = claim_item(item_id, FETCH_LEASE_SECONDS)
    if item is None:
        return
    with tempfile.TemporaryFile() as file:
        try:
            with _database_put_away():
                fetch(item.url, file)
        except FetchError as error:
            fail_item(item, error.message, passing=error.passing)
            return
        file.seek(0)
        received = receive(file, item.name, item.origin, item=item)
    log.info("item %s: fetched", item_id)
    if received.report:
        send(Stage.READING, received.report.pk)


@app.task(name="read_report")
def read_report(report_id: int) -> None:
    """Read the file of a report, each in a child process under limits, and store its pages."""
    lease = claim(report_id, Stage.READING, READER_VERSION, LEASE_SECONDS, holder=this_process())
    if lease is None:
        return
    report = Report.objects.get(pk=report_id)
    with _failures_recorded(lease):
        with _database_put_away():
            document = read_safely(file_of(report), name=report.name, sha256=report.sha256)
        with transaction.atomic():
            finish(lease)
            store_document(report, document)
        log.info("report %s: %s page(s) read", report_id, len(document.pages))
        send(Stage.EXTRACTING, report_id)


@app.task(name="extract_report")
def extract_report(report_id: int) -> None:
    """Run the extractors over the stored pages of a report, and store what they suggest."""
    lease = claim(
        report_id, Stage.EXTRACTING, pipeline.VERSION, LEASE_SECONDS, holder=this_process()
    )
    if lease is None:
        return
    report = Report.objects.get(pk=report_id)
    with _failures_recorded(lease):
        document = document_of(report)
        with _database_put_away():
            findings = pipeline.extract(document)
        with transaction.atomic():
            finish(lease)
            store_findings(report, pipeline.VERSION, findings, looked_for=pipeline.LOOKS_FOR)
        log.info("report %s: %s value(s) suggested", report_id, len(findings))


@contextmanager
def _failures_recorded(lease: Lease) -> Iterator[None]:
    """Record what goes wrong under a lease: the report fails with a reason, or is tried again."""
    try:
        yield
    except LeaseLostError:
        log.warning("%s of report %s took too long; another worker has it", *_names(lease))
    except ReadingError as error:
        log.info("%s of report %s failed: %s", *_names(lease), error.failure)
        fail(lease, error.message, passing=error.passing, failure=error.failure)
    except SoftTimeLimitExceeded:
        fail(
            lease,
            "It took too long and was stopped. The file is kept; split it, or ask for it to be "
            "tried again with `scr retry`.",
            passing=False,
            failure=Failure.OUT_OF_TIME,
        )
    except OperationalError as error:
        log.warning("the database failed during %s of report %s: %s", *_names(lease), error)
        fail(lease, "The database did not answer.", passing=True)
    except Exception as error:  # noqa: BLE001 - a fault of one report must not stop the others
        # Not log.exception: it would write the words of the error.
        log.error("%s of report %s failed: %s", *_names(lease), _where(error))  # noqa: TRY400
        fail(
            lease,
            f"A fault of the program stopped it ({type(error).__name__}). The file is kept; the "
            "log says where. Try again with `scr retry` once it is mended.",
            passing=False,
            failure="program_fault",
        )


@contextmanager
def _database_put_away() -> Iterator[None]:
    """Close the connection for the length of work that needs none.

    A child that is forked meanwhile inherits no connection, and none goes stale.
    """
    connection.close()
    yield


def _names(lease: Lease) -> tuple[str, int]:
    return lease.stage.label.lower(), lease.report_id


def _where(error: BaseException) -> str:
    """Return the kind of an error and the lines it went through, without its words.

    The words of an error may hold the words of a report, which belong in no log.
    """
    lines = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}\n{lines}"
