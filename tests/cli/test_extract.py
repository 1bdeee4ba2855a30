"""`scr extract`: a record a line, failures named, the rest going on, and no Django."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.extracting import Extracted, NotExtracted, extract_file, files_of
from schemas.document import Document
from schemas.finding import Finding
from schemas.record import Record
from tests.cli.runner import PROJECT, SAMPLES, scr

PASSAGE = "Child B was aged 3 when he died in May 2013. His father was convicted of manslaughter."


@pytest.fixture
def passage(tmp_path: Path) -> Path:
    path = tmp_path / "passage.txt"
    path.write_text(PASSAGE)
    return path


def test_each_file_is_one_line_of_json_in_the_label_format(passage: Path) -> None:
    result = scr("extract", passage, SAMPLES / "reports" / "d01.pdf", "--json")
    assert result.exit_code == 0
    records = [Record.model_validate_json(line) for line in result.stdout.splitlines()]
    assert [(record.document, record.pages) for record in records] == [
        ("passage.txt", 1),
        ("d01.pdf", 10),
    ]


def test_evidence_stands_on_the_page_that_it_names(passage: Path) -> None:
    result = extract_file(passage)
    assert isinstance(result, Extracted)
    for finding in result.findings:
        for evidence in finding.evidence:
            text = result.document.page(evidence.page).text
            assert text[evidence.start : evidence.end] == evidence.quote


def test_without_json_it_says_that_nobody_verified_what_it_shows(passage: Path) -> None:
    result = scr("extract", passage)
    assert result.exit_code == 0
    assert "passage.txt" in result.stdout
    assert "verified by nobody" in result.stdout


def test_a_broken_file_is_named_and_the_others_go_on(tmp_path: Path, passage: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"<html>not a report</html>")
    result = scr("extract", broken, tmp_path / "missing.pdf", passage, "--json")
    assert result.exit_code == 1
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert first["document"] == "broken.pdf"
    assert first["error"]["failure"] == "not_a_pdf"
    assert second["error"]["failure"] == "unreadable"
    assert third["document"] == "passage.txt"
    assert str(broken) in result.stderr


def test_an_empty_text_is_a_named_failure(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    result = extract_file(empty)
    assert isinstance(result, NotExtracted)
    assert result.failure == "empty"


def test_a_password_opens_a_file_that_needs_one(tmp_path: Path) -> None:
    import pikepdf

    locked = tmp_path / "locked.pdf"
    with pikepdf.open(SAMPLES / "reports" / "d01.pdf") as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="opens", owner="opens"))
    without = extract_file(locked)
    assert isinstance(without, NotExtracted)
    assert without.failure == "password"
    assert isinstance(extract_file(locked, "opens"), Extracted)


def test_a_fault_of_the_program_over_one_file_is_named(
    passage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cli import extracting

    def faulty(document: Document) -> list[Finding]:
        raise ZeroDivisionError

    monkeypatch.setattr(extracting, "extract", faulty)
    result = extract_file(passage)
    assert isinstance(result, NotExtracted)
    assert result.failure == "program_fault"
    assert "ZeroDivisionError" in result.detail


def test_a_folder_stands_for_its_pdfs_and_texts(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.txt", "notes.docx"):
        (tmp_path / name).touch()
    assert [path.name for path in files_of([tmp_path])] == ["a.txt", "b.pdf"]


def test_show_writes_the_pages_that_hold_evidence(tmp_path: Path) -> None:
    from PIL import Image

    result = extract_file(SAMPLES / "reports" / "d01.pdf")
    assert isinstance(result, Extracted)
    pages = {e.page for finding in result.findings for e in finding.evidence}
    shown = scr("extract", result.path, "--show", tmp_path)
    assert shown.exit_code == 0
    written = sorted(tmp_path.iterdir())
    assert [path.name for path in written] == [f"d01-page-{page:03}.webp" for page in sorted(pages)]
    for path in written:
        with Image.open(path) as image:
            assert image.width == pytest.approx(1400, abs=2)


def test_show_draws_the_pages_of_a_text_too(tmp_path: Path, passage: Path) -> None:
    shown = scr("extract", passage, "--show", tmp_path / "shown")
    assert shown.exit_code == 0, shown.output
    assert [path.name for path in (tmp_path / "shown").iterdir()] == ["passage-page-001.webp"]


def test_it_needs_neither_django_nor_redis_nor_celery(passage: Path) -> None:
    script = (
        "import sys; from cli.main import app\n"
        "app(['extract', sys.argv[1], '--json'], standalone_mode=False)\n"
        "print(sorted({'django', 'celery', 'redis', 'records'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(passage)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
