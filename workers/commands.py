"""The commands of the services: the supervisor runs them, and so does docker-compose.yml."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Never

_PR_SET_PDEATHSIG = 1
SUPERVISOR = "SCR_SUPERVISOR"
"""Holds the process id of the supervisor in the environment of what it starts."""


def worker(concurrency: int | None) -> list[str]:
    """Return the command of a Celery worker with so many processes, or one for each core."""
    return [
        *_celery("worker"),
        f"--concurrency={concurrency or os.cpu_count() or 1}",
        f"--hostname=scr-{os.getpid()}@%h",
        "--queues=fetch,read,extract,sweep",
        "--without-gossip",
        "--without-mingle",
        "--without-heartbeat",
    ]


def beat() -> list[str]:
    """Return the command of the clock that has the sweeper run."""
    return [*_celery("beat"), "--pidfile="]


def web(host: str, port: int, processes: int) -> list[str]:
    """Return the command of the web server. No threads: PDFium bears none."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi:application",
        f"--bind={host}:{port}",
        f"--workers={processes}",
        "--worker-class=sync",
        "--timeout=60",
        "--max-requests=1000",
        "--max-requests-jitter=100",
        "--no-control-socket",
    ]


def become(command: list[str]) -> Never:
    """Replace this process by a command, which ends when the supervisor that started it does."""
    end_with_supervisor()
    os.execv(command[0], command)  # noqa: S606 - our own command, no shell


def end_with_supervisor() -> None:
    """Ask the kernel to end this process when its supervisor dies, however that happens."""
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor is None:
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):
        sys.exit("The supervisor is gone.")


def _celery(command: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "celery",
        "--quiet",
        "-A",
        "workers.app",
        command,
        "--loglevel=INFO",
    ]
