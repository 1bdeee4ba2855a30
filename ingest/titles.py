"""Headings: short lines set apart by type, number or place, on any page but the cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.furniture import Roles
from ingest.lines import Line
from schemas.document import MarkKind

_LARGER = 1.12
"""From this share of the body size on, type alone makes a heading."""
_MOST_WORDS = 32
_MOST_LINES = 4
_COVER_WORDS = 130
"""A first page with fewer words than this, and no paragraph, is a cover."""
_PARAGRAPH_WORDS = 60

_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:\.|\))?\s+(?=[\"'\u201c\u2018(]?[A-Z])"
)
_LABEL = re.compile(
    r"(?=[A-Z])(?i:part|chapter|section|appendix|annex|finding|theme|recommendation|lesson|learning point|"
    r"key practice episode|kpe)\s+(?:[A-Z]|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|[ivx]{1,4})\b"
)
_BULLET = re.compile(r"[\u2022\u25cf\u25aa\u25e6\uf0b7o*-]\s")
_ENDS_A_SENTENCE = re.compile(r"[.;,][\"'\u201d\u2019)\]]*$")
_CONTINUES = re.compile(r"\b(?:and|or|of|the|in|to|for|a|an|with|by|on|from|at|between)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found.

    Attributes:
        page: Number of its page, from 1.
        start, end: Its span in that page's canonical text.
        title: Its words, the number included.
        number: Its own number ("4.12"), or "".
        size: Font size in points.
        bold, capitals: How it is set.
    """

    page: int
    start: int
    end: int
    title: str
    number: str
    size: float
    bold: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Body:
    """How the running text of a document is set: size in points, and whether it is bold."""

    size: float
    bold: bool


def body_of(lines: Sequence[Sequence[Line]], roles: Roles) -> Body:
    """Return how most characters of a document are set that are not of a known role."""
    weight: dict[tuple[float, bool], int] = {}
    for page, page_roles in zip(lines, roles, strict=True):
        for line, role in zip(page, page_roles, strict=True):
            style = line.size, line.bold
            weight[style] = weight.get(style, 0) + len(line.text) * (role is None)
    size, bold = max(weight, key=weight.__getitem__, default=(0.0, False))
    return Body(size, bold)


def cover_pages(lines: Sequence[Sequence[Line]], roles: Roles) -> int:
    """Return how many pages at the front are covers: few words, and none of them a paragraph."""
    if len(lines) < 3:
        return 0
    covers = 0
    for page, page_roles in zip(lines[:3], roles, strict=False):
        prose = [line for line, role in zip(page, page_roles, strict=True) if role is None]
        words = sum(line.words_count for line in prose)
        numbered = any(_NUMBER.match(line.text) for line in prose)
        if MarkKind.CONTENTS in page_roles or numbered or words > _COVER_WORDS:
            break
        covers += 1
    return covers


def mark_headings(
    lines: Sequence[Sequence[Line]], roles: Roles, body: Body, covers: int
) -> list[list[Heading]]:
    """Enter headings in `roles`, and return those of each page."""
    found: list[list[Heading]] = []
    for index, (page, page_roles) in enumerate(zip(lines, roles, strict=True)):
        headings: list[Heading] = []
        at = 0
        while index >= covers and at < len(page):
            taken = _heading_lines(page, page_roles, at, body)
            if taken:
                headings.append(_heading(page[at : at + taken]))
                page_roles[at : at + taken] = [MarkKind.HEADING] * taken
            at += taken or 1
        found.append(headings)
    return found


def _heading_lines(
    lines: Sequence[Line], roles: Sequence[MarkKind | None], at: int, body: Body
) -> int:
    """Return how many lines from `at` on make one heading: 0 where none begins there."""
    if roles[at] is not None or not _looks_like_heading(lines, roles, at, body):
        return 0
    taken = 1
    while (
        at + taken < len(lines)
        and taken < _MOST_LINES
        and roles[at + taken] is None
        and _runs_on(lines[at + taken - 1], lines[at + taken])
    ):
        taken += 1
    text = " ".join(line.text for line in lines[at : at + taken])
    words = len(text.split())
    if words > _MOST_WORDS or not any(character.isalpha() for character in text):
        return 0
    large = lines[at].size >= body.size * _LARGER
    return 0 if _ENDS_A_SENTENCE.search(text) and not (large and words < 20) else taken


def _looks_like_heading(
    lines: Sequence[Line], roles: Sequence[MarkKind | None], at: int, body: Body
) -> bool:
    line = lines[at]
    text = line.text
    if line.size < body.size * 0.95 or _BULLET.match(text):
        return False
    numbered = _NUMBER.match(text) or _LABEL.match(text)
    if not (numbered or text.lstrip("\"'\u201c\u2018(")[:1].isupper() or text[:1].isdigit()):
        return False
    if line.size >= body.size * _LARGER or (line.bold and not body.bold):
        return _alone(lines, at)
    capitals = text.isupper() and len(text) > (4 if " " in text else 8)
    if capitals or numbered:
        return line.words_count <= 12 and _alone(lines, at) and _set_apart(lines, roles, at)
    return False


def _alone(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing else stands on the row of a line: a cell or a label has neighbours."""
    line = lines[at]
    return not any(
        min(other.y1, line.y1) - max(other.y0, line.y0) > 0.5 * min(line.size, other.size)
        for other in (*lines[max(0, at - 2) : at], *lines[at + 1 : at + 3])
    )


def _set_apart(lines: Sequence[Line], roles: Sequence[MarkKind | None], at: int) -> bool:
    """Whether a line is parted from those around it: a gap above, and no text that it runs into."""
    line = lines[at]
    if _ENDS_A_SENTENCE.search(line.text) or _CONTINUES.search(line.text):
        return False
    before = lines[at - 1] if at and roles[at - 1] is None else None
    after = lines[at + 1] if at + 1 < len(lines) else None
    if before is not None and 0 <= line.y0 - before.y1 < line.size * 0.35:
        return False
    if after is None:
        return False
    return (
        after.y0 - line.y1 > line.size * 0.35 or after.y1 < line.y0 or not after.text[0].islower()
    )


def _runs_on(line: Line, after: Line) -> bool:
    """Whether a heading runs on into the next line: same type, close under it, no new number."""
    return (
        line.size == after.size
        and line.bold == after.bold
        and (line.text.isupper() == after.text.isupper())
        and -0.5 * line.size < after.y0 - line.y1 < line.size * 0.45
        and not (_NUMBER.match(after.text) or _LABEL.match(after.text))
    )


def _heading(lines: Sequence[Line]) -> Heading:
    title = " ".join(line.text for line in lines)
    number = _NUMBER.match(title)
    first = lines[0]
    return Heading(
        page=first.page,
        start=first.start,
        end=lines[-1].end,
        title=title,
        number=number["number"] if number else "",
        size=first.size,
        bold=first.bold,
        capitals=title.isupper(),
    )
