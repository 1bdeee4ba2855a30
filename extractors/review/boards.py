"""Who publishes: the board or partnership, and the area that its name gives.

`boards.yaml` holds the forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from extractors.review.forms import form, words
from extractors.review.front import Line
from schemas.evidence import Evidence

_form = partial(form, "boards.yaml")
_FULL = _form("full")
_SHORT = _form("short")
_FOR = _form("with_area_last")
_LEAD = _form("lead")
_SPLIT = _form("between_areas")
_CAPITALS = _form("capitals")
_LETTERS = _form("letters")
_BODY = words("boards.yaml")
_GENERIC = {"local", "the local", "safeguarding", "area", "the", "national", "each", "regional"}
_KEPT_LOW = {"and", "of", "with", "upon", "on", "the", "in", "under", "by"}


@dataclass(frozen=True)
class Board:
    """A board as named in the report, with the words that name it."""

    name: str
    area: str
    evidence: tuple[Evidence, ...]


def boards_in(text: str) -> Iterable[tuple[int, int, str, str]]:
    """Yield start, end, name and area of each board that a text names."""
    low = text.lower()
    if not any(word in low for word in _BODY):
        return
    taken: list[tuple[int, int]] = []
    text = _CAPITALS.sub(lambda words: cased(words[0]), text)
    for pattern in (_FOR, _FULL, _SHORT):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            area = match["area"]
            lead = _LEAD.match(area + " ") if pattern is not _FOR else None
            cut = min(lead.end(), len(area)) if lead else 0
            area = area[cut:].strip(" ,")
            if area and area.lower() not in _GENERIC:
                taken.append(match.span())
                start = match.start() + cut
                name = text[start : match.end()]
                yield start, match.end(), " ".join(name.split()), " ".join(area.split())


def board_of(lines: Iterable[Line]) -> Board | None:
    """Return the board that the lines name first, in full where they also give its full name."""
    found = (
        Board(name, area, line.evidence(start, end))
        for line in lines
        for start, end, name, area in boards_in(line.text)
    )
    first = next(found, None)
    if first is None or _in_full(first):
        return first
    return next((board for board in found if board.area == first.area and _in_full(board)), first)


def _in_full(board: Board) -> bool:
    return not board.name.endswith(("SCB", "SCP"))


def areas_of(area: str) -> str:
    """Return the area of a board's name, several parted by "; ".

    >>> areas_of("Larchester and Wendholm")
    'Larchester; Wendholm'
    """
    return "; ".join(part for part in _SPLIT.split(area) if part)


def cased(name: str) -> str:
    """Return words in capitals in the case of a name, as long as they were.

    >>> cased("STOKE-ON-TRENT SAFEGUARDING BOARD")
    'Stoke-on-Trent Safeguarding Board'
    """
    return _LETTERS.sub(_case_of_word, name)


def _case_of_word(match: re.Match[str]) -> str:
    word = match[0].lower()
    return word if match.start() and word in _KEPT_LOW else word.capitalize()
