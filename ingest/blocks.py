"""Blocks: lines that belong together (a paragraph, a list item, a heading), and their numbers.

Sentences never run across blocks, so a block ends only where the layout shows an end: a gap wider
than the leading, another type size, a bullet or paragraph number, an indent, or a line that its
author ended although the next word would have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.furniture import Roles
from ingest.lines import Line
from schemas.document import Block, Mark, MarkKind, ParagraphNumber

_WIDER_THAN_LEADING = 1.25
_USUAL_LEADING = 1.3
"""Distance of base lines as a share of the type size, where a document shows none of its own."""
_MOST_LEADING = 2.6
_SAME_SIZE = 0.1
_PARAGRAPH_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}\.?|\d{1,3}[.)])(?=\s|$)(?!\s*(?:%|per cent|million))"
)
_ITEM = re.compile(
    r"(?:[\u2022\u2023\u2043\u25cf\u25aa\u25e6\u25a0\u2013\u2014\uf0b7\uf0a7*-]\s"
    r"|o\s|\([a-z]\)\s|\([ivx]{1,4}\)\s|[a-z]\)\s|[ivx]{1,4}\)\s"
    r"|(?:R|Recommendation|Finding|Lesson|Learning point)\s?\d{1,2}\b[.:)]?)"
)
_ENDS_A_SENTENCE = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*\d{0,2}$")


def leading_of(lines: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance of base lines, as a share of the type size."""
    steps: Counter[float] = Counter()
    for page in lines:
        for line, after in zip(page, page[1:], strict=False):
            step = after.y1 - line.y1
            if line.size == after.size > 0 and 0.8 < step / line.size < _MOST_LEADING:
                steps[round(step / line.size, 1)] += 1
    return max(steps, key=steps.__getitem__) if steps else _USUAL_LEADING


def blocks_of(
    lines: Sequence[Line],
    roles: Sequence[MarkKind | None],
    rows: Sequence[tuple[int, int] | None],
    leading: float,
) -> tuple[Block, ...]:
    """Return the blocks of a page in the order of its text.

    Args:
        lines: The lines of the page in the order of its text.
        roles: What each line is where it is not running prose.
        rows: For each line of a table, which table and which of its rows it stands in.
        leading: Usual distance of base lines, as a share of the type size.
    """
    blocks: list[Block] = []
    group: list[Line] = []
    for at, line in enumerate(lines):
        if not group:
            ends = False
        elif rows[at] is not None or rows[at - 1] is not None:
            ends = rows[at] != rows[at - 1]
        else:
            ends = _begins_block(group, line, lines, at, roles, leading)
        if ends:
            blocks.append(Block(group[0].start, group[-1].end))
            group = []
        group.append(line)
    if group:
        blocks.append(Block(group[0].start, group[-1].end))
    return tuple(blocks)


def _begins_block(
    group: Sequence[Line],
    line: Line,
    lines: Sequence[Line],
    at: int,
    roles: Sequence[MarkKind | None],
    leading: float,
) -> bool:
    before = group[-1]
    if roles[at] is not roles[at - 1]:
        return True
    if roles[at] is not None and roles[at] not in {MarkKind.HEADING, MarkKind.FOOTNOTE}:
        return True
    if before.broken:
        return False
    if _same_row(before, line):
        return len(group) > 1 or not _PARAGRAPH_NUMBER.fullmatch(before.text)
    if _starts_item(line, before, group):
        return True
    if line.y1 < before.y1:  # up again: the next column
        return _ended(before)
    return _apart(before, line, leading) or _ended_early(group, line, lines, at, leading)


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


def _ended_early(
    group: Sequence[Line], line: Line, lines: Sequence[Line], at: int, leading: float
) -> bool:
    """Whether the author ended the line before: its next word would have fitted, or an indent."""
    before = group[-1]
    right = max(near.x1 for near in _column(group, lines, at, leading))
    width_of_character = (line.x1 - line.x0) / max(1, len(line.text))
    next_word = len(line.text.split(" ", 1)[0]) * width_of_character
    room = right - before.x1 - next_word
    if room > 4 * width_of_character:
        return True
    indented = line.x0 > before.x0 + line.size
    return indented and _ended(before) and len(group) > 1


def _column(group: Sequence[Line], lines: Sequence[Line], at: int, leading: float) -> list[Line]:
    """Return the lines that stand close over and under `at` in its column."""
    near = list(group)
    for line in lines[at:]:
        before = near[-1]
        if line.y1 < before.y1 or _apart(before, line, leading) or _same_row(before, line):
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
