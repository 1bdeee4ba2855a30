"""Work on a file in a child process under limits, so that a bad file costs a child, never a worker.

PDFium ends its process on some files and runs on without end over others; no exception says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec

from ingest.child import MEBIBYTE, Limits
from ingest.kept import KeptChild
from ingest.ocr import RapidOcrEngine, best_engine
from ingest.parent import ChildProcess
from ingest.reader import read_document
from ingest.render import SCREEN_WIDTH_PIXELS, render_page
from ingest.texts import is_text_file, read_text
from schemas.document import Document

P = ParamSpec("P")

READING = Limits()
"""Room for a scan of 400 pages; a text layer that takes two minutes of computing is no report."""
RENDERING = Limits(memory_bytes=1024 * MEBIBYTE, cpu_seconds=30, wall_seconds=60)


def read_safely(
    path: Path, *, name: str, sha256: str, limits: Limits = READING, password: str | None = None
) -> Document:
    """Return the document in a PDF or a text file; pages without a text layer are read by OCR.

    Args:
        path: The file.
        name: Its name as received, which says whether it is meant as a text.
        sha256: Hash of its bytes in hex.
        limits: What it may cost.
        password: The user password, where the file needs one.

    Raises:
        ReadingError: The file cannot be read within the limits; says why and what to do.
    """
    if isinstance(best_engine(), RapidOcrEngine):  # it computes in the child itself
        limits = replace(limits, cpu_seconds=max(limits.cpu_seconds, int(limits.wall_seconds)))
    request = {"path": str(path), "name": name, "sha256": sha256, "password": password}
    return Document.from_json(_READER.ask(json.dumps(request).encode(), limits))


def _read(request: bytes) -> bytes:
    """Read a file in the child: what `read_safely` asks for, as JSON both ways."""
    asked = json.loads(request)
    path = Path(asked.pop("path"))
    if is_text_file(path, asked["name"]):
        return read_text(path, name=asked["name"], sha256=asked["sha256"]).to_json()
    return read_document(path, ocr=best_engine(), **asked).to_json()


_READER = KeptChild(_read)


def reading_seconds() -> float:
    """Return the processor seconds that children of this process have taken to read files."""
    return _READER.cpu_seconds


def render_safely(
    path: Path,
    number: int,
    width_pixels: int = SCREEN_WIDTH_PIXELS,
    *,
    password: str | None = None,
    limits: Limits = RENDERING,
) -> bytes:
    """Return the image of a page (from 1) as WebP, `width_pixels` wide.

    Raises:
        ReadingError: The page cannot be rendered within the limits.
    """

    def render() -> bytes:
        return render_page(path, number, width_pixels, password=password)

    return run_limited(render, limits)


def run_limited(
    function: Callable[P, bytes], limits: Limits, *args: P.args, **kwargs: P.kwargs
) -> bytes:
    """Run a function in a child process of its own under limits, and return its result.

    The child has a copy of all that this process has but its open files: the function is to use no
    connection and take no lock that another thread may hold. What it starts is ended with it.

    Raises:
        ReadingError: The function raised it, or broke a limit, or ended its process.
    """
    child = ChildProcess(lambda _: function(*args, **kwargs), limits)
    try:
        return child.ask()
    finally:
        child.end()
