"""`scr up`: a fresh home to a running service, and a clean end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.workers.servers import PROJECT, eventually
from workers.redis_server import EmbeddedRedis

pytestmark = [pytest.mark.services, pytest.mark.slow]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_of(home: Path) -> list[int]:
    """Return the processes that have this home in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if f"SCR_HOME={home}".encode() in environment.split(b"\0"):
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_in_a_fresh_home_and_leaves_nothing_behind(
    tmp_path: Path, how: signal.Signals
) -> None:
    port = free_port()
    environment = {**os.environ, "SCR_HOME": str(tmp_path), "REDIS_URL": "", "DATABASE_URL": ""}
    log = (tmp_path / "up.log").open("w", encoding="utf-8")
    up = subprocess.Popen(
        [sys.executable, "-m", "cli", "up", f"--port={port}", "--concurrency=1"],
        cwd=PROJECT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:

        def said() -> str:
            return (tmp_path / "up.log").read_text(encoding="utf-8")

        eventually(lambda: "Ready: http://" in said() or up.poll() is not None, 90, said())
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=10) as answer:
            assert answer.status == 200
        doctor = subprocess.run(
            [sys.executable, "-m", "cli", "doctor", "--only=workers"],
            cwd=PROJECT,
            env=environment,
            check=False,
        )
        assert doctor.returncode == 0
        up.send_signal(how)
        assert up.wait(60) == 0
    finally:
        up.kill()
        up.wait()
        log.close()
    said = (tmp_path / "up.log").read_text(encoding="utf-8")
    stopped = [line.split("| ")[1] for line in said.splitlines() if line.endswith(" stopped.")]
    assert stopped == ["web stopped.", "beat stopped.", "worker stopped.", "redis stopped."]
    assert not EmbeddedRedis(tmp_path / "redis").is_running()
    eventually(lambda: not processes_of(tmp_path), 10, "no process is left")


def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "cli", "up", f"--port={taken.getsockname()[1]}"],
            cwd=PROJECT,
            env={**os.environ, "SCR_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "Another program listens" in done.stderr
