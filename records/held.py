"""What a decision makes a place of the record hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from records.models import CurrentValue, Decision
from records.stored import Json
from schemas.finding import FindingValue
from schemas.status import ValueStatus


@dataclass(frozen=True, slots=True)
class Held:
    """What a decision makes a place hold. Without a status and not rejected, it is open."""

    value: FindingValue = None
    status: ValueStatus | None = None
    evidence: Json = field(default_factory=list)
    rejected: bool = False

    @classmethod
    def by(cls, row: Decision | CurrentValue) -> Held:
        """Return what a decision or a current value holds."""
        return cls(row.value, row.value_status, row.evidence, row.rejected)

    def columns(self) -> dict[str, Any]:
        """Return the same as columns of either table."""
        return {
            "value": self.value,
            "status": self.status.value if self.status else "",
            "rejected": self.rejected,
            "evidence": self.evidence,
            "evidence_count": len(self.evidence),
        }


def fold(decisions: Iterable[Decision]) -> dict[str, tuple[int, Held]]:
    """Return what each path holds, with its version, after decisions in their order.

    The current values are this fold, always: they can be made again from the events.
    """
    return {decision.path: (decision.version, Held.by(decision)) for decision in decisions}
