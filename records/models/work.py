"""The work ledger: what the workers are to do, and who is at it."""

from __future__ import annotations

from django.db import models

from records.models.report import Report


class Stage(models.TextChoices):
    """A stage of the machine's work on a report."""

    READING = "reading", "Reading"
    EXTRACTING = "extracting", "Extracting"


class WorkState(models.TextChoices):
    """Where a piece of work stands."""

    DUE = "due", "Due"
    LEASED = "leased", "Leased"
    DONE = "done", "Done"
    DEAD = "dead", "Given up"
    SUPERSEDED = "superseded", "Superseded"


class Work(models.Model):
    """One stage for one report by one version of the code.

    `deliveries` counts how often a worker took it up; `lease_until` is when it is thought dead.
    `lease_holder` names the process that has it, where it said so.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="work")
    stage = models.CharField(max_length=20, choices=Stage.choices)
    version = models.CharField(max_length=120)
    state = models.CharField(max_length=20, choices=WorkState.choices, default=WorkState.DUE)
    deliveries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_holder = models.CharField(max_length=200, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "work"
        indexes = [models.Index(fields=["state", "due_at"], name="work_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "stage", "version"], name="one_work_for_a_version"
            ),
            models.CheckConstraint(
                name="leased_work_has_a_lease",
                condition=~models.Q(state=WorkState.LEASED)
                | (models.Q(lease_until__isnull=False) & ~models.Q(lease_token="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.report}: {self.get_state_display()}"
