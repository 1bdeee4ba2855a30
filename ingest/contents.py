"""Contents pages: lines that lead to a page number, and the list under a contents heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line, PageLines
from schemas.document import MarkKind

_LEADER = re.compile(r"(?:\s?[.\u2026\u00b7_]){4,}\s*(?:\d{1,3}|[ivxl]{1,5})?\s*$", re.IGNORECASE)
_TRAILING_NUMBER = re.compile(r"\S\s+(?:p\.?\s*)?\d{1,3}$")
_CONTENTS_TITLE = re.compile(
    r"(?:[^.]{1,40}[-\u2013:] ?)?(?:table of )?contents(?: page)?|index|list of contents"
    r"|section\s+(?:subject|title)\s+page",
    re.IGNORECASE,
)
_LONGEST_TITLE = 90
_NUMBER_ALONE = re.compile(r"\d{1,3}")


def mark_contents(pages: Sequence[PageLines]) -> None:
    """Give contents lines their role: the heading, its entries, and entries with dot leaders."""
    listing = False
    for page in pages:
        free = page.free()
        listing = listing and _mostly_entries([page.lines[at] for at in free])
        for place, at in enumerate(free):
            line = page.lines[at]
            if _CONTENTS_TITLE.fullmatch(line.text.rstrip(":")):
                listing = True
            elif _LEADER.search(line.text):
                if place and _wraps_into(page.lines[free[place - 1]], line):
                    page.roles[free[place - 1]] = MarkKind.CONTENTS
            elif not (listing and _is_entry(page.lines, free, place)):
                listing = False
                continue
            page.roles[at] = MarkKind.CONTENTS


def _mostly_entries(lines: Sequence[Line]) -> bool:
    entries = sum(bool(_LEADER.search(x.text) or _TRAILING_NUMBER.search(x.text)) for x in lines)
    return entries * 2 >= len(lines) > 0


def _is_entry(lines: Sequence[Line], free: Sequence[int], place: int) -> bool:
    """Whether a line under a contents heading is an entry.

    That is so where it, or one of the next two, ends in a page number, and none of them reads on as
    a sentence.
    """
    for at in free[place : place + 3]:
        text = lines[at].text
        if _TRAILING_NUMBER.search(text) or _NUMBER_ALONE.fullmatch(text) or _LEADER.search(text):
            return True
        if len(text) > _LONGEST_TITLE or text.endswith((".", ";")):
            return False
    return False


def _wraps_into(before: Line, line: Line) -> bool:
    """Whether a line is the second of an entry whose leader stands on it."""
    close = 0 < line.y0 - before.y0 < line.size * 1.6
    return close and before.size == line.size and line.text[:1].islower()
