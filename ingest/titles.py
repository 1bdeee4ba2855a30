"""Headings: short lines set apart by type, number or place, on any page but the cover."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.lines import Line, PageLines
from schemas.document import MarkKind

_LARGER = 1.12
"""From this share of the body size on, type alone makes a heading."""
_SMALLEST = 0.95
"""A heading is no smaller than this share of the body size."""
_MOST_WORDS = 32
_MOST_LINES = 4
_MOST_BARE_WORDS = 12
_MOST_HEADING_LEADING = 1.6
_FEWEST_STYLED = 4
_COVER_WORDS = 130
"""A first page with fewer words than this, and no paragraph, is a cover."""
_MOST_COVERS = 3
_FEWEST_PAGES_WITH_COVER = 3
_HEADING_GAP = 0.35

_NUMBER = re.compile(
    r"(?P<number>[A-Z]?\d{1,2}(?:\.\d{1,2}){0,3})(?:\.|\))?\s+(?=[\"'\u201c\u2018(]?[A-Z])"
)
_LABEL = re.compile(
    r"(?=[A-Z])(?i:part|chapter|section|appendix|annex|finding|theme|recommendation|lesson"
    r"|learning point|key practice episode|kpe)\s+(?i:[A-Z]|\d{1,2}|[ivx]{1,4}"
    r"|one|two|three|four|five|six|seven|eight|nine|ten)\b"
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


def body_of(pages: Sequence[PageLines]) -> Body:
    """Return how most characters of running prose are set."""
    weight: dict[tuple[float, bool], int] = {}
    for page in pages:
        for line in page.prose():
            style = line.size, line.bold
            weight[style] = weight.get(style, 0) + len(line.text)
    size, bold = max(weight, key=weight.__getitem__, default=(0.0, False))
    return Body(size, bold)


def cover_pages(pages: Sequence[PageLines], body: Body) -> frozenset[int]:
    """Return the numbers of the cover pages, of the report and of reports bound into it.

    Those at the front hold few words, and none of them a paragraph number; those further on hold a
    few lines larger than the body and nothing else.
    """
    covers: set[int] = set()
    front = len(pages) >= _FEWEST_PAGES_WITH_COVER
    for page in pages if front else ():
        prose = page.prose()
        words = sum(line.words_count for line in prose)
        plain = not any(_NUMBER.match(line.text) for line in prose)
        front = (
            front
            and plain
            and page.words.number <= _MOST_COVERS
            and words <= _COVER_WORDS
            and MarkKind.CONTENTS not in page.roles
        )
        large = sum(line.size > body.size for line in prose)
        titles_alone = 1 < large == len(prose) and words <= _COVER_WORDS // 2 and plain
        if prose and (front or titles_alone):
            covers.add(page.words.number)
    return frozenset(covers)


def mark_headings(
    pages: Sequence[PageLines], body: Body, covers: frozenset[int]
) -> list[list[Heading]]:
    """Give headings their role, and return those of each page.

    A document that sets some of its headings apart by type sets all of them so; only one without
    such headings is searched for lines that a number or capitals alone set apart.
    """
    inside = [page for page in pages if page.words.number not in covers]
    found = {page.words.number: _find(page, body, _styled) for page in inside}
    if sum(map(len, found.values())) < _FEWEST_STYLED:
        for page in inside:
            found[page.words.number].extend(_find(page, body, _bare))
            found[page.words.number].sort(key=lambda heading: heading.start)
    return [found.get(page.words.number, []) for page in pages]


_Looks = Callable[[PageLines, int, Body], bool]


def _find(page: PageLines, body: Body, looks: _Looks) -> list[Heading]:
    headings: list[Heading] = []
    at = 0
    while at < len(page.lines):
        taken = _heading_lines(page, at, body) if _may_be(page, at, body, looks) else 0
        if taken:
            headings.append(_heading(page.lines[at : at + taken]))
            page.roles[at : at + taken] = [MarkKind.HEADING] * taken
        at += taken or 1
    return headings


def _may_be(page: PageLines, at: int, body: Body, looks: _Looks) -> bool:
    """Whether a heading may begin at a line: it stands alone and starts as one."""
    line = page.lines[at]
    starts = line.text.lstrip("\"'\u2018\u201c(")[:1]
    return (
        page.roles[at] is None
        and at not in page.items
        and line.size >= body.size * _SMALLEST
        and not _BULLET.match(line.text)
        and (starts.isupper() or starts.isdigit())
        and _alone(page.lines, at)
        and looks(page, at, body)
    )


def _heading_lines(page: PageLines, at: int, body: Body) -> int:
    """Return how many lines from `at` on make one heading: 0 where they read as a sentence."""
    lines = page.lines
    taken = 1
    while (
        at + taken < len(lines)
        and taken < _MOST_LINES
        and page.roles[at + taken] is None
        and _runs_on(lines[at + taken - 1], lines[at + taken])
    ):
        taken += 1
    text = " ".join(line.text for line in lines[at : at + taken])
    words = len(text.split())
    if words > _MOST_WORDS or not (_YEAR.fullmatch(text) or any(map(str.isalpha, text))):
        return 0
    large = lines[at].size >= body.size * _LARGER
    if _ENDS_A_SENTENCE.search(text) and not (large and 2 < words < 20):
        return 0
    return 0 if _runs_into_prose(lines, at + taken) else taken


def _styled(page: PageLines, at: int, body: Body) -> bool:
    """Whether type sets a line apart from the body."""
    line = page.lines[at]
    return line.size >= body.size * _LARGER or (line.bold and not body.bold)


def _bare(page: PageLines, at: int, body: Body) -> bool:
    """Whether capitals, a number or a label set a line apart, with space above it."""
    line = page.lines[at]
    capitals = line.text.isupper() and len(line.text) > (4 if " " in line.text else 7)
    numbered = _NUMBER.match(line.text) or _LABEL.match(line.text)
    return (
        line.words_count <= _MOST_BARE_WORDS
        and abs(line.size - body.size) < body.size * (_LARGER - 1)
        and bool(capitals or numbered)
        and _set_apart(page, at)
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


def _set_apart(page: PageLines, at: int) -> bool:
    """Whether a line is parted from those around it: a gap above, and no text that it runs into."""
    line, before = page.lines[at], page.lines[at - 1]
    if _ENDS_A_SENTENCE.search(line.text) or _CONTINUES.search(line.text):
        return False
    gap = line.size * _HEADING_GAP
    if at and page.roles[at - 1] is None and 0 <= line.y0 - before.y1 < gap:
        return False
    if at + 1 == len(page.lines):
        return False
    after = page.lines[at + 1]
    return after.y0 - line.y1 > gap or after.y1 < line.y0 or not after.text[0].islower()


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
