"""A report: one file as received, and the log of the states it went through."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from records.models.append_only import AppendOnly


class ReportState(models.TextChoices):
    """Where a report stands. `records.states` holds the moves that are allowed."""

    RECEIVED = "received", "Received"
    READING = "reading", "Reading"
    EXTRACTING = "extracting", "Extracting"
    AWAITING_VERIFICATION = "awaiting_verification", "Awaiting verification"
    IN_VERIFICATION = "in_verification", "In verification"
    VERIFIED = "verified", "Verified"
    FAILED = "failed", "Failed"
    DUPLICATE = "duplicate", "Duplicate"


class Report(models.Model):
    """One published report, known by the SHA-256 of the bytes that were received.

    A new edition of a review is a report of its own that names the earlier one. `label` and
    `publisher` repeat what stands in the record, for lists; `records.titles` keeps them.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=400)
    size = models.PositiveBigIntegerField(help_text="bytes")
    origin = models.CharField(max_length=2000)
    received_at = models.DateTimeField(auto_now_add=True)
    edition_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="later_editions"
    )

    state = models.CharField(
        max_length=30, choices=ReportState.choices, default=ReportState.RECEIVED
    )
    state_reason = models.TextField(blank=True)
    state_changed_at = models.DateTimeField()
    failure = models.CharField(max_length=40, blank=True, help_text="code of a named failure")

    page_count = models.PositiveIntegerField(null=True)
    read_by_ocr = models.BooleanField(default=False)
    reader_version = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=400, blank=True)
    publisher = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "id"], name="report_by_state")]
        constraints = [
            models.CheckConstraint(
                name="report_is_no_edition_of_itself",
                condition=models.Q(edition_of__isnull=True) | ~models.Q(edition_of=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.name


class ReportEvent(AppendOnly):
    """One entry of a report's log: the state it came to, or a note in the state it is in."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events")
    state = models.CharField(max_length=30, choices=ReportState.choices)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name = "log entry"

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.reason}"
