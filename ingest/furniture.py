"""Running headers, footers and page numbers: lines at a page's edge that come again on others.

A line counts as one of them only where the same words stand at the same height on several pages, or
where it is a page number alone; so narrative at the top of a page is never taken for a header.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.lines import Line, PageLines
from schemas.document import MarkKind

EDGE_SHARE = 0.13
"""How far from the top or the bottom edge running matter stands, as a share of the height."""
_FEWEST_STAMPED = 4
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
        (?:(?:p\s?a\s?g\s?e|p\.?)\s*)?
        (?P<number>\d{1,4}|(?=[ivxl])x{0,3}(?:ix|iv|v?i{0,3})|[A-Z]?-?\d{1,4})
        (?:\s*(?:of|/|\||-)\s*\d{1,4}|\s*\|\s*p\s?a\s?g\s?e)?
        [-\u2013\u2014|\])\s]*""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS_PAGE = re.compile(
    r"p\s?a\s?g\s?e\s*\d+(\s*(of|/|\|)\s*\d+)?|\d+\s*\|\s*p\s?a\s?g\s?e|\d+\s*(of|/|\|)\s*\d+",
    re.IGNORECASE,
)


def mark_furniture(pages: Sequence[PageLines], body_size: float) -> None:
    """Give headers, footers and page numbers their role.

    Args:
        pages: All pages of the document.
        body_size: Size of the running text in points.
    """
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(
        key
        for page, edge in zip(pages, edges, strict=True)
        for key in {key for at, kind in edge for key in _keys(page.lines[at], kind)}
    )
    enough = 3 if len(pages) > 5 else 2
    for page, edge in zip(pages, edges, strict=True):
        for at, kind in edge:
            line = page.lines[at]
            repeats = line.size <= body_size * _LARGER_THAN_BODY and any(
                seen[key] >= enough for key in _keys(line, kind)
            )
            alone = _PAGE_NUMBER_ALONE.fullmatch(line.text)
            if alone and (repeats or _SAYS_PAGE.search(line.text)):
                page.roles[at] = MarkKind.PAGE_NUMBER
            elif repeats:
                page.roles[at] = kind


def mark_watermarks(pages: Sequence[PageLines]) -> None:
    """Give words stamped on most pages in one place ("DRAFT") the role of a header."""
    seen = Counter(key for page in pages for key in {_place(line) for line in page.prose()})
    for page in pages:
        for at in page.free():
            if seen[_place(page.lines[at])] >= max(_FEWEST_STAMPED, len(pages) * 0.6):
                page.roles[at] = MarkKind.HEADER


def _place(line: Line) -> tuple[str, int, int]:
    return line.text, round(line.x0), round(line.y0)


def _edge_lines(page: PageLines) -> list[tuple[int, MarkKind]]:
    """Return the free lines near the top and the bottom edge, with what they would be."""
    lines, height = page.lines, page.words.height
    by_height = sorted(page.free(), key=lambda at: lines[at].y0)
    top = [
        (at, MarkKind.HEADER)
        for at in by_height[:_EDGE_LINES]
        if lines[at].y1 < height * EDGE_SHARE
    ]
    bottom = [
        (at, MarkKind.FOOTER)
        for at in by_height[-_EDGE_LINES:]
        if lines[at].y0 > height * (1 - EDGE_SHARE)
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
