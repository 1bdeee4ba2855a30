"""Which decision comes to be undone next."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from records.models import Action, Decision, Report

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def last_to_undo(report: Report, user: User) -> Decision | None:
    """Return a person's last decision on a report that still stands and was not undone.

    To undo is a decision too: it takes the one before it off the pile. What someone else has
    decided over since is not offered.
    """
    piles: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(report=report).order_by("id"):
        pile = piles[decision.path]
        if decision.action == Action.RESTORE and pile and _undoes(decision, pile):
            pile.pop()
        else:
            pile.append(decision)
    tops = [pile[-1] for pile in piles.values() if pile]
    own = [decision for decision in tops if decision.decided_by_id == user.pk]
    return max(own, key=lambda decision: decision.pk, default=None)


def _undoes(decision: Decision, pile: list[Decision]) -> bool:
    """Whether a place holds after a decision what it held before the top of the pile."""
    return _held(decision) == (_held(pile[-2]) if len(pile) > 1 else _NOTHING)


_NOTHING: tuple[object, ...] = (None, "", False, [])


def _held(decision: Decision) -> tuple[object, ...]:
    return decision.value, decision.status, decision.rejected, decision.evidence
