"""The services of an installation, as `scr run` commands under one supervisor."""

from __future__ import annotations

import socket
import sys
import urllib.error
import urllib.request

from django.utils import timezone

from records.heartbeats import workers_alive
from workers.redis_server import EmbeddedRedis, is_embedded
from workers.supervisor import Service

WORKER_PATIENCE_SECONDS = 30.0


def services(host: str, port: int, *, concurrency: int | None, serve: bool = True) -> list[Service]:
    """Return the services in the order of their start: each needs those before it."""
    found = []
    if is_embedded():
        redis = EmbeddedRedis.of_installation()
        found.append(Service("redis", _scr("redis"), ready=redis.answers))
    options = [f"--concurrency={concurrency}"] if concurrency else []
    found.append(
        Service(
            "worker",
            _scr("worker", *options),
            ready=workers_alive().filter(started_at__gte=timezone.now()).exists,
            patience=WORKER_PATIENCE_SECONDS,
        )
    )
    found.append(Service("beat", _scr("beat")))
    if serve:
        found.append(
            Service(
                "web",
                _scr("web", f"--host={host}", f"--port={port}"),
                ready=lambda: _answers(host, port),
            )
        )
    return found


def _scr(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli", "run", *arguments]


def _answers(host: str, port: int) -> bool:
    """Whether anything answers there, if only with a redirect to the sign-in page."""
    try:
        with urllib.request.urlopen(f"http://{_reachable(host)}:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def is_taken(host: str, port: int) -> bool:
    """Whether another program listens at an address."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((_reachable(host), port)) == 0


def _reachable(host: str) -> str:
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
