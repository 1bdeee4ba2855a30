"""Contents pages: lines that lead to a page number, and the list under a contents heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.furniture import Roles
from ingest.lines import Line
from schemas.document import MarkKind

_LEADER = re.compile(r"(?:\s?[.\u2026\u00b7_]){4,}\s*(?:\d{1,3}|[ivxl]{1,5})?\s*$", re.IGNORECASE)
_TRAILING_NUMBER = re.compile(r"\S\s+(?:p\.?\s*)?\d{1,3}$")
_CONTENTS_TITLE = re.compile(
    r"(?:[^.]{1,40}[-\u2013:] ?)?(?:table of )?contents(?: page)?|index|list of contents|section\s+(?:subject|title)\s+page",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"\d{1,3}")


def mark_contents(lines: Sequence[Sequence[Line]], roles: Roles) -> None:
    """Enter contents lines in `roles`: the heading, its entries, and entries with dot leaders."""
    listing = False
    for page_lines, page_roles in zip(lines, roles, strict=True):
        free = [at for at, role in enumerate(page_roles) if role is None]
        if listing and not _mostly_entries([page_lines[at] for at in free]):
            listing = False
        for place, at in enumerate(free):
            line = page_lines[at]
            if _CONTENTS_TITLE.fullmatch(line.text.rstrip(":")):
                listing = True
            elif _LEADER.search(line.text):
                _mark_wrapped_start(page_lines, page_roles, free, place)
            elif not (listing and _is_entry(page_lines, free, place)):
                listing = False
                continue
            page_roles[at] = MarkKind.CONTENTS


def _mostly_entries(lines: Sequence[Line]) -> bool:
    entries = sum(bool(_LEADER.search(x.text) or _TRAILING_NUMBER.search(x.text)) for x in lines)
    return entries * 2 >= len(lines) > 0


def _is_entry(lines: Sequence[Line], free: Sequence[int], place: int) -> bool:
    """Whether a line under a contents heading is an entry: it, or one of the next two, ends in a
    page number, and none of them reads on as a sentence.
    """
    for at in free[place : place + 3]:
        text = lines[at].text
        if _TRAILING_NUMBER.search(text) or _NUMBER_ALONE.fullmatch(text) or _LEADER.search(text):
            return True
        if len(text) > 90 or text.endswith((".", ";")):
            return False
    return False


def _mark_wrapped_start(
    lines: Sequence[Line], roles: list[MarkKind | None], free: Sequence[int], place: int
) -> None:
    """Mark the first line of an entry whose leader stands on its second line."""
    if place == 0:
        return
    before, line = lines[free[place - 1]], lines[free[place]]
    close = 0 < line.y0 - before.y0 < line.size * 1.6
    if close and before.size == line.size and line.text[:1].islower():
        roles[free[place - 1]] = MarkKind.CONTENTS
