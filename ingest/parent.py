"""A child process as its parent sees it: forked, asked, and ended with all that it started.

By `os.fork`, since starting a new interpreter would cost more than reading a report, and a Celery
worker process may not have children of `multiprocessing`.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import time
from contextlib import suppress
from dataclasses import dataclass

from ingest.child import (
    ANSWER,
    MEBIBYTE,
    READING_ERROR,
    REQUEST,
    RESULT,
    Limits,
    Work,
    make_group,
    serve,
)
from ingest.errors import Failure, ReadingError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a child ended: by which signal (0 for none), and what its last request had cost it."""

    signal: int
    cpu_seconds: float


_OUT_OF_MEMORY_SIGNALS = {signal.SIGABRT, signal.SIGTRAP, signal.SIGILL}
"""PDFium ends its process by one of these where it is refused memory."""


class ChildProcess:
    """A child process under limits, which answers requests until it is ended.

    It has a copy of all that this process has but its open files: its work is to use no connection
    and take no lock that another thread may hold.

    Attributes:
        limits: What each request may cost.
        cpu_seconds: Processor time that it had taken when it last answered.
    """

    def __init__(self, work: Work, limits: Limits) -> None:
        self.limits = limits
        self.cpu_seconds = 0.0
        self._ended: _Ended | None = None
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        parent = os.getpid()
        self._process = os.fork()
        if self._process == 0:
            serve(parent, requests, answers, limits, work)
        os.close(requests)
        os.close(answers)
        make_group(self._process)

    def is_alive(self) -> bool:
        """Whether it still runs."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self._process, options) is None

    def ask(self, request: bytes = b"") -> bytes:
        """Return the answer to a request. Whatever it raises, it has ended the child before.

        Raises:
            ReadingError: The work raised it, or broke a limit, or ended its process.
        """
        try:
            answer = self._answer_to(request)
            self.cpu_seconds = ANSWER.unpack_from(answer)[2]
            return _opened(answer)
        except BaseException:
            self.end()
            raise

    def _answer_to(self, request: bytes) -> bytearray:
        deadline = time.monotonic() + self.limits.wall_seconds
        with suppress(BrokenPipeError):  # how it ended is told below
            os.write(self._requests, REQUEST.pack(len(request)) + request)
        answer = _receive(self._answers, deadline, self.limits.result_bytes)
        if answer is None:
            _await_end(self._process, deadline)
            raise self._failure(in_time=time.monotonic() < deadline)
        return answer

    def end(self) -> None:
        """End it and all that it started; one that has ended is left alone."""
        if self._ended is not None:
            return
        self.forget()
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError, PermissionError):
                kill(self._process, signal.SIGKILL)
        _, status, usage = os.wait4(self._process, 0)
        ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        taken = usage.ru_utime + usage.ru_stime
        self._ended = _Ended(ended_by, taken - self.cpu_seconds)
        self.cpu_seconds = taken

    def forget(self) -> None:
        """Let go of its pipes alone: for a fork of this process, whose child it is not."""
        os.close(self._requests)
        os.close(self._answers)

    def _failure(self, *, in_time: bool) -> ReadingError:
        """End it, and return what it means that no answer came."""
        self.end()
        ended = self._ended or _Ended(0, 0.0)
        if not in_time:
            waited = ended.cpu_seconds < self.limits.wall_seconds / 2
            return ReadingError(Failure.OUT_OF_TIME, passing=waited)
        if ended.signal == signal.SIGXCPU:
            return ReadingError(Failure.OUT_OF_TIME)
        if ended.signal == signal.SIGKILL:  # by the system, short of memory
            return ReadingError(Failure.OUT_OF_MEMORY, passing=True)
        if ended.signal in _OUT_OF_MEMORY_SIGNALS:
            return ReadingError(Failure.OUT_OF_MEMORY)
        return ReadingError(Failure.CRASHED, passing=True)


def _receive(pipe: int, deadline: float, most_bytes: int) -> bytearray | None:
    """Return the answer of a child, or None where it ended or the time was up before all of it."""
    answer = bytearray()
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        if not poll.poll(left * 1000):
            return None
        read = os.read(pipe, MEBIBYTE)
        if not read:
            return None
        answer += read
        if len(answer) > most_bytes:
            raise ReadingError(Failure.OUT_OF_MEMORY)
        if (
            len(answer) >= ANSWER.size
            and len(answer) == ANSWER.size + ANSWER.unpack_from(answer)[1]
        ):
            return answer
    return None


def _opened(answer: bytearray) -> bytes:
    kind, _, _ = ANSWER.unpack_from(answer)
    content = bytes(memoryview(answer)[ANSWER.size :])
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
