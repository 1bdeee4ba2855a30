"""What a child process does that works on a file under limits; `ingest.sandbox` forks it."""

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
        cpu_seconds: Processor time of the child; a process that it starts (Tesseract over a
            page) may take as much again.
        wall_seconds: Time by the clock, all included.
        result_bytes: Size of what it gives back.
    """

    memory_bytes: int = 1536 * MEBIBYTE
    cpu_seconds: int = 120
    wall_seconds: float = 20 * 60
    result_bytes: int = 512 * MEBIBYTE


RESULT, READING_ERROR, FAULT = b"R", b"E", b"F"
HEADER = struct.Struct("!cQ")
"""What an answer is, and the length of what follows: by which it is known to be whole."""


def answer_and_end(parent: int, pipe: int, limits: Limits, function: Callable[[], bytes]) -> Never:
    """Do the work, answer, and end without running anything that the parent left to be run."""
    code = 1
    try:
        _part_from(parent, pipe)
        _set_limits(limits)
        kind, content = _answer(function)
        _write(pipe, HEADER.pack(kind, len(content)))
        _write(pipe, content)
        code = 0
    finally:
        os._exit(code)


_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def _part_from(parent: int, pipe: int) -> None:
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
    os.closerange(3, pipe)
    os.closerange(pipe + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _set_limits(limits: Limits) -> None:
    _limit(resource.RLIMIT_AS, _address_space_bytes() + limits.memory_bytes)
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds)
    _limit(resource.RLIMIT_CORE, 0)


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


def _answer(function: Callable[[], bytes]) -> tuple[bytes, bytes]:
    """Return the kind and content of the answer: the function's result, or what it raised."""
    try:
        return RESULT, function()
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
