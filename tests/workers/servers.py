"""Real servers and workers for tests, each in a home of its own, ended with the test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from workers.redis_server import EmbeddedRedis

PROJECT = Path(__file__).resolve().parents[2]


def eventually(done: Callable[[], bool], seconds: float = 60.0, what: str = "") -> None:
    """Wait until something holds; fail the test where it does not in time."""
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, f"not after {seconds} s: {what or done}"
        time.sleep(0.1)


@contextmanager
def process(arguments: list[str], home: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Run a Python command in a home; kill it with its children at the end."""
    log = (home / f"{arguments[-1].strip('-')}.log").open("a", encoding="utf-8")
    started = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**os.environ, "SCR_HOME": str(home), **variables},
        stdout=log,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGTERM)
        try:
            started.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()
        log.close()


@contextmanager
def embedded_redis(home: Path, **variables: str) -> Iterator[EmbeddedRedis]:
    """Run the embedded Redis of a home as `scr run redis` does."""
    server = EmbeddedRedis(home / "redis")
    with process(["-m", "cli", "run", "redis"], home, REDIS_URL="", **variables):
        eventually(server.answers, 20, "the embedded Redis answers")
        yield server


def client(server: EmbeddedRedis) -> redis.Redis:
    """Return a connection to an embedded Redis."""
    return redis.Redis.from_url(server.url)
