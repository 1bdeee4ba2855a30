"""A recommendation as set out, and the number that it begins with."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from extractors.recommendations.wording import wording
from schemas.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Item:
    """A recommendation as set out.

    Attributes:
        text: Its words, without number.
        number: As written, or None where it has none of its own.
        whom: The words that say apart from the text whom it is for.
        evidence: Where the text stands.
        by_its_form: Whether its number or its place says that it is one; wording alone is less.
        under: Whom the heading over it is for: "board", a code, or a name as written.
    """

    text: str
    number: str | None
    whom: str | None
    evidence: tuple[Evidence, ...]
    by_its_form: bool
    under: str | None = None


def marker_at(text: str, start: int = 0, end: int = sys.maxsize) -> tuple[str | None, int]:
    """Return the number at the start of a paragraph, and where its words begin."""
    for pattern in wording().markers:
        match = pattern.match(text, start, end)
        if match:
            groups = match.groupdict()
            return groups.get("number") or groups.get("bracketed"), match.end()
    return None, start
