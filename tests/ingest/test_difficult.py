"""Every difficult sample ends as it should, within the limits, and harms nothing around it."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest
import yaml

from ingest.errors import Failure, ReadingError
from ingest.ocr import best_engine
from ingest.reader import read_document
from ingest.sandbox import read_safely, render_safely
from schemas.document import Document, TextSource

SAMPLES = Path(__file__).parents[2] / "sample_docs"
DIFFICULT = SAMPLES / "difficult"
EXPECTED = yaml.safe_load((DIFFICULT / "expected.yaml").read_text("utf-8"))
PASSWORD = "invented-password"

READABLE = [name for name, outcome in EXPECTED.items() if outcome["failure"] is None]
OF_A_SIZE_THAT_RENDERS = {"five_thousand_pages.pdf", "ten_metres_wide.pdf"}
BROKEN = [name for name, outcome in EXPECTED.items() if outcome["failure"]]


def read(name: str, password: str | None = None) -> Document:
    path = DIFFICULT / name
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return read_safely(path, name=name, sha256=sha256, password=password)


def words(document: Document) -> list[list[str]]:
    return [[page.text[word.start : word.end] for word in page.words] for page in document.pages]


def test_every_file_in_the_folder_is_expected_to_end_somehow() -> None:
    assert {path.name for path in DIFFICULT.glob("*.pdf")} == set(EXPECTED)
    assert {EXPECTED[name]["state"] for name in READABLE} == {"awaiting_verification"}
    assert {EXPECTED[name]["state"] for name in BROKEN} == {"failed"}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_fails_by_name_and_soon(name: str) -> None:
    started = time.monotonic()
    with pytest.raises(ReadingError) as error:
        read(name)
    assert error.value.failure == EXPECTED[name]["failure"]
    assert not error.value.passing
    assert error.value.message.endswith(".")
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("name", sorted(set(BROKEN) - OF_A_SIZE_THAT_RENDERS))
def test_a_broken_file_is_not_rendered_either(name: str) -> None:
    with pytest.raises(ReadingError) as error:
        render_safely(DIFFICULT / name, 1)
    assert error.value.failure == EXPECTED[name]["failure"]


def test_an_encrypted_file_without_a_password_reads_like_the_original() -> None:
    original = read_document(SAMPLES / "reports" / "d10.pdf")
    assert words(read("encrypted_without_password.pdf")) == words(original)


def test_a_password_opens_what_needs_one() -> None:
    original = read_document(SAMPLES / "reports" / "d10.pdf")
    assert words(read("needs_password.pdf", PASSWORD)) == words(original)
    with pytest.raises(ReadingError, match="does not open") as error:
        read("needs_password.pdf", "another")
    assert error.value.failure is Failure.PASSWORD


def test_turned_pages_keep_their_words_and_their_boxes_stay_on_the_page() -> None:
    original = read_document(SAMPLES / "reports" / "d01.pdf")
    document = read("rotated_and_landscape.pdf")
    assert [page.rotation for page in document.pages[:5]] == [0, 90, 180, 270, 0]
    for turned, straight in zip(words(document)[:4], words(original)[:4], strict=True):
        # Once a page is turned PDFium sees the gaps in contents lines, and their order, otherwise.
        assert sorted("".join(turned)) == sorted("".join(straight))
    for page in document.pages:
        assert all(0 <= word.x0 < word.x1 <= 1 for word in page.words)
        assert all(0 <= word.y0 < word.y1 <= 1 for word in page.words)


def test_a_table_reads_the_same_landscape_and_turned_upright() -> None:
    landscape, turned = read("rotated_and_landscape.pdf").pages[-2:]
    assert (landscape.rotation, turned.rotation) == (0, 90)
    assert (round(landscape.width), round(landscape.height)) == (842, 595)
    assert (round(turned.width), round(turned.height)) == (842, 595)
    for word, other in zip(landscape.words, turned.words, strict=True):
        assert word[:2] == other[:2]
        assert word[2:6] == pytest.approx(other[2:6], abs=0.01)


@pytest.mark.skipif(best_engine() is None, reason="no OCR engine works on this machine")
def test_only_the_scanned_page_is_read_by_ocr() -> None:
    text, scan = read("text_and_scan.pdf").pages
    assert (text.source, text.confidence) == (TextSource.TEXT_LAYER, None)
    assert scan.source is TextSource.OCR
    assert scan.confidence is not None
    assert scan.confidence > 0.8
    original = read_document(SAMPLES / "reports" / "d07.pdf").pages[3].text.split()
    assert len(set(original) & set(scan.text.split())) > 0.9 * len(set(original))
