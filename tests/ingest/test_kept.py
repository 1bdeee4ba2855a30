"""A child kept from file to file: when it is the same, when it is another, and what it costs."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from ingest.child import Limits
from ingest.errors import Failure, ReadingError
from ingest.kept import KeptChild

QUICK = Limits(cpu_seconds=1, wall_seconds=5.0)


def work(request: bytes) -> bytes:
    """Tell the process that does the work, after what the request asks it to do."""
    match request:
        case b"fail":
            raise ReadingError(Failure.EMPTY)
        case b"crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"compute":
            end = time.process_time() + 0.3
            while time.process_time() < end:
                pass
        case b"compute without end":
            while True:
                pass
    return str(os.getpid()).encode()


@pytest.fixture
def child() -> Iterator[KeptChild]:
    kept = KeptChild(work, most_files=3)
    yield kept
    kept.end()


def test_a_child_answers_for_several_files(child: KeptChild) -> None:
    first = child.ask(b"", QUICK)
    assert int(first) != os.getpid()
    assert child.ask(b"", QUICK) == first


def test_it_is_replaced_after_its_last_file(child: KeptChild) -> None:
    answers = [child.ask(b"", QUICK) for _ in range(6)]
    assert len(set(answers[:3])) == len(set(answers[3:])) == 1
    assert answers[0] != answers[3]


@pytest.mark.parametrize("request_", [b"fail", b"crash"])
def test_a_file_that_fails_costs_the_child(child: KeptChild, request_: bytes) -> None:
    first = child.ask(b"", QUICK)
    with pytest.raises(ReadingError):
        child.ask(request_, QUICK)
    assert child.ask(b"", QUICK) != first


def test_one_that_ended_meanwhile_is_replaced(child: KeptChild) -> None:
    first = child.ask(b"", QUICK)
    os.kill(int(first), signal.SIGKILL)
    os.waitid(os.P_PID, int(first), os.WEXITED | os.WNOWAIT)
    assert child.ask(b"", QUICK) != first


def test_other_limits_mean_another_child(child: KeptChild) -> None:
    first = child.ask(b"", QUICK)
    assert child.ask(b"", Limits(cpu_seconds=2, wall_seconds=5.0)) != first


def test_processor_time_is_limited_for_each_file_not_for_all(child: KeptChild) -> None:
    first = child.ask(b"compute", QUICK)
    assert [child.ask(b"compute", QUICK) for _ in range(2)] == [first, first]
    with pytest.raises(ReadingError) as error:
        child.ask(b"compute without end", QUICK)
    assert error.value.failure is Failure.OUT_OF_TIME


def test_what_it_took_is_told(child: KeptChild) -> None:
    child.ask(b"compute", QUICK)
    assert 0.3 <= child.cpu_seconds < 1.0


def test_a_fork_of_this_process_starts_with_none(child: KeptChild) -> None:
    first = child.ask(b"", QUICK)
    receiving, sending = os.pipe()
    fork = os.fork()
    if fork == 0:
        os.write(sending, child.ask(b"", QUICK))
        child.end()
        os._exit(0)
    os.waitpid(fork, 0)
    assert os.read(receiving, 100) != first
    os.close(receiving)
    os.close(sending)
    assert child.ask(b"", QUICK) == first
