"""A child under limits: what it gives back, what its end means, and what it leaves behind."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.child import MEBIBYTE, Limits
from ingest.errors import Failure, ReadingError
from ingest.sandbox import render_safely, run_limited

QUICK = Limits(memory_bytes=256 * MEBIBYTE, cpu_seconds=1, wall_seconds=5.0)


def take_memory() -> bytes:
    return bytes(1024 * MEBIBYTE)


def compute_without_end() -> bytes:
    while True:
        pass


def sleep() -> bytes:
    time.sleep(60)
    return b""


def read_nowhere() -> bytes:
    return ctypes.string_at(1, 1)


def end_by(number: int) -> Callable[[], bytes]:
    def end() -> bytes:
        os.kill(os.getpid(), number)
        return b""

    return end


def leave_early() -> bytes:
    os._exit(0)


def find_it_empty() -> bytes:
    raise ReadingError(Failure.EMPTY, "An invented sentence.", passing=True)


def test_the_result_comes_back_whole() -> None:
    content = bytes(range(256)) * 20_000
    assert run_limited(lambda: content, QUICK) == content
    assert run_limited(lambda: b"", QUICK) == b""


def test_arguments_are_passed_on() -> None:
    assert run_limited(bytes.__add__, QUICK, b"a", b"b") == b"ab"


def test_a_reading_error_comes_back_as_it_was_raised() -> None:
    with pytest.raises(ReadingError) as error:
        run_limited(find_it_empty, QUICK)
    assert error.value.fields() == {
        "failure": "empty",
        "message": "An invented sentence.",
        "passing": True,
    }


@pytest.mark.parametrize(
    ("function", "failure", "passing"),
    [
        (take_memory, Failure.OUT_OF_MEMORY, False),
        (end_by(signal.SIGABRT), Failure.OUT_OF_MEMORY, False),
        (end_by(signal.SIGKILL), Failure.OUT_OF_MEMORY, True),
        (compute_without_end, Failure.OUT_OF_TIME, False),
        (read_nowhere, Failure.CRASHED, True),
        (leave_early, Failure.CRASHED, True),
    ],
)
def test_what_a_childs_end_means(
    function: Callable[[], bytes], failure: Failure, passing: bool
) -> None:
    with pytest.raises(ReadingError) as error:
        run_limited(function, QUICK)
    assert (error.value.failure, error.value.passing) == (failure, passing)


def test_waiting_is_ended_by_the_clock_and_may_pass() -> None:
    started = time.monotonic()
    with pytest.raises(ReadingError) as error:
        run_limited(sleep, Limits(wall_seconds=0.3))
    assert (error.value.failure, error.value.passing) == (Failure.OUT_OF_TIME, True)
    assert time.monotonic() - started < 5


def test_too_large_a_result_is_refused() -> None:
    with pytest.raises(ReadingError) as error:
        run_limited(lambda: bytes(2 * MEBIBYTE), Limits(result_bytes=MEBIBYTE))
    assert error.value.failure is Failure.OUT_OF_MEMORY


def test_a_fault_of_the_program_is_logged_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fault() -> bytes:
        raise KeyError("words of a report")

    with pytest.raises(ReadingError, match="KeyError") as error:
        run_limited(fault, QUICK)
    assert error.value.failure is Failure.UNREADABLE
    assert "words of a report" not in error.value.message
    assert "test_sandbox.py" in caplog.text
    assert "words of a report" not in caplog.messages[0].replace('raise KeyError("words of', "")


def open_files() -> list[str]:
    return sorted(file.name for file in Path("/proc/self/fd").iterdir())


def children() -> list[str]:
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text("ascii").split()


def test_two_hundred_runs_leave_no_process_and_no_open_file() -> None:
    def fail() -> bytes:
        raise ReadingError(Failure.EMPTY)

    before = open_files(), children()
    for run in range(200):
        if run % 2:
            assert run_limited(lambda: b"x", QUICK) == b"x"
        else:
            with pytest.raises(ReadingError):
                run_limited(fail, QUICK)
    assert (open_files(), children()) == before


def test_the_child_has_no_open_file_of_its_parents(tmp_path: Path) -> None:
    with (tmp_path / "open").open("w") as file:
        number = file.fileno()
        answer = run_limited(lambda: str(Path(f"/proc/self/fd/{number}").exists()).encode(), QUICK)
    assert answer == b"False"


def test_signals_do_in_the_child_what_they_do_by_default() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with pytest.raises(ReadingError) as error:
            run_limited(end_by(signal.SIGTERM), QUICK)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert error.value.failure is Failure.CRASHED


def is_running(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text("ascii")
    except FileNotFoundError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"


def has_ended(process: int) -> bool:
    for _ in range(200):
        if not is_running(process):
            return True
        time.sleep(0.02)
    return False


def test_what_the_child_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "number"

    def start_and_sleep() -> bytes:
        started = subprocess.Popen(["sleep", "60"])
        note.write_text(str(started.pid), "ascii")
        return sleep()

    with pytest.raises(ReadingError):
        run_limited(start_and_sleep, Limits(wall_seconds=1.0))
    assert has_ended(int(note.read_text("ascii")))


def test_the_child_dies_with_its_parent(tmp_path: Path) -> None:
    """A worker that is killed leaves no child computing on."""
    note = tmp_path / "number"
    program = textwrap.dedent(f"""
        import os, pathlib, time
        from ingest.sandbox import Limits, run_limited
        def work():
            pathlib.Path({str(note)!r}).write_text(str(os.getpid()))
            time.sleep(60)
            return b""
        run_limited(work, Limits())
    """)
    worker = subprocess.Popen([sys.executable, "-c", program])
    for _ in range(500):
        if note.exists() and note.read_text():
            break
        time.sleep(0.02)
    worker.kill()
    worker.wait()
    assert has_ended(int(note.read_text()))


def test_an_interrupted_parent_ends_the_child(tmp_path: Path) -> None:
    """As when a task's soft time limit strikes while it waits."""
    note = tmp_path / "number"

    class SoftLimitError(Exception):
        pass

    def strike(*_: object) -> None:
        raise SoftLimitError

    def work() -> bytes:
        note.write_text(str(os.getpid()), "ascii")
        return sleep()

    before = signal.signal(signal.SIGALRM, strike)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(SoftLimitError):
            run_limited(work, Limits())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not is_running(int(note.read_text("ascii")))


def test_pages_are_rendered_in_a_child() -> None:
    report = Path(__file__).parents[2] / "sample_docs" / "reports" / "d01.pdf"
    assert render_safely(report, 1, 200)[8:12] == b"WEBP"


def test_a_daemonic_worker_process_may_read_too() -> None:
    """Celery's worker processes are daemonic, and those may not have `multiprocessing` children."""
    forking = multiprocessing.get_context("fork")
    receiving, sending = forking.Pipe(duplex=False)
    worker = forking.Process(
        target=lambda: sending.send_bytes(run_limited(lambda: b"read", QUICK)), daemon=True
    )
    worker.start()
    assert receiving.poll(10)
    assert receiving.recv_bytes() == b"read"
    worker.join()
