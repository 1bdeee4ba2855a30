"""The supervisor: starts in order, restarts what ends, stops in reverse order, gives up in time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.workers.servers import PROJECT, eventually
from workers import supervisor as module
from workers.supervisor import NotReadyError, Service, Supervisor

SLEEPER = """
import pathlib, signal, sys, time
name, log = sys.argv[1:]
def end(*_):
    with open(log, "a") as file:
        file.write(f"{name} ends\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
pathlib.Path(f"{log}.{name}").touch()
print(name, "began", flush=True)
while True:
    time.sleep(60)
"""


def sleeper(name: str, log: Path) -> Service:
    return Service(
        name,
        [sys.executable, "-c", SLEEPER, name, str(log)],
        ready=Path(f"{log}.{name}").exists,
    )


@contextmanager
def running(supervisor: Supervisor) -> Iterator[list[int]]:
    """Run a supervisor in the background; yields a list that will hold its exit code."""
    codes: list[int] = []
    supervisor.start()
    thread = threading.Thread(target=lambda: codes.append(supervisor.run()))
    thread.start()
    try:
        yield codes
    finally:
        supervisor.stop()
        thread.join()
        supervisor.close()


def test_what_the_services_say_is_passed_on_with_their_name(tmp_path: Path) -> None:
    said: list[tuple[str, str]] = []
    service = sleeper("one", tmp_path / "log")
    with running(Supervisor([service], lambda *line: said.append(line))):
        eventually(lambda: ("one", "one began") in said)


def test_they_stop_in_the_reverse_order_of_their_start(tmp_path: Path) -> None:
    log = tmp_path / "log"
    services = [sleeper("redis", log), sleeper("worker", log), sleeper("web", log)]
    with running(Supervisor(services, lambda *_: None)):
        pass
    assert log.read_text().splitlines() == ["web ends", "worker ends", "redis ends"]


def test_one_that_is_killed_is_said_so_and_started_again(tmp_path: Path) -> None:
    said: list[str] = []
    log = tmp_path / "log"
    supervisor = Supervisor([sleeper("one", log)], lambda _, line: said.append(line))
    with running(supervisor) as codes:
        process = supervisor._running[0].process
        process.kill()
        eventually(lambda: supervisor._running[0].process is not process)
        eventually(lambda: said.count("one began") == 2)
        assert "one ended (killed by SIGKILL). It is started again." in said
    assert codes == [0]


def test_one_that_keeps_ending_stops_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FIRST_PAUSE_SECONDS", 0.01)
    said: list[str] = []
    services = [sleeper("good", tmp_path / "log"), Service("bad", [sys.executable, "-c", "1/0"])]
    supervisor = Supervisor(services, lambda _, line: said.append(line))
    with running(supervisor) as codes:
        eventually(lambda: bool(codes))
    assert codes == [1]
    assert "bad ended 5 times within a minute. Everything stops." in said
    assert "ZeroDivisionError: division by zero" in said


def test_one_that_ends_before_it_is_ready_is_named() -> None:
    supervisor = Supervisor(
        [Service("web", [sys.executable, "-c", "raise SystemExit(3)"], ready=lambda: False)],
        lambda *_: None,
    )
    with pytest.raises(NotReadyError, match=r"web ended as it started \(exit code 3\)"):
        supervisor.start()
    supervisor.close()


def test_one_that_does_not_stop_is_killed(tmp_path: Path) -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "print('deaf', flush=True); time.sleep(60)"
    )
    said: list[str] = []
    service = Service("deaf", [sys.executable, "-c", deaf], patience=0.3)
    supervisor = Supervisor([service], lambda _, line: said.append(line))
    with running(supervisor):
        eventually(lambda: "deaf" in said)
        process = supervisor._running[0].process
    assert process.returncode == -signal.SIGKILL


@pytest.mark.services
@pytest.mark.slow
def test_nothing_outlives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from workers.supervisor import Service, Supervisor\n"
        "s = Supervisor([Service('redis', [sys.executable, '-m', 'cli', 'run', 'redis'])],"
        " lambda *_: None)\n"
        "s.start(); time.sleep(600)\n"
    )
    from workers.redis_server import EmbeddedRedis

    server = EmbeddedRedis(tmp_path / "redis")
    killed = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        env={**os.environ, "SCR_HOME": str(tmp_path), "REDIS_URL": ""},
    )
    try:
        eventually(server.answers, 30)
    finally:
        killed.kill()
        killed.wait()
    eventually(lambda: not server.is_running(), 10, "Redis ends with its supervisor")
