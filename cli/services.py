"""The services of an installation, as `scr run` commands under one supervisor."""

from __future__ import annotations

import sys

from django.utils import timezone

from cli.ports import answers
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
                ready=lambda: answers(host, port),
            )
        )
    return found


def _scr(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli", "run", *arguments]
