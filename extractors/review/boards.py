"""Who publishes: the board or partnership, and the area that its name gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.review.front import Line
from extractors.review.words import alternatives
from schemas.evidence import Evidence

_NAME_WORD = r"(?:[A-Z][\w'\u2019]*(?:-[\w'\u2019]+)*)"
_LINK = r"(?:and|&|of|with|upon|on|the|in|under|by|le|de|cum)"
_KIND = (
    r"(?:(?:Local|Regional|Strategic|Multi-?\s?Agency)\s+)*"
    r"(?:Safeguarding\s+(?:Children(?:['\u2019]s)?|Child(?:ren)?\s+and\s+Adults?"
    r"|Adults?\s+and\s+Children)?\s*"
    r"(?:(?:Assurance|Strategic|Executive|Multi-?\s?Agency)\s+)*"
    r"(?:(?:Trust\s+)?Board|Partnership|Trust|Arrangements|Executive|Committee|Consortium)"
    r"|Child(?:ren)?(?:['\u2019]s)?\s+Safeguarding\s+(?:Assurance\s+)?(?:Board|Partnership)"
    r"|(?:Area\s+)?Child\s+Protection\s+Committee"
    r"|Safeguarding\s+(?:Children\s+)?Partners|Children\s+and\s+Young\s+People['\u2019]s\s+Trust)"
)
_BOARD = re.compile(
    rf"(?P<area>{_NAME_WORD}(?:(?:,?\s+{_LINK}){{0,2}},?\s+{_NAME_WORD})*?)\s+(?P<kind>{_KIND})\b"
)
_SHORT = re.compile(rf"(?P<area>{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}}?)\s+(?P<kind>L?SCB|L?SCP)\b")
_FOR = re.compile(
    rf"\b(?P<kind>Safeguarding\s+(?:Children\s+)?(?:Board|Partnership))\s+for\s+(?:the\s+)?"
    rf"(?P<area>{_NAME_WORD}(?:(?:\s+{_LINK})?\s+{_NAME_WORD})*)"
)
_LEAD = re.compile(rf"^(?:{alternatives('before_board')}\b[:,]?\s+)+", re.IGNORECASE)
_GENERIC = {"local", "the local", "safeguarding", "area", "the", "national", "each", "regional"}
_SPLIT = re.compile(r"\s*(?:,|\band\b|&)\s*")
_CAPITALS = re.compile(r"\b[A-Z][A-Z'\u2019-]+(?:[ ,&-]+[A-Z][A-Z'\u2019-]+){2,}\b")
_LETTERS = re.compile(r"[A-Z]+(?:['\u2019]S)?")
# What the name of every board holds.
_BODY = re.compile(
    r"board|partner|committee|trust|arrangements|executive|consortium|sc[bp]\b", re.IGNORECASE
)
_KEPT_LOW = {"and", "of", "with", "upon", "on", "the", "in", "under", "by"}


@dataclass(frozen=True)
class Board:
    """A board as named in the report, with the words that name it."""

    name: str
    area: str
    evidence: tuple[Evidence, ...]


def boards_in(text: str) -> Iterable[tuple[int, int, str, str]]:
    """Yield start, end, name and area of each board that a text names."""
    if not _BODY.search(text):
        return
    taken: list[tuple[int, int]] = []
    text = _CAPITALS.sub(lambda words: cased(words[0]), text)
    for pattern in (_FOR, _BOARD, _SHORT):
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
    found = [
        Board(name, area, line.evidence(start, end))
        for line in lines
        for start, end, name, area in boards_in(line.text)
    ]
    full = (board for board in found if board.area == found[0].area and _in_full(board))
    return next(full, found[0]) if found else None


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
