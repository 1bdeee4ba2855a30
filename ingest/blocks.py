"""Blocks: lines that belong together (a paragraph, a list item, a heading), and their numbers.

Sentences never run across blocks, so a block ends only where the layout shows an end: a gap wider
than the leading, another type size, a bullet or paragraph number, an indent, or a line that its
author ended although the next word would have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.furniture import Roles
from ingest.lines import Line
from schemas.document import Block, Mark, MarkKind, ParagraphNumber

_WIDER_THAN_LEADING = 1.25
_USUAL_LEADING = 1.3
"""Distance of base lines as a share of the type size, where a document shows none of its own."""
_MOST_LEADING = 2.6
_SAME_SIZE = 0.1
_SHORT_LINE = 0.15
"""A line that ends a sentence and leaves more than this share of its column blank ends a block."""
_PARAGRAPH_NUMBER = re.compile(
    r"(?P<number>(?:[A-Z]{1,2}\.?)?\d{1,3}(?:\.\d{1,3}){1,3}\.?|[A-Z]\.\d{1,3}|\d{1,3}[.)])(?=\s|$)"
    r"(?!\s*(?:%|per cent|million))"
)
_ITEM = re.compile(
    r"(?:[\u2022\u2023\u2043\u25cf\u25aa\u25e6\u25a0\u2013\u2014\ue000-\uf8ff*-]\s"
    r"|o\s|\([a-z]\)\s|\([ivx]{1,4}\)\s|[a-z]\)\s|[ivx]{1,4}\)\s"
    r"|(?:R|Recommendation|Finding|Lesson|Learning point)\s?\d{1,2}\b[.:)]?)"
)
_ENDS_A_SENTENCE = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*\d{0,2}$")


def leading_of(lines: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance of base lines, as a share of the type size."""
    steps: Counter[float] = Counter()
    for page in lines:
        for line, after in pairwise(page):
            step = after.y1 - line.y1
            if line.size == after.size > 0 and 0.8 < step / line.size < _MOST_LEADING:
                steps[round(step / line.size, 1)] += 1
    return max(steps, key=steps.__getitem__) if steps else _USUAL_LEADING


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page with what is known of them.

    Attributes:
        lines: In the order of the text.
        roles: What each line is where it is not running prose.
        rows: For each line of a table, which table and which of its rows it stands in.
        leading: Usual distance of base lines in the document, as a share of the type size.
    """

    lines: Sequence[Line]
    roles: Sequence[MarkKind | None]
    rows: Sequence[tuple[int, int] | None]
    leading: float


def blocks_of(page: PageLines) -> tuple[Block, ...]:
    """Return the blocks of a page in the order of its text."""
    blocks: list[Block] = []
    group: list[Line] = []
    right = _right_edge(page)
    for at, line in enumerate(page.lines):
        if group and _begins_block(page, group, at, right):
            blocks.append(Block(group[0].start, group[-1].end))
            group = []
        group.append(line)
    if group:
        blocks.append(Block(group[0].start, group[-1].end))
    return tuple(blocks)


def _right_edge(page: PageLines) -> float | None:
    """Return where the lines of a page of one column end (points); None where there are more."""
    prose = [line for line, role in zip(page.lines, page.roles, strict=True) if role is None]
    if len(prose) < 8 or any(after.y1 < line.y0 for line, after in pairwise(prose)):
        return None
    return sorted(line.x1 for line in prose)[len(prose) * 9 // 10]


def _begins_block(page: PageLines, group: Sequence[Line], at: int, right: float | None) -> bool:
    before, line, role = group[-1], page.lines[at], page.roles[at]
    if page.rows[at] is not None or page.rows[at - 1] is not None:
        return page.rows[at] != page.rows[at - 1]
    if role is not page.roles[at - 1] or role not in {None, MarkKind.HEADING, MarkKind.FOOTNOTE}:
        return True
    if before.broken:
        return False
    if _same_row(before, line):
        return len(group) > 1 or not _PARAGRAPH_NUMBER.fullmatch(before.text)
    if _starts_item(line, before, group):
        return True
    if line.y1 < before.y1:  # up again: the next column
        return _ended(before)
    return _apart(before, line, page.leading) or _ended_early(page, group, at, right)


def _same_row(line: Line, other: Line) -> bool:
    return min(line.y1, other.y1) - max(line.y0, other.y0) > 0.6 * min(
        line.y1 - line.y0, other.y1 - other.y0
    )


def _ended(line: Line) -> bool:
    return bool(_ENDS_A_SENTENCE.search(line.text))


def _starts_item(line: Line, before: Line, group: Sequence[Line]) -> bool:
    """Whether a line starts with a bullet, letter or number of its own."""
    out = line.x0 < group[-1].x0 - line.size * 0.5 or line.x0 <= group[0].x0 + line.size * 0.5
    if _ITEM.match(line.text):
        return _ended(before) or out
    return bool(_PARAGRAPH_NUMBER.match(line.text)) and _ended(before) and out


def _apart(before: Line, line: Line, leading: float) -> bool:
    """Whether type or space parts two lines."""
    larger = max(before.size, line.size)
    if abs(before.size - line.size) > _SAME_SIZE * larger:
        return True
    if before.bold != line.bold and _ended(before):
        return True
    return line.y1 - before.y1 > leading * larger * _WIDER_THAN_LEADING


def _ended_early(page: PageLines, group: Sequence[Line], at: int, right: float | None) -> bool:
    """Whether the author ended the line before: its next word would have fitted, or an indent."""
    before, line = group[-1], page.lines[at]
    near = max(other.x1 for other in _column(page, group, at))
    character = (line.x1 - line.x0) / max(1, len(line.text))
    next_word = len(line.text.split(" ", 1)[0]) * character
    if near - before.x1 - next_word > 4 * character:
        return True
    if right is not None and _ended(before) and line.x0 <= before.x0 + line.size:
        return right - before.x1 - next_word > _SHORT_LINE * (right - before.x0)
    return line.x0 > before.x0 + line.size and _ended(before) and len(group) > 1


def _column(page: PageLines, group: Sequence[Line], at: int) -> list[Line]:
    """Return the lines that stand close over and under `at` in its column."""
    near = list(group)
    for line in page.lines[at:]:
        before = near[-1]
        if line.y1 < before.y1 or _apart(before, line, page.leading) or _same_row(before, line):
            break
        near.append(line)
    return near


def numbers_of(
    lines: Sequence[Line], roles: Sequence[MarkKind | None], blocks: Sequence[Block], text: str
) -> list[tuple[ParagraphNumber, Mark]]:
    """Return the numbers that blocks of a page begin with, each with its mark."""
    found: list[tuple[ParagraphNumber, Mark]] = []
    starts = {block.start for block in blocks}
    for line, role in zip(lines, roles, strict=True):
        if role is not None or line.start not in starts:
            continue
        number = _PARAGRAPH_NUMBER.match(text, line.start)
        if number:
            prose = number.end()
            while prose < len(text) and text[prose].isspace():
                prose += 1
            mark = Mark(MarkKind.PARAGRAPH_NUMBER, *number.span())
            found.append((ParagraphNumber(number["number"].rstrip(".)"), prose), mark))
    return found
