"""Signs of life of the workers. Each shows itself every few seconds while it lives."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from records.models import Worker

BEAT_EVERY = timedelta(seconds=10)
THOUGHT_DEAD_AFTER = 4 * BEAT_EVERY
_FORGOTTEN_AFTER = timedelta(days=1)


def beat(name: str, started_at: datetime) -> None:
    """Record that a worker lives; forget those that have been silent for a day."""
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"started_at": started_at, "seen_at": now})
    Worker.objects.filter(seen_at__lt=now - _FORGOTTEN_AFTER).delete()


def leave(name: str) -> None:
    """Record that a worker stopped."""
    Worker.objects.filter(name=name).delete()


def workers_alive() -> QuerySet[Worker]:
    """Return the workers that have shown themselves of late."""
    return Worker.objects.filter(seen_at__gte=timezone.now() - THOUGHT_DEAD_AFTER)
