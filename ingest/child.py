"""What a child process does that works on files under limits; `ingest.parent` forks it."""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import json
import os
import resource
import signal
import struct
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from ingest.errors import Failure, ReadingError

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    Attributes:
        memory_bytes: Address space beyond what the process has when it is forked.
        cpu_seconds: Processor time of the child for it; a process that it starts (Tesseract over a
            page) may take as much again.
        wall_seconds: Time by the clock, all included.
        result_bytes: Size of what it gives back.
    """

    memory_bytes: int = 1536 * MEBIBYTE
    cpu_seconds: int = 120
    wall_seconds: float = 20 * 60
    result_bytes: int = 512 * MEBIBYTE


REQUEST = struct.Struct("!Q")
"""The length of a request that follows."""
RESULT, READING_ERROR, FAULT = b"R", b"E", b"F"
ANSWER = struct.Struct("!cQd")
"""What an answer is, the length of what follows, by which it is known to be whole, and the
processor seconds that the child has taken so far."""

Work = Callable[[bytes], bytes]
"""What a child does: it takes the words of a request, and returns those of its answer."""


def serve(parent: int, requests: int, answers: int, limits: Limits, work: Work) -> Never:
    """Answer requests until there are no more, and end without running what the parent left.

    Args:
        parent: The process that forked this one.
        requests: The pipe that requests are read from.
        answers: The pipe that answers are written to.
        limits: What each request may cost.
        work: What is done for each.
    """
    code = 1
    try:
        _part_from(parent, requests, answers)
        _limit(resource.RLIMIT_AS, _address_space_bytes() + limits.memory_bytes)
        _limit(resource.RLIMIT_CORE, 0)
        while (request := _request(requests)) is not None:
            used = resource.getrusage(resource.RUSAGE_SELF)
            _limit(
                resource.RLIMIT_CPU,
                round(used.ru_utime + used.ru_stime) + limits.cpu_seconds,
            )
            kind, content = _answer(work, request)
            _write(answers, ANSWER.pack(kind, len(content), _processor_seconds()))
            _write(answers, content)
        code = 0
    finally:
        os._exit(code)


def _request(pipe: int) -> bytes | None:
    """Return the next request; None where the parent closed the pipe."""
    header = _read(pipe, REQUEST.size)
    return _read(pipe, REQUEST.unpack(header)[0]) if header else None


def _read(pipe: int, size: int) -> bytes:
    """Return this many bytes of a pipe; fewer where it ends before."""
    content = b""
    while len(content) < size and (read := os.read(pipe, size - len(content))):
        content += read
    return content


def _processor_seconds() -> float:
    """Return what this process and those that it started and waited for have taken."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def _part_from(parent: int, requests: int, answers: int) -> None:
    """Let go of what the parent has: its group, its signal handlers, its open files.

    Once the parent dies the kernel ends the child, which nobody would wait for any more.
    """
    make_group(0)
    _LIBC.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != parent:
        os._exit(1)
    gc.freeze()  # else the collector might close a file of the parent's by its number
    faulthandler.disable()
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
        with suppress(OSError, ValueError):  # the C library keeps some for itself
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    first, second = sorted((requests, answers))
    os.closerange(3, first)
    os.closerange(first + 1, second)
    os.closerange(second + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _limit(what: int, most: int) -> None:
    """Set the soft limit alone: a process that breaks it is told which one it was."""
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(what, (most, hard))


def _address_space_bytes() -> int:
    """Return how much address space this process has, from the kernel's table (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split(maxsplit=1)[0])
    return pages * resource.getpagesize()


def _answer(work: Work, request: bytes) -> tuple[bytes, bytes]:
    """Return the kind and content of the answer: the result of the work, or what it raised."""
    try:
        return RESULT, work(request)
    except ReadingError as error:
        return READING_ERROR, json.dumps(error.fields()).encode()
    except MemoryError:
        return READING_ERROR, json.dumps(ReadingError(Failure.OUT_OF_MEMORY).fields()).encode()
    except Exception as error:  # noqa: BLE001 - the child hands on what it cannot handle
        lines = "".join(traceback.format_tb(error.__traceback__))  # not its words: the report's
        return FAULT, json.dumps([type(error).__name__, lines]).encode()


def _write(pipe: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(pipe, left) :]


def make_group(process: int) -> None:
    """Make a process the head of a group of its own, so that it can be ended with all it started.

    Parent and child both do: whichever runs first.
    """
    with suppress(PermissionError, ProcessLookupError):
        os.setpgid(process, process)
