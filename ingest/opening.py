"""Opening a PDF: what is wrong with a file is named before PDFium guesses at it."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.errors import Failure, ReadingError

SNIFFED_BYTES = 1024
"""How far into a file its PDF header may stand: as far as PDF readers look."""

_HEADER = b"%PDF-"
_TAIL_BYTES = 65_536
"""How far from the end the last cross-reference may stand; servers append all kinds of things."""

_OTHER_KINDS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\s*(<!doctype html|<html|<head)", re.IGNORECASE), "a web page"),
    (re.compile(rb"PK\x03\x04"), "a zip archive or an Office document"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Office document"),
    (re.compile(rb"\{\\rtf"), "a rich text document"),
    (re.compile(rb"\xff\xd8\xff|\x89PNG|II\*\x00|MM\x00\*|GIF8"), "an image"),
)
_LINEARISED_LENGTH = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")


def is_pdf(start: bytes) -> bool:
    """Whether a file that starts with these bytes claims to be a PDF."""
    return _HEADER in start[:SNIFFED_BYTES]


def kind_of_file(start: bytes) -> str | None:
    """Return in words what a file is that is no PDF ("a web page"), or None where unknown."""
    body = start.removeprefix(b"\xef\xbb\xbf")
    return next((name for pattern, name in _OTHER_KINDS if pattern.match(body)), None)


def open_pdf(data: bytes, password: str | None = None) -> pdfium.PdfDocument:
    """Return the PDF in `data`, open; the caller closes it.

    A file that is encrypted but asks for no password is opened like any other.

    Raises:
        ReadingError: It is empty, no PDF, breaks off, needs a password or makes no sense.
    """
    if not data:
        raise ReadingError(Failure.EMPTY)
    if not is_pdf(data):
        raise _not_a_pdf(data)
    if _breaks_off(data):
        raise ReadingError(Failure.TRUNCATED)
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        raise _named(error, password) from error


def _not_a_pdf(data: bytes) -> ReadingError:
    kind = kind_of_file(data[:SNIFFED_BYTES])
    if kind is None:
        return ReadingError(Failure.NOT_A_PDF)
    return ReadingError(
        Failure.NOT_A_PDF, f"The file is {kind}, whatever its name says. Ask for the PDF."
    )


def _breaks_off(data: bytes) -> bool:
    """Whether the end of the file is missing.

    PDFium mends such files and shows what pages it finds, so it would lose the others in silence.
    Every PDF ends on the place of its cross-reference, and a linearised one states its length.
    """
    linearised = _LINEARISED_LENGTH.search(data, 0, SNIFFED_BYTES)
    if linearised and len(data) < int(linearised[1]):
        return True
    return b"startxref" not in data[-_TAIL_BYTES:]


def _named(error: pdfium.PdfiumError, password: str | None) -> ReadingError:
    if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
        if password is None:
            return ReadingError(Failure.PASSWORD)
        return ReadingError(Failure.PASSWORD, "The password given does not open the file.")
    if error.err_code == pdfium_c.FPDF_ERR_SECURITY:
        return ReadingError(
            Failure.PASSWORD,
            "The file is locked in a way that is not supported (a certificate or rights "
            "management). Ask the publisher for a copy that is not.",
        )
    return ReadingError(Failure.UNREADABLE)
