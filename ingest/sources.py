"""What is handed in: PDFs, texts, folders, zips and lists, as one stream of files to receive.

Everything is accounted for: what cannot be received is refused with a reason, never left out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from ingest.archives import Entry, ZipBounds, entries_of, is_zip
from ingest.lists import TABLE_SUFFIXES, AbstractLine, ListError, is_address, is_list, lines_of
from ingest.opening import SNIFFED_BYTES, is_pdf, kind_of_file
from ingest.texts import MOST_TEXT_BYTES, decoded, is_text, why_no_text

_SCHEMES = {"http", "https"}
_NO_ENTRY = "The line holds no address and no path of a PDF."
_NO_ABSTRACT = "Line {} holds nothing in the column of abstracts."
_EMPTY_LIST = "The list is empty: it holds no address, no path and no abstract."


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to receive: from `open()`, or from its address where it has one.

    Attributes:
        name: Its file name.
        origin: Where the user knows it from: a path, "archive.zip: folder/file.pdf", an address.
        url: The address that it is to be fetched from, or None.
    """

    name: str
    origin: str
    url: str | None = None
    opener: Callable[[], BinaryIO] | None = field(default=None, repr=False)

    def open(self) -> BinaryIO:
        """Open it for reading; the caller closes it. Raises ValueError where it has to be fetched.

        What comes out may be no PDF: that is found out when it is read.
        """
        if self.opener is None:
            raise ValueError(f"{self.origin} has to be fetched first")
        return self.opener()


@dataclass(frozen=True, slots=True)
class Refused:
    """What is not received, and why, in a sentence for people."""

    name: str
    origin: str
    reason: str


Given = Incoming | Refused


def expand(paths: Iterable[str | Path], bounds: ZipBounds | None = None) -> Iterator[Given]:
    """Yield the files that paths and addresses stand for, in a settled order.

    Args:
        paths: PDFs, texts, folders (with what is in them, hidden files left alone), zips, lists
            (CSV or text: an address or a path in each line, paths from the list's own folder, or
            in a CSV an abstract, which is a text) and addresses.
        bounds: What a zip may hold.
    """
    for path in paths:
        if not str(path).strip():
            # Path("") is the folder that one stands in: an unset variable would take it all.
            yield Refused("", "", "The path is empty. Name a file, a folder or an address.")
        elif is_address(str(path)):
            yield _address(str(path))
        else:
            yield from _expand_path(Path(path), bounds or ZipBounds(), lists=True)


def _expand_path(path: Path, bounds: ZipBounds, *, lists: bool) -> Iterator[Given]:
    """Yield what a path stands for; a list that a list names is refused, or they could go round."""
    try:
        if path.is_dir():
            for file in sorted(_files_below(path)):
                yield from _expand_file(file, bounds, lists=False)
        elif path.is_file():
            yield from _expand_file(path, bounds, lists=lists)
        else:
            yield Refused(path.name, str(path), "There is no such file or folder.")
    except OSError as error:
        yield Refused(path.name, str(path), f"It cannot be opened: {error.strerror}.")
    except ListError as error:
        yield Refused(path.name, str(path), str(error))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, but hidden ones; links to folders are not followed."""
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files_below(entry)
        elif entry.is_file():
            yield entry


def _expand_file(path: Path, bounds: ZipBounds, *, lists: bool) -> Iterator[Given]:
    with path.open("rb") as file:
        start = file.read(SNIFFED_BYTES)
    if is_zip(path.name, start):
        for entry in entries_of(path, bounds):
            if isinstance(entry, Entry):
                yield _one_file(_File(entry.name, entry.origin, entry.start, entry.open))
            else:
                yield Refused(entry.name, entry.origin, entry.reason)
        return
    given = _File(path.name, str(path), start, lambda: path.open("rb"), path.parent)
    if lists and given.is_list():
        yield from _expand_list(path, bounds)
    else:
        yield _one_file(given)


@dataclass(frozen=True, slots=True)
class _File:
    """A file on the disk or in a zip; `folder` is where its paths would begin if it is a list."""

    name: str
    origin: str
    start: bytes
    open: Callable[[], BinaryIO]
    folder: Path | None = None

    def is_list(self) -> bool:
        """Whether it is a table, or a text of addresses and paths."""
        if PurePath(self.name).suffix.lower() in TABLE_SUFFIXES:
            return not is_pdf(self.start)
        return is_text(self.name, self.start) and is_list(decoded(self.head()), self.folder)

    def head(self) -> bytes:
        """Return its bytes as far as a text may go, and one more."""
        with self.open() as file:
            return file.read(MOST_TEXT_BYTES + 1)


def _one_file(file: _File) -> Given:
    """Return a file as incoming where it is a PDF or says that it is one, or is a text.

    What is named .pdf is received whatever it holds: it then fails by name, with the file kept.
    """
    if is_pdf(file.start) or file.name.lower().endswith(".pdf"):
        return Incoming(file.name, file.origin, opener=file.open)
    if file.is_list():
        return Refused(file.name, file.origin, "A list is read only where it is named itself.")
    if is_text(file.name, file.start):
        return _text(file)
    kind = kind_of_file(file.start)
    return Refused(file.name, file.origin, f"It is no PDF but {kind}." if kind else "It is no PDF.")


def _text(file: _File) -> Given:
    reason = why_no_text(file.head())
    if reason:
        return Refused(file.name, file.origin, reason)
    return Incoming(file.name, file.origin, opener=file.open)


def _expand_list(path: Path, bounds: ZipBounds) -> Iterator[Given]:
    line = None
    for line in lines_of(path):
        origin = f"{path}, line {line.number}"
        if isinstance(line, AbstractLine):
            yield _abstract(line, origin)
        elif line.entry is None:
            reason = _NO_ABSTRACT.format(line.number) if line.is_abstract else _NO_ENTRY
            yield Refused(line.text, origin, reason)
        elif is_address(line.entry):
            yield _address(line.entry)
        else:
            yield from _expand_path(path.parent / line.entry, bounds, lists=False)
    if line is None:
        yield Refused(path.name, str(path), _EMPTY_LIST)


def _abstract(line: AbstractLine, origin: str) -> Given:
    data = line.text.encode()
    reason = why_no_text(data)
    if reason:
        return Refused(line.name, origin, reason)
    return Incoming(line.name, origin, opener=lambda: io.BytesIO(data))


def _address(url: str) -> Given:
    try:
        parts = urlsplit(url)
    except ValueError:
        return Refused(url, url, "It is no address that can be fetched. Look for a slip in it.")
    name = unquote(parts.path.rsplit("/", 1)[-1]) or parts.netloc
    if parts.scheme.lower() not in _SCHEMES:
        reason = f"Addresses that begin with {parts.scheme}: are not fetched, only http and https."
        return Refused(name, url, reason)
    return Incoming(name, url, url=url)
