"""The history of a field, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from records.models import Action, Decision
from records.paths import place_of
from verify.words import STATUS_WORDS, value_in_words


@dataclass(frozen=True, slots=True)
class Event:
    """One decision: what was done, what the place held after it, and by whom."""

    id: int
    version: int
    action: str
    text: str
    by: str
    at: datetime
    note: str


def events_of(decisions: Iterable[Decision]) -> list[Event]:
    """Return decisions on one place, given first to last, as events last to first."""
    return [
        Event(
            id=decision.pk,
            version=decision.version,
            action=Action(decision.action).label,
            text=held_in_words(decision),
            by=str(decision.decided_by),
            at=decision.decided_at,
            note=decision.note,
        )
        for decision in reversed(list(decisions))
    ]


def held_in_words(decision: Decision) -> str:
    """Return what a place held after a decision."""
    if decision.rejected:
        return "Rejected"
    status = decision.value_status
    if status is None:
        return "Open again"
    return value_in_words(place_of(decision.path), decision.value) or STATUS_WORDS[status]
