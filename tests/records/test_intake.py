from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings

from records import intake
from records.models import Batch, ItemState, Report, ReportState
from records.states import StateError
from tests.records import examples

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 an invented report"
OTHER = b"%PDF-1.7 another one"


@pytest.fixture(autouse=True)
def _store_of_its_own(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def receive(data: bytes, name: str = "report.pdf", batch: Batch | None = None) -> intake.Received:
    return intake.receive(io.BytesIO(data), name, f"inbox/{name}", batch=batch)


def test_a_file_becomes_a_report_and_its_bytes_are_kept() -> None:
    report = receive(PDF).report

    assert report is not None
    assert (report.state, report.state_reason) == (
        ReportState.RECEIVED,
        "Received from inbox/report.pdf.",
    )
    assert report.size == len(PDF)
    assert intake.file_of(report).read_bytes() == PDF
    assert report.events.get().reason == report.state_reason


def test_the_same_bytes_under_another_name_are_refused_with_a_link_to_the_first_copy() -> None:
    batch = Batch.objects.create(name="inbox")
    first = receive(PDF, batch=batch).report
    again = receive(PDF, "copy.pdf", batch=batch)

    assert (again.report, again.duplicate_of) == (None, first)
    assert Report.objects.count() == 1
    states = list(batch.items.values_list("name", "state", "report"))
    assert first is not None
    assert states == [
        ("report.pdf", ItemState.RECEIVED, first.pk),
        ("copy.pdf", ItemState.DUPLICATE, first.pk),
    ]
    assert (
        batch.items.get(name="copy.pdf").reason == "The same file as report.pdf, received before."
    )


def test_a_new_edition_is_kept_beside_the_earlier_one(tmp_path: Path) -> None:
    first = receive(PDF).report
    path = tmp_path / "second.pdf"
    path.write_bytes(OTHER)
    second = intake.receive(path, path.name, str(path), edition_of=first).report

    assert second is not None
    assert second.edition_of == first
    assert first is not None
    assert list(first.later_editions.all()) == [second]


def test_an_edition_can_be_marked_later_but_not_in_a_circle() -> None:
    first = examples.received(examples.document("first.pdf"))
    second = examples.received(examples.document("second.pdf"))
    intake.mark_edition(second, first)

    with pytest.raises(StateError, match="cannot be a later edition of itself"):
        intake.mark_edition(first, second)


def test_another_scan_of_a_review_is_set_aside_and_names_the_first() -> None:
    first = examples.received(examples.document("first.pdf"))
    scan = examples.received(examples.document("scan.pdf"))
    intake.mark_duplicate(scan, first)

    scan.refresh_from_db()
    assert (scan.state, scan.state_reason) == (
        ReportState.DUPLICATE,
        "The same review as first.pdf.",
    )
    assert scan.edition_of == first


def test_a_text_and_each_row_of_a_table_are_kept_under_the_hash_of_their_bytes(
    tmp_path: Path,
) -> None:
    words = "Child A\u2019s mother was 19."
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    table = tmp_path / "abstracts.csv"
    table.write_text(f"id,abstract\nR7,Child B was two.\nR8,{words}\n", encoding="utf-8")

    batch = intake.add([str(tmp_path / "a.txt"), str(table)], "texts")

    kept = {report.name: intake.file_of(report).read_bytes() for report in Report.objects.all()}
    assert kept == {"a.txt": words.encode(), "R7.txt": b"Child B was two."}
    again = batch.items.get(state=ItemState.DUPLICATE)
    assert again.origin == f"{table}, line 3"
    assert again.reason == "The same file as a.txt, received before."


def test_everything_that_is_handed_in_is_accounted_for(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(PDF)
    (folder / "a again.pdf").write_bytes(PDF)
    (folder / "notes.docx").write_bytes(b"PK notes")
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("b.pdf", OTHER)
    (tmp_path / "list.txt").write_text("https://example.org/c.pdf\n")

    batch = intake.add([str(folder), str(tmp_path / "list.txt")], "inbox")

    states = {item.name: item.state for item in batch.items.all()}
    assert sorted(states.values()) == [
        ItemState.DUPLICATE,
        ItemState.RECEIVED,
        ItemState.RECEIVED,
        ItemState.REFUSED,
        ItemState.WAITING,
    ]
    refused = batch.items.get(state=ItemState.REFUSED)
    assert refused.reason
    assert batch.items.get(state=ItemState.WAITING).url == "https://example.org/c.pdf"
