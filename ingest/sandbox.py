"""Work on a file in a child process under limits, so that a bad file costs a child, never a worker.

PDFium ends its process on some files and runs on without end over others; no exception says so.
The child is forked, since starting a new interpreter would cost more than reading a report; by
`os.fork`, since a Celery worker process may not have children of `multiprocessing`.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec

from ingest.child import (
    HEADER,
    MEBIBYTE,
    READING_ERROR,
    RESULT,
    Limits,
    answer_and_end,
    make_group,
)
from ingest.errors import Failure, ReadingError
from ingest.ocr import RapidOcrEngine, best_engine
from ingest.reader import read_document
from ingest.render import SCREEN_WIDTH_PIXELS, render_page
from schemas.document import Document

log = logging.getLogger(__name__)

P = ParamSpec("P")

READING = Limits()
"""Room for a scan of 400 pages; a text layer that takes two minutes of computing is no report."""
RENDERING = Limits(memory_bytes=1024 * MEBIBYTE, cpu_seconds=30, wall_seconds=60)


def read_safely(
    path: Path, *, name: str, sha256: str, limits: Limits = READING, password: str | None = None
) -> Document:
    """Return the document in a PDF file; pages without a text layer are read by OCR.

    Args:
        path: The file.
        name: Its name as received.
        sha256: Hash of its bytes in hex.
        limits: What it may cost.
        password: The user password, where the file needs one.

    Raises:
        ReadingError: The file cannot be read within the limits; says why and what to do.
    """
    engine = best_engine()
    if isinstance(engine, RapidOcrEngine):  # it computes in the child itself
        limits = replace(limits, cpu_seconds=max(limits.cpu_seconds, int(limits.wall_seconds)))

    def read() -> bytes:
        return read_document(
            path, name=name, sha256=sha256, ocr=engine, password=password
        ).to_json()

    return Document.from_json(run_limited(read, limits))


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
    """Run a function in a child process under limits, and return its result.

    The child has a copy of all that this process has but its open files: the function is to use no
    connection and take no lock that another thread may hold. What it starts is ended with it.

    Raises:
        ReadingError: The function raised it, or broke a limit, or ended its process.
    """
    deadline = time.monotonic() + limits.wall_seconds
    receiving, sending = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        answer_and_end(parent, sending, limits, lambda: function(*args, **kwargs))
    os.close(sending)
    try:
        make_group(child)
        answer = _receive(receiving, deadline, limits.result_bytes)
        if answer is None:
            _await_end(child, deadline)
        in_time = time.monotonic() < deadline
    finally:
        os.close(receiving)
        ended = _end(child)
    if answer is None:
        raise _failure(ended, limits, in_time=in_time)
    return _opened(answer)


def _receive(pipe: int, deadline: float, most_bytes: int) -> bytearray | None:
    """Return the answer of a child, or None where it ended or the time was up before all of it."""
    answer = bytearray()
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        if not poll.poll(left * 1000):
            break
        read = os.read(pipe, MEBIBYTE)
        if not read:
            break
        answer += read
        if len(answer) > most_bytes:
            raise ReadingError(Failure.OUT_OF_MEMORY)
    whole = len(answer) >= HEADER.size and (
        len(answer) == HEADER.size + HEADER.unpack_from(answer)[1]
    )
    return answer if whole else None


def _opened(answer: bytearray) -> bytes:
    kind, _ = HEADER.unpack_from(answer)
    content = bytes(memoryview(answer)[HEADER.size :])
    if kind == RESULT:
        return content
    if kind == READING_ERROR:
        raise ReadingError.from_fields(json.loads(content))
    fault, lines = json.loads(content)
    log.error("reading a file ended in %s\n%s", fault, lines)
    raise ReadingError(
        Failure.UNREADABLE,
        f"Reading the file ended in a fault of the program ({fault}); the log says where. The file "
        "is kept. Print it to a new PDF and add that copy, or try again once the fault is mended.",
    )


def _await_end(child: int, deadline: float) -> None:
    """Wait for a child that closed its pipe to end by itself, so that its signal is known."""
    while time.monotonic() < deadline:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(0.002)


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a child ended: the signal that ended it (0 for none) and the processor time it took."""

    signal: int
    cpu_seconds: float


def _end(child: int) -> _Ended:
    """End a child and all that it started, and take it off the table of processes."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return _Ended(ended_by, usage.ru_utime + usage.ru_stime)


def _failure(ended: _Ended, limits: Limits, *, in_time: bool) -> ReadingError:
    """Return what it means that a child ended without an answer."""
    if not in_time:
        waited = ended.cpu_seconds < limits.wall_seconds / 2
        return ReadingError(Failure.OUT_OF_TIME, passing=waited)
    if ended.signal == signal.SIGXCPU:
        return ReadingError(Failure.OUT_OF_TIME)
    if ended.signal == signal.SIGKILL:  # by the system, short of memory
        return ReadingError(Failure.OUT_OF_MEMORY, passing=True)
    if ended.signal in _OUT_OF_MEMORY_SIGNALS:
        return ReadingError(Failure.OUT_OF_MEMORY)
    return ReadingError(Failure.CRASHED, passing=True)


_OUT_OF_MEMORY_SIGNALS = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}
"""PDFium ends its process by one of these where it is refused memory."""
