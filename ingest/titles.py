"""Headings: short lines set apart by type, number or place, on any page but the cover."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.furniture import Roles
from ingest.lines import Line
from schemas.document import MarkKind

_LARGER = 1.12
"""From this share of the body size on, type alone makes a heading."""
_MOST_WORDS = 32
_MOST_LINES = 4
_MOST_BARE_WORDS = 12
_MOST_HEADING_LEADING = 1.6
_FEWEST_STYLED = 4
_COVER_WORDS = 130
"""A first page with fewer words than this, and no paragraph, is a cover."""
_MOST_COVERS = 3

_NUMBER = re.compile(
    r"(?P<number>[A-Z]?\d{1,2}(?:\.\d{1,2}){0,3})(?:\.|\))?\s+(?=[\"'\u201c\u2018(]?[A-Z])"
)
_LABEL = re.compile(
    r"(?=[A-Z])(?i:part|chapter|section|appendix|annex|finding|theme|recommendation|lesson"
    r"|learning point|key practice episode|kpe)\s+(?:[A-Z]|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|[ivx]{1,4})\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*(?:[-\u2013/]|to)\s*(?:(?:19|20)?\d\d))?")
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


def cover_pages(lines: Sequence[Sequence[Line]], roles: Roles, body: Body) -> frozenset[int]:
    """Return the numbers of the cover pages, of the report and of reports bound into it.

    Those at the front hold few words, and none of them a paragraph number; those further on hold a
    few lines larger than the body and nothing else.
    """
    if len(lines) < 3:
        return frozenset()
    covers: set[int] = set()
    front = True
    for number, (page, page_roles) in enumerate(zip(lines, roles, strict=True), start=1):
        prose = [line for line, role in zip(page, page_roles, strict=True) if role is None]
        words = sum(line.words_count for line in prose)
        numbered = any(_NUMBER.match(line.text) for line in prose)
        front = front and not (
            number > _MOST_COVERS
            or numbered
            or words > _COVER_WORDS
            or MarkKind.CONTENTS in page_roles
        )
        large = sum(line.size > body.size for line in prose)
        titles_alone = 1 < large == len(prose) and words <= _COVER_WORDS // 2 and not numbered
        if prose and (front or titles_alone):
            covers.add(number)
    return frozenset(covers)


def mark_headings(
    lines: Sequence[Sequence[Line]], roles: Roles, body: Body, covers: frozenset[int]
) -> list[list[Heading]]:
    """Enter headings in `roles`, and return those of each page.

    A document that sets some of its headings apart by type sets all of them so; only one without
    such headings is searched for lines that a number or capitals alone set apart.
    """
    styled = _find(lines, roles, body, covers, _styled)
    if sum(map(len, styled)) >= _FEWEST_STYLED:
        return styled
    bare = _find(lines, roles, body, covers, _bare)
    return [
        sorted([*one, *other], key=lambda heading: heading.start)
        for one, other in zip(styled, bare, strict=True)
    ]


_Looks = Callable[[Sequence[Line], Sequence[MarkKind | None], int, Body], bool]


def _find(
    lines: Sequence[Sequence[Line]],
    roles: Roles,
    body: Body,
    covers: frozenset[int],
    looks: _Looks,
) -> list[list[Heading]]:
    found: list[list[Heading]] = []
    for number, (page, page_roles) in enumerate(zip(lines, roles, strict=True), start=1):
        headings: list[Heading] = []
        at = 0
        while number not in covers and at < len(page):
            taken = _heading_lines(page, page_roles, at, body, looks)
            if taken:
                headings.append(_heading(page[at : at + taken]))
                page_roles[at : at + taken] = [MarkKind.HEADING] * taken
            at += taken or 1
        found.append(headings)
    return found


def _heading_lines(
    lines: Sequence[Line],
    roles: Sequence[MarkKind | None],
    at: int,
    body: Body,
    looks: _Looks,
) -> int:
    """Return how many lines from `at` on make one heading: 0 where none begins there."""
    line = lines[at]
    starts = line.text.lstrip("\"'\u2018\u201c(")[:1]
    if (
        roles[at] is not None
        or line.size < body.size * 0.95
        or _BULLET.match(line.text)
        or not (starts.isupper() or starts.isdigit())
        or not _alone(lines, at)
        or not looks(lines, roles, at, body)
    ):
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
    if words > _MOST_WORDS or not (_YEAR.fullmatch(text) or any(map(str.isalpha, text))):
        return 0
    large = line.size >= body.size * _LARGER
    if _ENDS_A_SENTENCE.search(text) and not (large and 2 < words < 20):
        return 0
    return 0 if _runs_into_prose(lines, at + taken) else taken


def _styled(
    lines: Sequence[Line],
    roles: Sequence[MarkKind | None],  # noqa: ARG001 - one signature with `_bare`
    at: int,
    body: Body,
) -> bool:
    """Whether type sets a line apart from the body."""
    line = lines[at]
    return line.size >= body.size * _LARGER or (line.bold and not body.bold)


def _bare(
    lines: Sequence[Line],
    roles: Sequence[MarkKind | None],
    at: int,
    body: Body,  # noqa: ARG001 - one signature with `_styled`
) -> bool:
    """Whether capitals, a number or a label set a line apart, with space above it."""
    line = lines[at]
    capitals = line.text.isupper() and len(line.text) > (4 if " " in line.text else 8)
    numbered = _NUMBER.match(line.text) or _LABEL.match(line.text)
    return (
        line.words_count <= _MOST_BARE_WORDS
        and bool(capitals or numbered)
        and _set_apart(lines, roles, at)
    )


def _runs_into_prose(lines: Sequence[Line], after: int) -> bool:
    """Whether the line after a bold one goes on in bold: a sentence set bold, not a heading."""
    if after >= len(lines):
        return False
    last, line = lines[after - 1], lines[after]
    return (
        line.bold_start
        and not line.bold
        and line.size == last.size
        and 0 < line.y1 - last.y1 < line.size * _MOST_HEADING_LEADING
        and line.text[:1].islower()
    )


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
        and 0 < after.y1 - line.y1 < line.size * _MOST_HEADING_LEADING
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
