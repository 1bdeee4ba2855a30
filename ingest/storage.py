"""The store of received files: each under the hash of its bytes, written once, never changed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_CHUNK_BYTES = 2**20
_SHA256 = re.compile(r"[0-9a-f]{64}")
_READ_ONLY = 0o440


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store: its hash in hex, its size in bytes and its path."""

    sha256: str
    size: int
    path: Path


class Store:
    """Files under `root`, in folders by the first two digits of their hash."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Return where the file with this hash is, or would be. Raises ValueError if it is none."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256 in hex")
        return self._root / sha256[:2] / f"{sha256}.pdf"

    def put(self, stream: BinaryIO) -> Stored:
        """Store what a stream holds, and return where; a file that is there already stays.

        It is hashed while it is received, and appears under its name only once it is whole and on
        the disk, whatever happens in between.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".receiving-", dir=self._root)
        receiving = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                sha256, size = _copy(stream, file)
                file.flush()
                os.fchmod(file.fileno(), _READ_ONLY)
                os.fsync(file.fileno())
            path = self.path(sha256)
            _make_folder(path.parent)
            if not path.exists():  # two who receive the same bytes at once write the same file
                receiving.replace(path)
                _sync_folder(path.parent)
        finally:
            receiving.unlink(missing_ok=True)
        return Stored(sha256, size, path)


def _copy(stream: BinaryIO, file: BinaryIO) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    while chunk := stream.read(_CHUNK_BYTES):
        digest.update(chunk)
        file.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Write a folder's table of names to the disk, so that a name in it outlives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
