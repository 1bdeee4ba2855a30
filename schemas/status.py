"""How far a coded value is known: what the report says, and how far the coding has come."""

from __future__ import annotations

from enum import StrEnum


class ValueStatus(StrEnum):
    """What the report says of a variable. Absent is never inferred from silence."""

    STATED = "stated"
    STATED_ABSENT = "stated_absent"
    NOT_MENTIONED = "not_mentioned"
    WITHHELD = "withheld"
    UNSURE = "unsure"

    @property
    def needs_evidence(self) -> bool:
        """Whether a value with this status must show the words that it rests on.

        Silence has no words to show; doubt may have.
        """
        return self in {ValueStatus.STATED, ValueStatus.STATED_ABSENT, ValueStatus.WITHHELD}


class CodingState(StrEnum):
    """How far the coding of one variable of one report has come.

    The first two are kinds of missing that no `ValueStatus` covers, and that a rate must never
    count as "not mentioned": nobody has looked, or the machine looked and found nothing.
    """

    NOT_CODED = "not_coded"
    NOTHING_FOUND = "nothing_found"
    SUGGESTED = "suggested"
    VERIFIED = "verified"
    REJECTED = "rejected"
