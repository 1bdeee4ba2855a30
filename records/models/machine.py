"""What the machine suggests: an extraction, and the findings that it made."""

from __future__ import annotations

from django.db import models

from records.models.append_only import AppendOnly
from records.models.report import Report
from schemas.status import ValueStatus

STATUS_CHOICES = [(status.value, status.value.replace("_", " ")) for status in ValueStatus]


class Extraction(AppendOnly):
    """One run of one version of the pipeline over one report.

    `looked_for` lists the variables of the codebook ("child.outcome") that the run had a component
    for. Where it holds a variable and no finding came, the machine looked and found nothing.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="extractions")
    version = models.CharField(max_length=120)
    codebook_version = models.CharField(max_length=20)
    looked_for = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "version"], name="one_extraction_of_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.version}"


class Finding(AppendOnly):
    """One suggested value: `schemas.finding.Finding` as a row.

    `evidence` is a list of `{page, start, end, quote, about}`, never empty; `alternatives` is a
    list of `{value, confidence, evidence}`.
    """

    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="findings")
    path = models.CharField(max_length=200)
    value = models.JSONField(null=True)
    status = models.CharField(max_length=20, choices=STATUS_CHOICES)
    confidence = models.FloatField()
    extractor = models.CharField(max_length=80)
    version = models.CharField(max_length=60)
    evidence = models.JSONField()
    alternatives = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["extraction", "path"], name="one_finding_for_a_path"),
            models.CheckConstraint(
                name="finding_confidence_is_a_chance",
                condition=models.Q(confidence__gte=0) & models.Q(confidence__lte=1),
            ),
            models.CheckConstraint(
                name="silence_leaves_no_finding",
                condition=~models.Q(status=ValueStatus.NOT_MENTIONED.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} ({self.extractor} {self.version})"
