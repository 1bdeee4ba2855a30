"""Workers that have shown themselves, so that a page can say when none is at work."""

from __future__ import annotations

from django.db import models


class Worker(models.Model):
    """One worker, known by its name. `seen_at` is when it last showed itself."""

    name = models.CharField(max_length=200, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["seen_at"], name="worker_by_seen_at")]

    def __str__(self) -> str:
        return self.name
