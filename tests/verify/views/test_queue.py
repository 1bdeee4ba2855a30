from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from records.heartbeats import beat
from records.intake import receive
from records.models import Batch, BatchItem, ItemState, Report, ReportState
from records.states import move
from tests.verify.reports import SAMPLES


def page(client: Client, view: str = "verify") -> str:
    return client.get("/", {"view": view}).content.decode()


def test_a_report_shows_its_state_pages_and_how_far_it_has_come(
    signed_in: Client, report: Report
) -> None:
    shown = page(signed_in)
    assert "d01.pdf" in shown
    assert "Awaiting verification" in shown
    assert f'href="/reports/{report.pk}/"' in shown
    assert '<td class="n">10</td>' in shown
    assert '0<span class="muted"> of ' in shown


def test_a_failed_file_shows_its_reason_and_cannot_be_opened(signed_in: Client, db: None) -> None:
    received = receive(SAMPLES / "d02.pdf", "broken <b>.pdf", "a folder").report
    assert received is not None
    move(received, ReportState.FAILED, "The file breaks off before its end.", failure="truncated")
    assert "broken" not in page(signed_in)
    shown = page(signed_in, "failed")
    assert "broken &lt;b&gt;.pdf" in shown
    assert "The file breaks off before its end." in shown
    assert f'href="/reports/{received.pk}/"' not in shown
    assert signed_in.get(f"/reports/{received.pk}/").status_code == 404


def test_a_file_received_twice_leads_to_its_first_copy(signed_in: Client, report: Report) -> None:
    batch = Batch.objects.create(name="again")
    BatchItem.objects.create(
        batch=batch, name="copy.pdf", origin="x", state=ItemState.DUPLICATE, report=report
    )
    shown = page(signed_in, "all")
    assert "copy.pdf: the same file as" in shown
    assert f'<a href="/reports/{report.pk}/">d01.pdf</a>, received before' in shown


def test_the_queue_says_when_no_worker_lives(signed_in: Client, db: None) -> None:
    assert "No worker is running" in page(signed_in)
    beat("worker-1", timezone.now())
    assert "No worker is running" not in page(signed_in)


def test_who_decided_last_is_named(signed_in: Client, rosa: User, report: Report) -> None:
    form = {"field": "review.author", "version": "0", "action": "not_mentioned"}
    signed_in.post(f"/reports/{report.pk}/act/", form)
    shown = page(signed_in)
    assert "In verification" in shown
    assert "<td>rosa</td>" in shown
    assert "Go on with d01.pdf" in shown


def test_an_empty_view_says_so(signed_in: Client, db: None) -> None:
    assert "Nothing waits to be verified." in page(signed_in)
    assert "No report is verified yet." in page(signed_in, "verified")


def test_the_queue_asks_the_database_few_questions(
    signed_in: Client, report: Report, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]  # a fixture without types
        page(signed_in)
