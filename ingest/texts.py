"""Received texts: which files are texts, what of them is taken, and reading one as a document."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.errors import Failure, ReadingError
from ingest.opening import SNIFFED_BYTES, is_pdf, kind_of_file
from ingest.plain_text import text_document
from schemas.document import Document

TEXT_SUFFIX = ".txt"
MOST_TEXT_BYTES = 2 * 2**20
"""The text of a review of 200 pages has half a megabyte."""

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85]")
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF} - {ord("\t"), ord("\n")}
"""Control characters, and codes that are none: views take the first for a hyphen at a line end."""
_CONTROL_BYTES = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r")
_JUDGED_BYTES = 2**16
_MOST_CONTROLS = 0.05
_REPLACED = dict.fromkeys(_CONTROLS, "\ufffd")


def is_text(name: str, start: bytes) -> bool:
    """Whether a file with this name that starts with these bytes is taken for a plain text."""
    return name.lower().endswith(TEXT_SUFFIX) and not is_pdf(start)


def is_text_file(path: Path, name: str) -> bool:
    """Whether a file that was received under this name is taken for a plain text."""
    with path.open("rb") as file:
        return is_text(name, file.read(SNIFFED_BYTES))


def why_no_text(data: bytes) -> str | None:
    """Return why these bytes are not taken as a text, as a sentence, or None where they are.

    Args:
        data: All of it, or its beginning where it is longer than `MOST_TEXT_BYTES`.
    """
    kind = kind_of_file(data[:SNIFFED_BYTES])
    if kind:
        return f"It is no text but {kind}."
    if _is_binary(data[:_JUDGED_BYTES]):
        return "It is no text, whatever its name says."
    if len(data) > MOST_TEXT_BYTES:
        return f"It is longer than {MOST_TEXT_BYTES // 2**20} MB of text. Split it."
    if not decoded(data).strip():
        return "It holds no text."
    return None


def _is_binary(start: bytes) -> bool:
    """Whether more than a stray few of the bytes are control characters, as in no text."""
    if start.startswith(_WIDE_MARKS):
        return False
    printed = start.translate(None, delete=_CONTROL_BYTES)
    return len(start) - len(printed) > _MOST_CONTROLS * len(start)


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 where it is marked so, else Windows' own.

    Line ends are evened out, and another character stands for each control character: it could not
    be stored, or would be shown as what it is not.
    """
    return _LINE_ENDS.sub("\n", _characters(data)).translate(_REPLACED)


def _characters(data: bytes) -> str:
    if data.startswith(_WIDE_MARKS):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_text(path: Path, *, name: str, sha256: str) -> Document:
    """Return the document in a text file.

    Args:
        path: The file.
        name: Its name as received.
        sha256: Hash of its bytes in hex.

    Raises:
        ReadingError: It is empty, too long or no text.
    """
    with path.open("rb") as file:
        data = file.read(MOST_TEXT_BYTES + 1)
    reason = why_no_text(data)
    if reason:
        failure = Failure.UNREADABLE if data.strip() else Failure.EMPTY
        raise ReadingError(failure, f"{reason} Check the file {name}.")
    return text_document(decoded(data), name, sha256)
