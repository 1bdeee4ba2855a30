"""Numbers and bullets that paragraphs begin with: kept as data, and left out of the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.lines import Line, PageLines, same_row
from schemas.document import Block, Mark, MarkKind, ParagraphNumber

_NUMBER = re.compile(
    r"(?P<number>(?:[A-Z]{1,2}\.?)?\d{1,3}(?:\.\d{1,3}){1,3}\.?|[A-Z]\.\d{1,3}|\d{1,3}[.)])(?=\s|$)"
    r"(?!\s*(?:%|per cent|million))"
)
_BARE_NUMBER = re.compile(r"(?P<number>\d{1,3})(?=\s|$)")
_BULLET = re.compile(r"[\u2022\u2023\u2043\u25aa\u25a0\u25cf\u25cb\u25e6\ue000-\uf8ff](?=\s|$)")
_ITEM = re.compile(
    rf"(?:{_BULLET.pattern}|[\u2013\u2014*-]\s|o\s|\([a-z]\)\s|\([ivx]{{1,4}}\)\s"
    r"|[a-z]\)\s|[ivx]{1,4}\)\s"
    r"|(?:R|Recommendation|Finding|Lesson|Learning point)\s?\d{1,2}\b[.:)]?)"
)
_FEWEST_IN_SEQUENCE = 3
_WIDER_THAN_BLANK = 0.8
"""White space of this many type sizes parts a number without a point from its paragraph."""
_MARGIN_SIZES = 1.5


def starts_with_number(text: str) -> bool:
    """Whether a text begins with a paragraph number."""
    return bool(_NUMBER.match(text) or _BARE_NUMBER.fullmatch(text))


def starts_item(line: Line, group: Sequence[Line], *, ended: bool) -> bool:
    """Whether a line starts with a bullet, letter or number of its own.

    Args:
        line: The line.
        group: The lines before it, as far as they belong to one block.
        ended: Whether a sentence ends with them.
    """
    out = line.x0 < group[-1].x0 - line.size * 0.5 or line.x0 <= group[0].x0 + line.size * 0.5
    if _ITEM.match(line.text):
        return ended or out
    return ended and out and bool(_NUMBER.match(line.text))


def mark_bullets(page: PageLines) -> None:
    """Give bullets that stand apart from their items a role, and enter the items.

    Some programs write all bullets of a page after its text.
    """
    for at in page.free():
        bullet = page.lines[at]
        if not _BULLET.fullmatch(bullet.text):
            continue
        page.roles[at] = MarkKind.PARAGRAPH_NUMBER
        for item in page.free():
            if same_row(page.lines[item], bullet) and page.lines[item].x0 > bullet.x0:
                page.items.add(item)


def find_bare_numbers(pages: Sequence[PageLines]) -> None:
    """Enter the lines that begin with a number without a point, where these count paragraphs.

    They stand in the margin, parted by more than a blank, and each is one more than the last;
    no other number at the start of a line does so time after time.
    """
    run: list[tuple[PageLines, int]] = []
    expected = 1
    for page, at, number in _bare(pages):
        if number == expected or (number == 1 and len(run) < _FEWEST_IN_SEQUENCE):
            run = [*run, (page, at)] if number == expected else [(page, at)]
            expected = number + 1
    if len(run) >= _FEWEST_IN_SEQUENCE:
        for page, at in run:
            page.numbered.add(at)


def _bare(pages: Sequence[PageLines]) -> Iterator[tuple[PageLines, int, int]]:
    """Yield the lines that a number may stand before: page, line and number."""
    for page in pages:
        free = page.free()
        margin = min((page.lines[at].x0 for at in free), default=0.0)
        for at in free:
            line = page.lines[at]
            number = _BARE_NUMBER.match(line.text)
            if number and line.x0 < margin + _MARGIN_SIZES * line.size and _parted(page, at):
                yield page, at, int(number["number"])


def _parted(page: PageLines, at: int) -> bool:
    """Whether wide white space follows the first word of a line."""
    line, words = page.lines[at], page.words.words
    if line.words_count == 1:
        return at + 1 < len(page.lines) and same_row(line, page.lines[at + 1])
    gap = words[line.first + 1].x0 - words[line.first].x1
    return gap * page.words.width > _WIDER_THAN_BLANK * line.size


def numbers_of(
    page: PageLines, blocks: Sequence[Block]
) -> tuple[list[ParagraphNumber], list[Mark]]:
    """Return the numbers that blocks of prose begin with, and the marks of numbers and bullets."""
    numbers: list[ParagraphNumber] = []
    marks: list[Mark] = []
    starts = {block.start for block in blocks}
    text = page.words.text
    for at in page.free():
        line = page.lines[at]
        if line.start not in starts:
            continue
        found = _NUMBER.match(text, line.start)
        if found is None and at in page.numbered:
            found = _BARE_NUMBER.match(text, line.start)
        if found:
            numbers.append(ParagraphNumber(found["number"].rstrip(".)"), _prose(text, found.end())))
        else:
            found = _BULLET.match(text, line.start)
        if found:
            marks.append(Mark(MarkKind.PARAGRAPH_NUMBER, *found.span()))
    return numbers, marks


def _prose(text: str, at: int) -> int:
    """Return where the prose after a number begins."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
