"""Zips, unpacked within bounds: names are only shown, never written to, so none can lead astray."""

from __future__ import annotations

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from ingest.opening import SNIFFED_BYTES

_MEBIBYTE = 2**20
_CHUNK_BYTES = _MEBIBYTE
_START = b"PK\x03\x04"
_ENCRYPTED = 0x1
_RATIO_COUNTS_FROM_BYTES = _MEBIBYTE
_LEFT_ALONE = "__MACOSX"

_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_LONGEST_COMMENT = 0xFFFF
_BYTES_A_NAME = 1024

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What `zipfile` raises over damaged entries and over methods that it does not know."""


@dataclass(frozen=True, slots=True)
class ZipBounds:
    """What a zip may hold, those inside it included.

    Attributes:
        entries: Number of files.
        entry_bytes: Size of a file, unpacked.
        total_bytes: Size of all files, unpacked.
        ratio: How many times larger a file may be unpacked than packed; PDFs hardly shrink.
        depth: How deep zips may lie in zips; 1 is a zip alone.
    """

    entries: int = 5_000
    entry_bytes: int = 500 * _MEBIBYTE
    total_bytes: int = 4096 * _MEBIBYTE
    ratio: int = 200
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole file in a zip.

    Attributes:
        name: Its file name, without folders.
        origin: "archive.zip: folder/name".
        start: Its first bytes, to tell what it is by.
    """

    name: str
    origin: str
    start: bytes
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    def open(self) -> BinaryIO:
        """Open it for reading; the caller closes it."""
        return cast("BinaryIO", self.archive.open(self.info))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not unpacked, and why."""

    name: str
    origin: str
    reason: str


def is_zip(name: str, start: bytes) -> bool:
    """Whether a file is a zip; an Office document, which is one inside, is not meant."""
    return start.startswith(_START) and name.lower().endswith(".zip")


def entries_of(path: Path, bounds: ZipBounds) -> Iterator[Entry | LeftOut]:
    """Yield the files in a zip in the order of their names, each whole and within the bounds.

    A zip that is over its bounds as a whole is left out as a whole. Hidden files are not meant.
    """
    yield from _Unpacking(bounds).entries(path.open("rb"), path.name, str(path), depth=1)


class _Unpacking:
    """What was unpacked so far, of a zip and those in it, and how much more may be."""

    def __init__(self, bounds: ZipBounds) -> None:
        self._bounds = bounds
        self._files = 0
        self._total_bytes = 0

    def entries(
        self, file: IO[bytes], name: str, origin: str, *, depth: int
    ) -> Iterator[Entry | LeftOut]:
        """Yield the files of an open zip, which stays open for as long as they are held."""
        if _directory_bytes(file) > self._bounds.entries * _BYTES_A_NAME:
            yield LeftOut(name, origin, _too_many(self._bounds))
            return
        try:
            archive = zipfile.ZipFile(file)
        except _DAMAGED:
            yield LeftOut(name, origin, "The zip is damaged. Download it again.")
            return
        infos = [info for info in archive.infolist() if not info.is_dir() and not _hidden(info)]
        reason = self._over_bounds(infos)
        if reason:
            yield LeftOut(name, origin, reason)
            return
        for info in sorted(infos, key=lambda info: info.filename):
            yield from self._entry(archive, info, origin, depth)

    def _over_bounds(self, infos: Sequence[zipfile.ZipInfo]) -> str | None:
        self._files += len(infos)
        self._total_bytes += sum(info.file_size for info in infos)
        if self._files > self._bounds.entries:
            return _too_many(self._bounds)
        if self._total_bytes > self._bounds.total_bytes:
            most = self._bounds.total_bytes // _MEBIBYTE
            return f"The zip unpacks to more than {most} MB. Split it."
        return None

    def _entry(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, zip_origin: str, depth: int
    ) -> Iterator[Entry | LeftOut]:
        name = PurePosixPath(info.filename).name
        origin = f"{zip_origin}: {info.filename}"
        reason = _entry_over_bounds(info, self._bounds)
        if reason:
            yield LeftOut(name, origin, reason)
            return
        try:
            start = _start_if_whole(archive, info)
            nested = _unpacked(archive, info) if is_zip(name, start) else None
        except _DAMAGED as error:
            yield LeftOut(name, origin, _why_not_unpacked(error))
            return
        if nested is None:
            yield Entry(name, origin, start, archive, info)
        elif depth >= self._bounds.depth:
            most = self._bounds.depth
            yield LeftOut(name, origin, f"Zips lie more than {most} deep. Unpack the outer one.")
        else:
            yield from self.entries(nested, name, origin, depth=depth + 1)


def _why_not_unpacked(error: Exception) -> str:
    if isinstance(error, NotImplementedError):
        return "It is packed by a method that is not supported. Zip it again."
    return "It is damaged inside the zip. Download the zip again."


def _directory_bytes(file: IO[bytes]) -> int:
    """Return the size of a zip's table of contents, as it states it itself; 0 where it has none.

    `zipfile` reads as much of it, so this bounds what opening the zip costs.
    """
    end = file.seek(0, 2)
    file.seek(max(0, end - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or at + _END.size > len(tail):
        return 0
    return int(_END.unpack_from(tail, at)[5])


def _too_many(bounds: ZipBounds) -> str:
    return f"The zip holds more than {bounds.entries} files. Split it."


def _hidden(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return _LEFT_ALONE in parts or any(part.startswith(".") and part != ".." for part in parts)


def _entry_over_bounds(info: zipfile.ZipInfo, bounds: ZipBounds) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "It is encrypted inside the zip. Unpack it, and add the file itself."
    if info.file_size > bounds.entry_bytes:
        return f"It is larger than {bounds.entry_bytes // _MEBIBYTE} MB unpacked."
    shrunk = info.file_size > bounds.ratio * max(1, info.compress_size)
    if shrunk and info.file_size > _RATIO_COUNTS_FROM_BYTES:
        return (
            f"It is more than {bounds.ratio} times larger unpacked, as no report is. If it is "
            "sound, unpack it, and add the file itself."
        )
    return None


def _start_if_whole(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read a file through to its checksum, and return its first bytes."""
    with archive.open(info) as file:
        start = file.read(SNIFFED_BYTES)
        while file.read(_CHUNK_BYTES):
            pass
    return start


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """Return a zip that lies in a zip, unpacked to a file without a name."""
    unpacked = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as its entries are held
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK_BYTES):
            unpacked.write(chunk)
    return unpacked
