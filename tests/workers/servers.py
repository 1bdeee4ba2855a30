"""Real servers and workers for tests, each in a home of its own, ended with the test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.db import connection
from django.utils import timezone

from records.heartbeats import workers_alive
from workers import commands
from workers.redis_server import EmbeddedRedis
from workers.supervisor import Service, Supervisor

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


def database_of_tests() -> str:
    """Return the address of the database that this test runs on, for workers to join it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def supervised_worker(home: Path) -> Iterator[None]:
    """Run a worker as `scr up` does: where it ends, it is started again."""
    began = timezone.now()
    log = (home / "supervised.log").open("a", encoding="utf-8")
    service = Service(
        "worker", commands.worker(2), workers_alive().filter(started_at__gte=began).exists
    )
    variables = {"SCR_HOME": str(home), "REDIS_URL": "", "DATABASE_URL": database_of_tests()}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        supervisor = Supervisor([service], lambda name, line: print(name, line, file=log))
        thread = threading.Thread(target=supervisor.run)
        try:
            supervisor.start()
            thread.start()
            yield
        finally:
            supervisor.stop()
            if thread.is_alive():
                thread.join()
            supervisor.close()
            log.close()


@contextmanager
def worker(home: Path, application: str = "workers.app") -> Iterator[subprocess.Popen[str]]:
    """Run a worker with two processes on the database of the test; yields when it is at work."""
    began = timezone.now()
    arguments = commands.worker(2)[1:]
    arguments[arguments.index("workers.app")] = application
    with process(arguments, home, REDIS_URL="", DATABASE_URL=database_of_tests()) as started:
        eventually(
            workers_alive().filter(started_at__gte=began).exists, 60, "the worker shows itself"
        )
        yield started
