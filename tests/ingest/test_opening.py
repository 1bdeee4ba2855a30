from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Failure, ReadingError
from ingest.opening import kind_of_file, open_pdf

REPORT = (Path(__file__).parents[2] / "sample_docs" / "reports" / "d10.pdf").read_bytes()


def failure(data: bytes) -> Failure:
    with pytest.raises(ReadingError) as error:
        open_pdf(data)
    return error.value.failure


@given(st.binary(max_size=200))
def test_bytes_without_a_header_are_no_pdf(data: bytes) -> None:
    expected = Failure.NOT_A_PDF if data else Failure.EMPTY
    if b"%PDF-" not in data:
        assert failure(data) is expected


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_breaks_off_is_never_read_in_part(share: float) -> None:
    assert failure(REPORT[: int(len(REPORT) * share)]) is Failure.TRUNCATED


def test_a_linearised_file_that_is_shorter_than_it_states_breaks_off() -> None:
    start = b"%PDF-1.5\n1 0 obj\n<</Linearized 1/L 90000/H[1 2]/O 3/E 4/N 5/T 6>>\nendobj\n"
    assert failure(start + b"startxref\n0\n%%EOF\n") is Failure.TRUNCATED


def test_what_a_server_puts_round_a_file_does_no_harm() -> None:
    document = open_pdf(b"\r\n\r\n" + REPORT + b"\n<!-- served -->\n" * 50)
    assert len(document) == 7
    document.close()


def test_a_file_of_nonsense_is_unreadable() -> None:
    nonsense = b"%PDF-1.7\n" + b"nonsense " * 50 + b"\nstartxref\n5\n%%EOF\n"
    assert failure(nonsense) is Failure.UNREADABLE


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\n<!DOCTYPE HTML>", "a web page"),
        (b"\xef\xbb\xbf<html>", "a web page"),
        (b"PK\x03\x04", "a zip archive or an Office document"),
        (b"\x89PNG\r\n", "an image"),
        (b"words", None),
    ],
)
def test_other_kinds_of_file_are_named(start: bytes, kind: str | None) -> None:
    assert kind_of_file(start) == kind
