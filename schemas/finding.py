"""A finding: one value that an extractor suggests for one place of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schemas.evidence import Evidence
from schemas.status import ValueStatus

FindingValue = str | bool | float | list[str] | dict[str, Any] | None
"""A code, a text, a partial date ("2014-02"), a list of codes, or the fields of a list item.

The value of `age_at_incident` is `{"months", "months_min", "months_max", "basis"}`.
"""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value for the same place, kept because the evidence conflicts."""

    value: FindingValue
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A suggested value with its evidence. Never edited: a new extraction makes new findings.

    Attributes:
        path: The place in the record: `review.label`, `children.0.outcome`, or for an item of
            a list its group and a key that is stable between extractions, such as
            `agencies.police` or `pressure_points.case_closed-6-1204` (see `item_path`).
        value: The suggested value; None only where `status` says why there is none.
        confidence: Chance (0..1) that a reader will accept the value.
        evidence: At least one; a finding without words to show is refused.
        extractor: Name of the component that made it.
        version: Version of that component.
        status: What the report says; never `not_mentioned`, since silence leaves no finding.
        alternatives: Other values that the report also supports, most likely first.
    """

    path: str
    value: FindingValue
    confidence: float
    evidence: tuple[Evidence, ...]
    extractor: str
    version: str
    status: ValueStatus = ValueStatus.STATED
    alternatives: tuple[Alternative, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"{self.path}: a finding must show the words that it rests on")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"{self.path}: confidence is a chance, not {self.confidence}")
        if self.status is ValueStatus.NOT_MENTIONED:
            raise ValueError(f"{self.path}: silence leaves no finding")


def item_path(group: str, code: str, evidence: Evidence) -> str:
    """Return the path of a list item: the same words give the same path in every extraction.

    >>> item_path("pressure_points", "case_closed", Evidence(6, 1204, 1210, "closed"))
    'pressure_points.case_closed-6-1204'
    """
    return f"{group}.{code}-{evidence.page}-{evidence.start}"
