"""Blocks: lines that belong together (a paragraph, a list item, a heading).

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

from ingest.lines import Line, PageLines, same_row
from ingest.numbers import starts_item, starts_with_number
from schemas.document import Block, MarkKind

_WIDER_THAN_LEADING = 1.25
_USUAL_LEADING = 1.3
"""Distance of base lines as a share of the type size, where a document shows none of its own."""
_MOST_LEADING = 2.6
_SAME_SIZE = 0.1
_SHORT_LINE = 0.15
"""A line that ends a sentence and leaves more than this share of its column blank ends a block."""
_FEWEST_LINES_OF_COLUMN = 8
_ROOM_CHARACTERS = 4
_ENDS_A_SENTENCE = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*\d{0,2}$")


def leading_of(pages: Sequence[PageLines]) -> float:
    """Return the usual distance of base lines, as a share of the type size."""
    steps: Counter[float] = Counter()
    for page in pages:
        for line, after in pairwise(page.lines):
            step = after.y1 - line.y1
            if line.size == after.size > 0 and 0.8 < step / line.size < _MOST_LEADING:
                steps[round(step / line.size, 1)] += 1
    return max(steps, key=steps.__getitem__) if steps else _USUAL_LEADING


def blocks_of(page: PageLines, leading: float) -> tuple[Block, ...]:
    """Return the blocks of a page in the order of its text.

    Args:
        page: The page; the role of each of its lines is known.
        leading: Usual distance of base lines in the document, as a share of the type size.
    """
    return _Blocks(page, leading, _rows(page), _right_edge(page)).all()


def _rows(page: PageLines) -> list[tuple[int, int] | None]:
    """Return for each line of a table which table and which of its rows it stands in."""
    of_word = {
        at: (table, row)
        for table, grid in enumerate(page.grids)
        for row, cells in enumerate(grid)
        for cell in cells
        for at in cell
    }
    return [of_word.get(line.first) for line in page.lines]


def _right_edge(page: PageLines) -> float | None:
    """Return where the lines of a page of one column end (points); None where there are more."""
    prose = page.prose()
    if len(prose) < _FEWEST_LINES_OF_COLUMN:
        return None
    if any(after.y1 < line.y0 for line, after in pairwise(prose)):
        return None
    return sorted(line.x1 for line in prose)[len(prose) * 9 // 10]


@dataclass(frozen=True, slots=True)
class _Blocks:
    """What decides where the blocks of a page end."""

    page: PageLines
    leading: float
    rows: list[tuple[int, int] | None]
    right: float | None

    def all(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        group: list[Line] = []
        for at, line in enumerate(self.page.lines):
            if group and self._begins(group, at):
                blocks.append(Block(group[0].start, group[-1].end))
                group = []
            group.append(line)
        if group:
            blocks.append(Block(group[0].start, group[-1].end))
        return tuple(blocks)

    def _begins(self, group: Sequence[Line], at: int) -> bool:
        before, line, role = group[-1], self.page.lines[at], self.page.roles[at]
        if self.rows[at] is not None or self.rows[at - 1] is not None:
            return self.rows[at] != self.rows[at - 1]
        if role is not self.page.roles[at - 1]:
            return True
        if role not in {None, MarkKind.HEADING, MarkKind.FOOTNOTE}:
            return True
        return not before.broken and self._begins_in_prose(group, line, at)

    def _begins_in_prose(self, group: Sequence[Line], line: Line, at: int) -> bool:
        before = group[-1]
        if at in self.page.items or at in self.page.numbered:
            return True
        if same_row(before, line):
            return len(group) > 1 or not starts_with_number(before.text)
        if starts_item(line, group, ended=_ended(before)):
            return True
        if line.y1 < before.y1:  # up again: the next column
            return _ended(before)
        return self._apart(before, line) or self._ended_early(group, at)

    def _apart(self, before: Line, line: Line) -> bool:
        """Whether type or space parts two lines."""
        larger = max(before.size, line.size)
        if abs(before.size - line.size) > _SAME_SIZE * larger:
            return True
        if before.bold != line.bold and _ended(before):
            return True
        return line.y1 - before.y1 > self.leading * larger * _WIDER_THAN_LEADING

    def _ended_early(self, group: Sequence[Line], at: int) -> bool:
        """Whether the author ended the line before: the next word would have fitted on it."""
        before, line = group[-1], self.page.lines[at]
        character = (line.x1 - line.x0) / max(1, len(line.text))
        end = before.x1 + len(line.text.split(" ", 1)[0]) * character
        if self._column_edge(group, at) - end > _ROOM_CHARACTERS * character:
            return True
        if self.right is not None and _ended(before) and line.x0 <= before.x0 + line.size:
            return self.right - end > _SHORT_LINE * (self.right - before.x0)
        return line.x0 > before.x0 + line.size and _ended(before) and len(group) > 1

    def _column_edge(self, group: Sequence[Line], at: int) -> float:
        """Return how far to the right the lines reach that stand close over and under `at`."""
        edge = max(line.x1 for line in group)
        before = group[-1]
        for line in self.page.lines[at:]:
            if line.y1 < before.y1 or self._apart(before, line) or same_row(before, line):
                break
            edge = max(edge, line.x1)
            before = line
        return edge


def _ended(line: Line) -> bool:
    return bool(_ENDS_A_SENTENCE.search(line.text))
