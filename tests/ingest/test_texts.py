"""Received texts: decoded whatever wrote them, refused with a sentence where they are none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Failure, ReadingError
from ingest.sandbox import read_safely
from ingest.texts import MOST_TEXT_BYTES, decoded, is_text, read_text, why_no_text
from schemas.document import Document

TEXT = "Child N\u2019s mother was 19.\n\nShe was not seen."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_is_the_same_whatever_wrote_it(encoding: str, line_end: str) -> None:
    data = TEXT.replace("\n", line_end).encode(encoding)
    assert why_no_text(data) is None
    assert decoded(data) == TEXT


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_that_can_be_kept(data: bytes) -> None:
    text = decoded(data)
    text.encode()
    assert not any(ord(letter) < 32 and letter not in "\t\n" for letter in text)


def test_page_breaks_end_lines_and_control_characters_are_replaced() -> None:
    assert decoded(b"one\x0ctwo\x00\x1b[2J") == "one\ntwo\ufffd\ufffd[2J"


def test_a_stray_control_character_makes_no_text_binary() -> None:
    assert why_no_text(b"Child A\x00 was two when she died.") is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It holds no text."),
        (b" \n\t", "It holds no text."),
        (b"<!DOCTYPE html><p>a", "It is no text but a web page."),
        (b"PK\x03\x04rest", "It is no text but a zip archive or an Office document."),
        (b"abc\x00def", "It is no text, whatever its name says."),
        (b"a" * (MOST_TEXT_BYTES + 1), "It is longer than 2 MB of text. Split it."),
    ],
)
def test_what_is_no_text_is_told_why(data: bytes, reason: str) -> None:
    assert why_no_text(data) == reason


def test_only_the_name_makes_a_text_and_a_pdf_stays_one() -> None:
    assert is_text("notes.TXT", b"words")
    assert not is_text("notes.pdf", b"words")
    assert not is_text("report.txt", b"%PDF-1.7")


def read(tmp_path: Path, data: bytes, name: str = "notes.txt") -> Document:
    stored = tmp_path / "stored"
    stored.write_bytes(data)
    return read_safely(stored, name=name, sha256=sha256(data).hexdigest())


def test_a_stored_text_is_read_under_the_hash_of_its_bytes(tmp_path: Path) -> None:
    data = TEXT.encode("utf-16")
    document = read(tmp_path, data)
    assert document.sha256 == sha256(data).hexdigest()
    assert (document.name, document.page(1).text) == ("notes.txt", TEXT)


def test_a_text_named_as_a_pdf_still_fails_by_name(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as error:
        read(tmp_path, TEXT.encode(), "notes.pdf")
    assert error.value.failure is Failure.NOT_A_PDF


@pytest.mark.parametrize(
    ("data", "failure"),
    [(b" \n", Failure.EMPTY), (b"a\x00b", Failure.UNREADABLE), (b"a " * 2**21, Failure.UNREADABLE)],
)
def test_a_text_that_cannot_be_read_says_so(tmp_path: Path, data: bytes, failure: Failure) -> None:
    stored = tmp_path / "stored"
    stored.write_bytes(data)
    with pytest.raises(ReadingError, match=r"Check the file notes\.txt") as error:
        read_text(stored, name="notes.txt", sha256="0" * 64)
    assert error.value.failure is failure
