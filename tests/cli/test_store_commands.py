"""The commands that use the store: add, status, retry, export and user."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from typer.testing import Result

from records.models import Batch, Report, ReportState
from records.states import move
from tests.cli.runner import SAMPLES, scr

pytestmark = pytest.mark.django_db(transaction=True)

D01 = SAMPLES / "reports" / "d01.pdf"
D03 = SAMPLES / "reports" / "d03.pdf"


@pytest.fixture(autouse=True)
def _no_redis(settings) -> None:
    """A Redis that does not answer: the commands must keep everything all the same."""
    from workers.app import app

    settings.REDIS_URL = app.conf.broker_url = "redis://127.0.0.1:1/0"


def _lines(result: Result) -> list[str]:
    """Return the lines of standard output with their white space made even."""
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


def test_add_accounts_for_everything(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(D01.read_bytes())
    (tmp_path / "copy.pdf").write_bytes(D01.read_bytes())
    (tmp_path / "notes.docx").write_text("notes")
    result = scr("add", tmp_path, "--batch", "May")
    assert result.exit_code == 0, result.output
    assert "1 received, 1 duplicate, 1 refused" in result.stdout
    assert "notes.docx" in result.stdout
    assert "The same file as" in result.stdout
    assert Report.objects.count() == 1
    assert Batch.objects.get().name == "May"


def test_add_fails_where_nothing_could_be_taken(tmp_path: Path) -> None:
    notes = tmp_path / "notes\x1b[2J.docx"
    notes.write_text("notes")
    refused = scr("add", notes)
    assert refused.exit_code == 1
    assert "notes\\x1b[2J.docx" in refused.stdout, "a name does not move the cursor"
    scr("add", D01)
    assert scr("add", D01).exit_code == 0, "it is there already"


def test_add_takes_prose_as_a_report_and_a_table_of_abstracts_as_one_a_row(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Child A was two when she died.\n")
    table = tmp_path / "repository.csv"
    table.write_text("title,abstract\nChild B,He was three.\nChild C,\nB again,He was three.\n")
    result = scr("add", tmp_path / "notes.txt", table)
    assert result.exit_code == 0, result.output
    assert "2 received, 1 duplicate, 1 refused" in result.stdout
    assert "Line 3 holds nothing in the column of abstracts." in result.stdout
    assert list(Report.objects.values_list("name", flat=True)) == ["notes.txt", "Child B.txt"]


def test_status_tells_the_refusals_of_the_latest_batch_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_text("notes")
    scr("add", tmp_path, "--batch", "first")
    assert "notes.docx" in scr("status").stdout
    scr("add", D01)
    assert "notes.docx" not in scr("status").stdout
    assert "notes.docx" in scr("status", "first").stdout


def test_add_without_redis_keeps_the_files_and_says_what_to_do() -> None:
    result = scr("add", D01)
    assert "Redis does not answer" in result.stderr
    assert Report.objects.get().state == ReportState.RECEIVED


def test_status_counts_add_up_and_failures_have_reasons() -> None:
    scr("add", D01, D03)
    failed = Report.objects.get(name="d03.pdf")
    move(failed, ReportState.FAILED, "The file breaks off.", failure="truncated")
    result = scr("status")
    assert result.exit_code == 0, result.output
    lines = _lines(result)
    assert any(line.startswith("Failed 1") for line in lines)
    assert lines.count("Total 2") == 2
    assert "The file breaks off." in result.stdout
    assert "No worker is alive" in result.stdout


def test_status_of_one_batch_by_name_and_number() -> None:
    scr("add", D01, "--batch", "first")
    scr("add", D03, "--batch", "second")
    for given in ("first", str(Batch.objects.get(name="first").pk)):
        assert _lines(scr("status", given)).count("Total 1") == 2
    missing = scr("status", "third")
    assert missing.exit_code == 2
    assert "There is no batch third" in missing.stderr


def test_retry_takes_up_what_failed_and_nothing_else() -> None:
    scr("add", D01, D03)
    failed = Report.objects.get(name="d03.pdf")
    move(failed, ReportState.FAILED, "The file breaks off.", failure="truncated")
    assert "has not failed" in scr("retry", "d01.pdf").stderr
    result = scr("retry", "--failed")
    assert "1 taken up again." in result.stdout
    failed.refresh_from_db()
    assert failed.state == ReportState.RECEIVED


def test_retry_wants_to_know_what() -> None:
    assert scr("retry").exit_code == 2
    assert "nowhere.pdf is no report" in scr("retry", "nowhere.pdf").stderr


@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl"])
def test_export_writes_tables_and_the_codebook(tmp_path: Path, kind: str) -> None:
    result = scr("export", "--format", kind, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert f"reviews.{kind}" in names
    assert any(name.startswith("codebook") for name in names)


def test_the_formats_offered_are_those_that_export_knows() -> None:
    from cli.export import Format
    from export import Format as Known

    assert [str(one) for one in Format] == [str(one) for one in Known]


def test_export_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = scr("export", "--out", tmp_path / "file")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_an_account_can_sign_in_and_a_weak_password_is_refused() -> None:
    assert scr("user", "add", "reader", typed="weak\nweak\n").exit_code == 1
    good = "a long and quiet sentence"
    assert scr("user", "add", "reader", typed=f"{good}\n{good}\n").exit_code == 0
    assert authenticate(username="reader", password=good)
