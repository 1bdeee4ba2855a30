"""The document as read: its pages, and what holds for the whole of it."""

from __future__ import annotations

from django.db import models

from records.models.append_only import AppendOnly
from records.models.report import Report
from schemas.document import TextSource


class Reading(AppendOnly):
    """What reading a report yielded beside its pages. `sections` is JSON, compressed."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="reading")
    reader_version = models.CharField(max_length=60, blank=True)
    notes = models.JSONField(default=list)
    sections = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.report} as read by {self.reader_version}"


class Page(AppendOnly):
    """One page with its canonical text, which every offset of the project points into.

    `layout` holds the rest of the page (words with boxes, blocks, marks, paragraph numbers and
    tables) as JSON, compressed. Width and height are in points, as displayed.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField(help_text="from 1")
    width = models.FloatField()
    height = models.FloatField()
    rotation = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    source = models.CharField(
        max_length=20, choices=[(source.value, source.name) for source in TextSource]
    )
    source_reason = models.TextField(blank=True)
    confidence = models.FloatField(null=True)
    layout = models.BinaryField()

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_page_of_a_number"),
            models.CheckConstraint(name="pages_count_from_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"page {self.number} of {self.report}"
