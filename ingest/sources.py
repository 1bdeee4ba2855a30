"""What is handed in: PDF files, folders, zips and lists, as one stream of files to receive.

Everything is accounted for: what cannot be received is refused with a reason, never left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from ingest.archives import Entry, ZipBounds, entries_of, is_zip
from ingest.lists import LIST_SUFFIXES, is_address, lines_of
from ingest.opening import SNIFFED_BYTES, is_pdf, kind_of_file

_SCHEMES = {"http", "https"}


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
        paths: PDF files, folders (with what is in them, hidden files left alone), zips, lists
            (CSV or text: an address or a path in each line, paths from the list's own folder) and
            addresses.
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
                yield _one_file(entry.name, entry.origin, entry.start, entry.open)
            else:
                yield Refused(entry.name, entry.origin, entry.reason)
    elif path.suffix.lower() in LIST_SUFFIXES and not is_pdf(start):
        if lists:
            yield from _expand_list(path, bounds)
        else:
            yield Refused(path.name, str(path), "A list is read only where it is named itself.")
    else:
        yield _one_file(path.name, str(path), start, lambda: path.open("rb"))


def _one_file(name: str, origin: str, start: bytes, opener: Callable[[], BinaryIO]) -> Given:
    """Return a file as incoming where it is a PDF or says that it is one.

    What is named .pdf is received whatever it holds: it then fails by name, with the file kept.
    """
    if is_pdf(start) or name.lower().endswith(".pdf"):
        return Incoming(name, origin, opener=opener)
    kind = kind_of_file(start)
    return Refused(name, origin, f"It is no PDF but {kind}." if kind else "It is no PDF.")


def _expand_list(path: Path, bounds: ZipBounds) -> Iterator[Given]:
    for line in lines_of(path):
        origin = f"{path}, line {line.number}"
        if line.entry is None:
            yield Refused(line.text, origin, "The line holds no address and no path of a PDF.")
        elif is_address(line.entry):
            yield _address(line.entry)
        else:
            yield from _expand_path(path.parent / line.entry, bounds, lists=False)


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
