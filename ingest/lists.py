"""Lists of addresses, paths and abstracts: text, one a line, or tables as spreadsheets export."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from ingest.abstracts import (
    FEWEST_WORDS_BESIDE_AN_ADDRESS,
    AbstractColumns,
    abstract_columns,
)
from ingest.texts import TEXT_SUFFIX, decoded

TABLE_SUFFIXES = {".csv", ".tsv"}
MOST_ABSTRACTS = 5_000
_DELIMITERS = ",;\t"
_MOST_BYTES = 20 * 2**20
_LONGEST_PATH = 1_000
_JUDGED_BY_LINES = 200
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_PDF_ADDRESS = re.compile(r"\S+\.pdf(?:[?#]\S*)?", re.IGNORECASE)
_PATH = re.compile(r".+\.(?:pdf|zip)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list.

    Attributes:
        number: Its number, from 1; of several, that of the first.
        text: Its words as they stand.
        entry: The address or path in it, or None where it has none.
        is_abstract: Whether it is of a table of abstracts, where it should have one.
    """

    number: int
    text: str
    entry: str | None
    is_abstract: bool = False


@dataclass(frozen=True, slots=True)
class AbstractLine:
    """A line of a table that holds an abstract: its number, its text and a file name for it."""

    number: int
    text: str
    name: str


class ListError(Exception):
    """A list cannot be read, or not further; the message says which part, and what to do."""


def is_address(text: str) -> bool:
    """Whether a text is an address (of any scheme)."""
    return _ADDRESS.fullmatch(text) is not None


def is_list(text: str, folder: Path | None = None) -> bool:
    """Whether a text is a list and no prose: most of its first lines are addresses or paths.

    Args:
        text: The text.
        folder: Where its paths begin. A path counts if it is there, or names a PDF or a zip.
    """
    lines = [line.text for line in islice(_lines_of_text(text), _JUDGED_BY_LINES)]
    if not lines:
        return bool(text.strip())  # comments alone
    entries = sum(is_address(line) or _is_path(line, folder) for line in lines)
    return entries * 2 > len(lines)


def _is_path(line: str, folder: Path | None) -> bool:
    if _PATH.fullmatch(line):
        return True
    if folder is None or len(line) > _LONGEST_PATH:
        return False
    try:
        return (folder / line).exists()
    except (OSError, ValueError):  # a part of it is longer than names may be
        return False


def lines_of(path: Path) -> Iterator[ListLine | AbstractLine]:
    """Yield the lines of a list; blank lines, comments (#) and the heads of columns are no entries.

    A line of text is an entry as a whole. In a table the entry of a row is its first address of a
    PDF, else its first address, else its first path. Where the table has a column of abstracts, a
    row is its abstract, unless that is empty or only a few words beside an entry.

    Raises:
        OSError: It cannot be opened.
        ListError: It is too large, or makes no sense from a line on.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise ListError(f"It is larger than {_MOST_BYTES // 2**20} MB, as no list is. Split it.")
    text = decoded(path.read_bytes())
    if path.suffix.lower() == TEXT_SUFFIX:
        yield from _lines_of_text(text)
    else:
        yield from _lines_of_table(text, path.stem)


def _lines_of_text(text: str) -> Iterator[ListLine]:
    for number, line in enumerate(text.splitlines(), start=1):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            yield ListLine(number, entry, entry)


def _lines_of_table(text: str, table: str) -> Iterator[ListLine | AbstractLine]:
    rows = _rows(text)
    first = next(rows, None)
    columns = abstract_columns(first[1]) if first else None
    if columns is not None:
        yield from _abstracts(rows, columns, table)
    elif first is not None:
        if _entry(first[1]):
            rows = chain([first], rows)
        for number, cells in rows:
            if not cells[0].startswith("#"):
                yield ListLine(number, _joined(cells), _entry(cells))


def _abstracts(
    rows: Iterator[tuple[int, list[str]]], columns: AbstractColumns, table: str
) -> Iterator[ListLine | AbstractLine]:
    for count, (number, cells) in enumerate(rows):
        if count == MOST_ABSTRACTS:
            most = f"{MOST_ABSTRACTS:,}"
            raise ListError(
                f"It has more than {most} rows. Those from line {number} on were not taken: make "
                "a table of them."
            )
        entry, abstract = _entry(cells), columns.text_of(cells)
        if entry and len(abstract.split()) < FEWEST_WORDS_BESIDE_AN_ADDRESS:
            yield ListLine(number, _joined(cells), entry)
        elif abstract:
            name = columns.name_of(cells, f"{table} line {number}")
            yield AbstractLine(number, abstract, name)
        else:
            yield ListLine(number, _joined(cells), None, is_abstract=True)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table that are not blank, each with the number of its first line."""
    head = text.lstrip().split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count))
    number = 1
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield number, cells
            number = rows.line_num + 1
    except csv.Error as error:
        raise ListError(
            f"Line {number} is no row of a table ({error}). It and the lines after it were not "
            "taken: mend it, and add the table again."
        ) from error


def _joined(cells: Sequence[str]) -> str:
    return " | ".join(filter(None, cells))


def _entry(cells: Sequence[str]) -> str | None:
    addresses = [cell for cell in cells if is_address(cell)]
    pdfs = [address for address in addresses if _PDF_ADDRESS.fullmatch(address)]
    paths = [cell for cell in cells if _PATH.fullmatch(cell)]
    return next(iter([*pdfs, *addresses, *paths]), None)
