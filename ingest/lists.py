"""Lists of addresses and paths: plain text, one a line, or a table as spreadsheets export it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LIST_SUFFIXES = {".csv", ".tsv", ".txt"}
_DELIMITERS = ",;\t"
_MOST_BYTES = 20 * 2**20
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_PDF_ADDRESS = re.compile(r"\S+\.pdf(?:[?#]\S*)?", re.IGNORECASE)
_PATH = re.compile(r".+\.(?:pdf|zip)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list.

    Attributes:
        number: Its number, from 1.
        text: Its words as they stand.
        entry: The address or path in it, or None where it has none.
    """

    number: int
    text: str
    entry: str | None


def is_address(text: str) -> bool:
    """Whether a text is an address (of any scheme)."""
    return _ADDRESS.fullmatch(text) is not None


def lines_of(path: Path) -> Iterator[ListLine]:
    """Yield the lines of a list; blank lines, comments (#) and the heads of columns are no entries.

    A line of text is an entry as a whole. In a table the entry of a row is its first address of a
    PDF, else its first address, else its first path.

    Raises:
        OSError: It cannot be opened, or is too large to be a list.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise OSError(0, "it is too large for a list")
    text = _decoded(path.read_bytes())
    if path.suffix.lower() == ".txt":
        yield from _lines_of_text(text)
    else:
        yield from _lines_of_table(text)


def _decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, else what spreadsheets on Windows write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines_of_text(text: str) -> Iterator[ListLine]:
    for number, line in enumerate(text.splitlines(), start=1):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            yield ListLine(number, entry, entry)


def _lines_of_table(text: str) -> Iterator[ListLine]:
    head = text.split("\n", 1)[0]
    rows = csv.reader(text.splitlines(), delimiter=max(_DELIMITERS, key=head.count))
    for row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        entry = _entry(cells)
        if entry or rows.line_num > 1:
            yield ListLine(rows.line_num, " | ".join(filter(None, cells)), entry)


def _entry(cells: Sequence[str]) -> str | None:
    addresses = [cell for cell in cells if is_address(cell)]
    pdfs = [address for address in addresses if _PDF_ADDRESS.fullmatch(address)]
    paths = [cell for cell in cells if _PATH.fullmatch(cell)]
    return next(iter([*pdfs, *addresses, *paths]), None)
