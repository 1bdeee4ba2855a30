"""The Celery application: Redis carries ids, the database holds the truth."""

from __future__ import annotations

import logging
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from celery import Celery
from django.conf import settings

from workers.limits import (
    HARD_SECONDS,
    SOFT_SECONDS,
    SWEEP_SECONDS,
    TASKS_PER_CHILD,
    VISIBILITY_SECONDS,
)
from workers.redis_server import broker_url

FETCH = "fetch"
READ = "read"
EXTRACT = "extract"
SWEEP = "sweep"
QUEUES = (FETCH, READ, EXTRACT, SWEEP)


def _configuration() -> dict[str, Any]:
    """Return Celery's settings. What is not set here is Celery's default."""
    return {
        "broker_url": broker_url(),
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "broker_transport_options": {
            "visibility_timeout": VISIBILITY_SECONDS,
            "health_check_interval": 10,
            "socket_connect_timeout": 3,
            "socket_keepalive": True,
        },
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_ignore_result": True,
        "task_default_queue": READ,
        "task_create_missing_queues": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_soft_time_limit": SOFT_SECONDS,
        "task_time_limit": HARD_SECONDS,
        "worker_pool": "prefork",
        "worker_prefetch_multiplier": 1,
        "worker_max_tasks_per_child": TASKS_PER_CHILD,
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "worker_hijack_root_logger": False,
        "worker_send_task_events": False,
        "beat_schedule": {
            "sweep": {
                "task": "sweep",
                "schedule": SWEEP_SECONDS,
                # While no worker runs, sweeps must not pile up.
                "options": {"queue": SWEEP, "expires": SWEEP_SECONDS},
            },
        },
        "beat_schedule_filename": str(settings.SCR_HOME / "beat-schedule"),
        "timezone": settings.TIME_ZONE,
    }


# The tasks say what they did themselves; Celery would say each step of each, the sweeps' too.
for _name in ("celery.worker.strategy", "celery.app.trace", "celery.beat"):
    logging.getLogger(_name).setLevel(logging.WARNING)

app = Celery("scr", include=["workers.tasks", "workers.sweeper", "workers.warm", "workers.watch"])
app.conf.update(_configuration())
