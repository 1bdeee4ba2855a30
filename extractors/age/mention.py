"""An age as a report states it: a stretch of text and the range of months that it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DAYS_PER_MONTH = 30.4375
"""The mean month of the Gregorian calendar, by which ages in weeks and days become months."""


class AgeKind(StrEnum):
    """How an age is stated, which says how closely it can be taken."""

    STATED = "stated"
    MODIFIED = "modified"
    BIRTHDAY = "birthday"
    LIFETIME = "lifetime"
    COMPUTED = "computed"
    NEWBORN = "newborn"
    BAND = "band"
    STAGE = "stage"
    SCHOOL_YEAR = "school_year"
    RANGE = "range"
    LIST = "list"
    CORRECTED = "corrected"
    UNBORN = "unborn"

    @property
    def vague(self) -> bool:
        """Whether it gives a band of ages and not an age."""
        return self in {AgeKind.BAND, AgeKind.STAGE, AgeKind.SCHOOL_YEAR, AgeKind.RANGE}


@dataclass(frozen=True, slots=True)
class AgeMention:
    """An age in a text.

    Attributes:
        start, end: Offsets of the phrase in the text; the end is exclusive.
        min_months: Least age in months.
        max_months: Age in months that is just not reached: one unit beyond the least for a
            plain age ("2 years 4 months" is 28 to 29, "aged 2" is 24 to 36).
        kind: How it is stated.
        number_at: Offset of the number or the word that carries the age.
        each: For a list ("aged 3, 5 and 8"), the range of each age in its order.
    """

    start: int
    end: int
    min_months: float
    max_months: float
    kind: AgeKind
    number_at: int
    each: tuple[tuple[float, float], ...] = ()

    @property
    def adult(self) -> bool:
        """Whether it can only be the age of an adult."""
        return self.min_months >= 18 * 12
