"""Layout: what the lines of a document are (marks), and which of them belong together (blocks)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.blocks import blocks_of, leading_of
from ingest.contents import mark_contents
from ingest.footnotes import mark_footnotes, references_of
from ingest.furniture import EDGE_SHARE, mark_furniture, mark_watermarks
from ingest.lines import PageLines, PageWords
from ingest.numbers import find_bare_numbers, mark_bullets, numbers_of
from ingest.ruled_tables import ruled_grids
from ingest.tables import table_of
from ingest.titles import Heading, body_of, cover_pages, mark_headings
from ingest.unruled_tables import unruled_grids
from schemas.document import Block, Mark, ParagraphNumber, Table


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


def lay_out(words: Sequence[PageWords]) -> Layout:
    """Return the layout of a document.

    The steps go from what is surest to what is left: ruled tables, running matter, contents,
    unruled tables, footnotes, headings; what remains is prose.
    """
    pages = [PageLines.of(of_page) for of_page in words]
    for page in pages:
        _find_ruled_tables(page)
    body = body_of(pages)
    mark_furniture(pages, body.size)
    mark_watermarks(pages)
    mark_contents(pages)
    for page in pages:
        mark_bullets(page)
        for grid in unruled_grids(page.words, page.prose()):
            page.add_table(grid)
    mark_footnotes(pages, body.size)
    find_bare_numbers(pages)
    covers = cover_pages(pages, body)
    headings = mark_headings(pages, body, covers)
    leading = leading_of(pages)
    return Layout(
        tuple(
            _laid_out(page, leading, of_page) for page, of_page in zip(pages, headings, strict=True)
        ),
        covers,
    )


def _find_ruled_tables(page: PageLines) -> None:
    """Enter the ruled tables; what is ruled at a page's very edge is a boxed header or footer."""
    words = page.words.words
    for grid in ruled_grids(page.words, page.words.rulings):
        held = [words[at] for row in grid for cell in row for at in cell]
        if max(w.y1 for w in held) > EDGE_SHARE and min(w.y0 for w in held) < 1 - EDGE_SHARE:
            page.add_table(grid)


def _laid_out(page: PageLines, leading: float, headings: Sequence[Heading]) -> LaidOut:
    blocks = blocks_of(page, leading)
    numbers, number_marks = numbers_of(page, blocks)
    marks = [*_line_marks(page), *references_of(page), *number_marks]
    return LaidOut(
        blocks=blocks,
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
        paragraphs=tuple(numbers),
        tables=tuple(table_of(page.words, grid) for grid in page.grids),
        headings=tuple(headings),
    )


def _line_marks(page: PageLines) -> list[Mark]:
    """Return one mark for each run of lines with the same role."""
    marks: list[Mark] = []
    for role, group in groupby(zip(page.lines, page.roles, strict=True), key=lambda pair: pair[1]):
        if role is not None:
            run = [line for line, _ in group]
            marks.append(Mark(role, run[0].start, run[-1].end))
    return marks
