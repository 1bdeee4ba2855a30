"""Layout: what the lines of a document are (marks), and which of them belong together (blocks)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.blocks import PageLines, blocks_of, leading_of, numbers_of
from ingest.contents import mark_contents
from ingest.footnotes import mark_footnotes, references_of
from ingest.furniture import EDGE_SHARE, Roles, mark_furniture
from ingest.lines import Line, PageWords, lines_of
from ingest.tables import Grid, ruled_grids, table_of, unruled_grids
from ingest.titles import Heading, body_of, cover_pages, mark_headings
from schemas.document import Block, Mark, MarkKind, ParagraphNumber, Table


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The layout of one page; `headings` are those found on it."""

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    paragraphs: tuple[ParagraphNumber, ...]
    tables: tuple[Table, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a document: that of each page, and the numbers of its cover pages."""

    pages: tuple[LaidOut, ...]
    covers: frozenset[int]


def lay_out(pages: Sequence[PageWords]) -> Layout:
    """Return the layout of a document."""
    lines = [lines_of(page) for page in pages]
    roles: Roles = [[None] * len(of_page) for of_page in lines]
    grids = [_ruled(page, *rest) for page, *rest in zip(pages, lines, roles, strict=True)]
    body = body_of(lines, roles)
    mark_furniture(pages, lines, roles, body.size)
    mark_contents(lines, roles)
    for page, of_page, page_roles, page_grids in zip(pages, lines, roles, grids, strict=True):
        page_grids += _unruled(page, of_page, page_roles)
    mark_footnotes(pages, lines, roles, body.size)
    covers = cover_pages(lines, roles, body)
    headings = mark_headings(lines, roles, body, covers)
    leading = leading_of(lines)
    return Layout(
        tuple(
            _laid_out(page, of_page, page_roles, page_grids, leading, of_headings)
            for page, of_page, page_roles, page_grids, of_headings in zip(
                pages, lines, roles, grids, headings, strict=True
            )
        ),
        covers,
    )


def _ruled(page: PageWords, lines: Sequence[Line], roles: list[MarkKind | None]) -> list[Grid]:
    """Return the ruled tables of a page and enter their lines in `roles`.

    What is ruled at the very edge of a page is a boxed header or footer, not a table.
    """
    grids: list[Grid] = []
    for grid in ruled_grids(page, page.rulings):
        words = {at for row in grid for cell in row for at in cell}
        top = min(page.words[at].y0 for at in words)
        bottom = max(page.words[at].y1 for at in words)
        if bottom > EDGE_SHARE and top < 1 - EDGE_SHARE:
            grids.append(grid)
            _mark_table(lines, roles, words)
    return grids


def _unruled(page: PageWords, lines: Sequence[Line], roles: list[MarkKind | None]) -> list[Grid]:
    """Return the unruled tables of a page and enter their lines in `roles`."""
    free = [line for line, role in zip(lines, roles, strict=True) if role is None]
    grids = unruled_grids(page, free)
    for grid in grids:
        _mark_table(lines, roles, {at for row in grid for cell in row for at in cell})
    return grids


def _mark_table(lines: Sequence[Line], roles: list[MarkKind | None], words: set[int]) -> None:
    for at, line in enumerate(lines):
        if line.first in words:
            roles[at] = MarkKind.TABLE


def _laid_out(
    page: PageWords,
    lines: Sequence[Line],
    roles: Sequence[MarkKind | None],
    grids: Sequence[Grid],
    leading: float,
    headings: Sequence[Heading],
) -> LaidOut:
    rows = {
        at: (table, row)
        for table, grid in enumerate(grids)
        for row, cells in enumerate(grid)
        for cell in cells
        for at in cell
    }
    blocks = blocks_of(PageLines(lines, roles, [rows.get(line.first) for line in lines], leading))
    numbers = numbers_of(lines, roles, blocks, page.text)
    marks = [
        *_line_marks(lines, roles),
        *references_of(page, lines, roles),
        *(mark for _, mark in numbers),
    ]
    return LaidOut(
        blocks=blocks,
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
        paragraphs=tuple(number for number, _ in numbers),
        tables=tuple(table_of(page, grid) for grid in grids),
        headings=tuple(headings),
    )


def _line_marks(lines: Sequence[Line], roles: Sequence[MarkKind | None]) -> list[Mark]:
    """Return one mark for each run of lines with the same role; headings were runs already."""
    marks: list[Mark] = []
    for role, group in groupby(zip(lines, roles, strict=True), key=lambda pair: pair[1]):
        if role is not None:
            run = [line for line, _ in group]
            marks.append(Mark(role, run[0].start, run[-1].end))
    return marks
