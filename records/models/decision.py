"""What people decide: the events, and the value that each place of the record holds now."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from records.models.append_only import AppendOnly
from records.models.machine import STATUS_CHOICES, Finding
from records.models.report import Report
from schemas.status import ValueStatus

_WITH_WORDS = [status.value for status in ValueStatus if status.needs_evidence]


class Action(models.TextChoices):
    """What a person did.

    The first six answer what the report says. Reject and remove concern an item of a list, or a
    child: the first refuses what the machine suggests, the second takes back what a person put in.
    Restore makes a place what it was after an earlier decision, or before any.
    """

    ACCEPT = "accept", "Accepted"
    CORRECT = "correct", "Corrected"
    NOT_MENTIONED = "not_mentioned", "Not mentioned"
    STATED_ABSENT = "stated_absent", "Stated absent"
    WITHHELD = "withheld", "Withheld"
    UNSURE = "unsure", "Unsure"
    ADD = "add", "Added"
    REJECT = "reject", "Rejected"
    REMOVE = "remove", "Removed"
    RESTORE = "restore", "Restored"


class _Held(models.Model):
    """What a place of the record holds.

    With a status it is decided; rejected, it is decided that the item does not belong; with
    neither, every decision on it was undone and it is open. `evidence` is a list of `{page, start,
    end, quote, about}` and `evidence_count` its length, for the database to check.
    """

    path = models.CharField(max_length=200)
    value = models.JSONField(null=True)
    status = models.CharField(max_length=20, choices=STATUS_CHOICES, blank=True)
    rejected = models.BooleanField(default=False)
    evidence = models.JSONField(default=list)
    evidence_count = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_rejected_has_no_status",
                condition=models.Q(rejected=False) | models.Q(status=""),
            ),
            models.CheckConstraint(
                name="%(class)s_shows_its_words",
                condition=~models.Q(status__in=_WITH_WORDS) | models.Q(evidence_count__gte=1),
            ),
            models.CheckConstraint(
                name="%(class)s_version_from_one", condition=models.Q(version__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} version {self.version}"

    @property
    def value_status(self) -> ValueStatus | None:
        """What the report says, or None where the place is rejected or open."""
        return ValueStatus(self.status) if self.status else None

    @property
    def is_decided(self) -> bool:
        """Whether a person's decision stands."""
        return self.rejected or bool(self.status)


class Decision(_Held, AppendOnly):
    """One event: who decided what, when, and the version of the value that it made."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="decisions")
    action = models.CharField(max_length=20, choices=Action.choices)
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="next"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    decided_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta(_Held.Meta):
        ordering = ["id"]
        constraints = [
            *_Held.Meta.constraints,
            models.UniqueConstraint(
                fields=["report", "path", "version"], name="one_decision_for_a_version"
            ),
        ]


class CurrentValueQuerySet(models.QuerySet["CurrentValue"]):
    """Current values, with the question that most ask."""

    def verified(self) -> CurrentValueQuerySet:
        """Return those that a person decided and that belong to the record."""
        return self.filter(rejected=False).exclude(status="")


class CurrentValue(_Held):
    """What a place of the record holds now. Changed by `records.decisions` alone."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="current_values")
    last_decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="current_value"
    )

    objects = CurrentValueQuerySet.as_manager()

    class Meta(_Held.Meta):
        ordering = ["id"]
        constraints = [
            *_Held.Meta.constraints,
            models.UniqueConstraint(fields=["report", "path"], name="one_value_for_a_path"),
        ]
