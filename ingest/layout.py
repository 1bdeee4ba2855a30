"""Layout: what the lines of a document are (marks), and which of them belong together (blocks)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.blocks import blocks_of, leading_of, numbers_of
from ingest.contents import mark_contents
from ingest.furniture import Roles, mark_furniture
from ingest.lines import Line, PageWords, lines_of
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
    """The layout of a document: that of each page, and the number of cover pages at its front."""

    pages: tuple[LaidOut, ...]
    covers: int


def lay_out(pages: Sequence[PageWords], references: Sequence[Sequence[tuple[int, int]]]) -> Layout:
    """Return the layout of a document; `references` are the footnote references of each page."""
    lines = [lines_of(page) for page in pages]
    roles: Roles = [[None] * len(of_page) for of_page in lines]
    body = body_of(lines)
    mark_furniture(pages, lines, roles, body.size)
    mark_contents(lines, roles)
    covers = cover_pages(lines, roles)
    headings = mark_headings(lines, roles, body, covers)
    leading = leading_of(lines)
    return Layout(
        tuple(
            _laid_out(page, of_page, page_roles, refs, leading, of_headings)
            for page, of_page, page_roles, refs, of_headings in zip(
                pages, lines, roles, references, headings, strict=True
            )
        ),
        covers,
    )


def _laid_out(
    page: PageWords,
    lines: Sequence[Line],
    roles: Sequence[MarkKind | None],
    references: Sequence[tuple[int, int]],
    leading: float,
    headings: Sequence[Heading],
) -> LaidOut:
    blocks = blocks_of(lines, roles, leading)
    numbers = numbers_of(lines, roles, blocks, page.text)
    marks = [
        *_line_marks(lines, roles),
        *(Mark(MarkKind.FOOTNOTE_REFERENCE, start, end) for start, end in references),
        *(mark for _, mark in numbers),
    ]
    return LaidOut(
        blocks=blocks,
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
        paragraphs=tuple(number for number, _ in numbers),
        tables=(),
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
