"""What was handed in: a batch, and each path or address that was given with it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from records.models.report import Report


class ItemState(models.TextChoices):
    """What became of one thing that was handed in."""

    WAITING = "waiting", "Waiting to be fetched"
    RECEIVED = "received", "Received"
    DUPLICATE = "duplicate", "Duplicate"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Could not be fetched"


class Batch(models.Model):
    """Files and addresses handed in together."""

    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.name


class BatchItem(models.Model):
    """One path or address of a batch. Each ends in a state with a reason: none is dropped.

    `report` is the report that was received or, for a duplicate, its first copy. The lease serves
    addresses alone, which workers fetch.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="items")
    name = models.CharField(max_length=400)
    origin = models.CharField(max_length=2000)
    url = models.CharField(max_length=2000, blank=True)
    state = models.CharField(max_length=20, choices=ItemState.choices)
    reason = models.TextField(blank=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="items")
    deliveries = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "lease_until"], name="item_by_state")]
        constraints = [
            models.CheckConstraint(
                name="item_in_hand_has_report",
                condition=models.Q(report__isnull=False)
                | ~models.Q(state__in=[ItemState.RECEIVED, ItemState.DUPLICATE]),
            ),
            models.CheckConstraint(
                name="item_waits_for_an_address",
                condition=~models.Q(state=ItemState.WAITING) | ~models.Q(url=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()}"
