"""Running headers, footers and page numbers: lines at a page's edge that come again on others.

A line counts as one of them only where the same words stand at the same height on several pages, or
where it is a page number alone; so narrative at the top of a page is never taken for a header.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.lines import Line, PageWords
from schemas.document import MarkKind

Roles = list[list[MarkKind | None]]
"""For each page, for each of its lines, what it is where it is not running prose."""

EDGE_SHARE = 0.13
"""How far from the top or the bottom edge running matter stands, as a share of the height."""
_EDGE_LINES = 4
"""How many lines of a page, counted from its edge, may be running matter."""
_SAME_HEIGHT_POINTS = 4
_LARGER_THAN_BODY = 1.15
"""A header is set no larger than this share of the body; what is larger is a heading."""

_NUMBER = re.compile(r"\d+")
_UNEVEN = re.compile(r"[^\w<>|/]+|_+")
"""What OCR reads now so, now otherwise in one and the same line."""
_PAGE_NUMBER_ALONE = re.compile(
    r"""[-\u2013\u2014|\[(\s]*
        (?:(?:page|p\.?)\s*)?
        (?P<number>\d{1,4}|(?=[ivxl])x{0,3}(?:ix|iv|v?i{0,3})|[A-Z]?-?\d{1,4})
        (?:\s*(?:of|/|\||-)\s*\d{1,4})?
        [-\u2013\u2014|\])\s]*""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS_PAGE = re.compile(r"page\s*\d+(\s*(of|/|\|)\s*\d+)?|\d+\s*(of|/|\|)\s*\d+", re.IGNORECASE)


def mark_furniture(
    pages: Sequence[PageWords], lines: Sequence[Sequence[Line]], roles: Roles, body_size: float
) -> None:
    """Enter headers, footers and page numbers in `roles`."""
    edges = [_edge_lines(*page) for page in zip(pages, lines, roles, strict=True)]
    seen = Counter(
        key
        for of_page, edge in zip(lines, edges, strict=True)
        for key in {key for at, kind in edge for key in _keys(of_page[at], kind)}
    )
    enough = 3 if len(pages) > 5 else 2
    for page_index, edge in enumerate(edges):
        for at, kind in edge:
            line = lines[page_index][at]
            repeats = line.size <= body_size * _LARGER_THAN_BODY and any(
                seen[key] >= enough for key in _keys(line, kind)
            )
            alone = _PAGE_NUMBER_ALONE.fullmatch(line.text)
            if alone and (repeats or _SAYS_PAGE.search(line.text)):
                roles[page_index][at] = MarkKind.PAGE_NUMBER
            elif repeats:
                roles[page_index][at] = kind


def _edge_lines(
    page: PageWords, lines: Sequence[Line], roles: Sequence[MarkKind | None]
) -> list[tuple[int, MarkKind]]:
    """Return the free lines near the top and the bottom edge, with what they would be."""
    free = (at for at, role in enumerate(roles) if role is None)
    by_height = sorted(free, key=lambda at: lines[at].y0)
    top = [
        (at, MarkKind.HEADER)
        for at in by_height[:_EDGE_LINES]
        if lines[at].y1 < page.height * EDGE_SHARE
    ]
    bottom = [
        (at, MarkKind.FOOTER)
        for at in by_height[-_EDGE_LINES:]
        if lines[at].y0 > page.height * (1 - EDGE_SHARE)
    ]
    return top + bottom


def _keys(line: Line, kind: MarkKind) -> Iterator[tuple[MarkKind, str, int]]:
    """Yield what the line would share with its like on other pages.

    That is its words and height, as they stand and with each number given by its distance from the
    number of the page; so "Page 3 of 9" and "Page 4 of 9" agree, "Finding 3" on pages 7 and 12 not.
    """
    height = round(line.y0 / _SAME_HEIGHT_POINTS)
    text = line.text.casefold()
    versions = [text, *(
        f"{text[: number.start()]}<{int(number[0]) - line.page}>{text[number.end() :]}"
        for number in _NUMBER.finditer(text)
        if len(number[0]) < 5
    )]  # fmt: skip
    for version in versions:
        even = _UNEVEN.sub("", version)
        yield kind, even, height
        yield kind, even, height + 1
