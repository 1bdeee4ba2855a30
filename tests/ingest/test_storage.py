from __future__ import annotations

import hashlib
import io
import tempfile
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.storage import Store


@given(st.binary(max_size=5000))
def test_what_is_put_is_found_under_its_hash(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        stored = store.put(io.BytesIO(content))
        assert stored.sha256 == hashlib.sha256(content).hexdigest()
        assert stored.size == len(content)
        assert stored.path == store.path(stored.sha256)
        assert stored.path.read_bytes() == content


def test_the_same_bytes_are_kept_once_and_not_written_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "files")
    first = store.put(io.BytesIO(b"an invented file"))
    before = first.path.stat()
    second = store.put(io.BytesIO(b"an invented file"))
    after = second.path.stat()
    assert first == second
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [first.path]


def test_a_stored_file_is_read_only(tmp_path: Path) -> None:
    stored = Store(tmp_path).put(io.BytesIO(b"x"))
    assert stored.path.stat().st_mode & 0o222 == 0


class BreaksOff(io.RawIOBase):
    """A stream that fails after its first bytes, as a connection does."""

    def __init__(self) -> None:
        self._chunks = iter([b"%PDF-1.7 the beginning"])

    def readable(self) -> bool:
        return True

    def read(self, _size: int = -1) -> bytes:
        try:
            return next(self._chunks)
        except StopIteration:
            raise OSError("the connection was lost") from None


def test_a_stream_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="lost"):
        Store(tmp_path).put(BreaksOff())
    assert list(tmp_path.iterdir()) == []


def test_many_may_put_the_same_file_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    content = b"invented " * 200_000
    threads = [Thread(target=store.put, args=(io.BytesIO(content),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [content]


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "/.."])
def test_only_a_hash_has_a_path(tmp_path: Path, sha256: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Store(tmp_path).path(sha256)
