"""A page as read by OCR: an engine's lines in reading order, as one text with a box for each word.

Engines differ in how they order and group lines, so both are ordered here by where the lines stand:
columns first, then rows; what stands on one row (a paragraph number in the margin and its prose,
the cells of a table) is one line; a wider gap than usual parts blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean, median
from typing import NamedTuple

from schemas.document import Word

_SPECK_CONFIDENCE = 0.5
"""Punctuation alone that is read with less than this is dirt on the glass."""

_SLOPE_WORDS = 6
"""From so many words on a line tells how far the page lies askew."""
_SAME_ROW_SHARE = 0.5
"""Lines stand on one row where they share this much of the lower one's height."""
_TOUCHING_SHARE = 0.5
"""They stand side by side where they share less than this much of the narrower one's width."""
_WIDER_THAN_USUAL = 1.25
"""A step from row to row this many times the usual one parts two blocks."""

_GUTTER_PLACES = range(35, 66)
"""Where between two columns the gutter may lie, in hundredths of the width of the text."""
_LEAST_COLUMN_LINES = 4
_LEAST_COLUMN_SHARE = 0.3
"""Lines of a column are usually this wide or wider, as a share of the width of the text."""


class OcrError(Exception):
    """An OCR engine failed over an image; the message says how."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What an engine reads on the image of a page.

    Attributes:
        text: The canonical text: lines parted by a line break, blocks by a blank line.
        words: In the order of the text, with boxes in shares (0..1) of the image, and confidence.
        confidence: Mean confidence (0..1) of the characters; None where nothing was read.
    """

    text: str
    words: tuple[Word, ...]
    confidence: float | None


class ReadWord(NamedTuple):
    """A word as an engine gives it: its box in pixels, its confidence in 0..1."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float

    @property
    def is_speck(self) -> bool:
        """Whether this is more likely dirt than a word."""
        return self.confidence < _SPECK_CONFIDENCE and not any(map(str.isalnum, self.text))


ReadLine = Sequence[ReadWord]
"""Words that an engine holds for one line, from left to right; never empty."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it would stand if the page lay straight: edges in pixels."""

    words: ReadLine
    left: float
    right: float
    top: float
    bottom: float


Row = list[_Line]


def page_of(lines: Sequence[ReadLine], width: int, height: int) -> OcrPage:
    """Return the page that lines in any order make up.

    Args:
        lines: What the engine read.
        width: Width of the image in pixels.
        height: Its height.
    """
    text: list[str] = []
    words: list[Word] = []
    at = 0
    separator = ""
    for block in _blocks(_columns(_straightened(lines))):
        for row in block:
            for read in (word for line in row for word in line.words):
                start = at + len(separator)
                at = start + len(read.text)
                text.append(separator + read.text)
                words.append(_word(read, start, at, width, height))
                separator = " "
            separator = "\n"
        separator = "\n\n"
    return OcrPage("".join(text), tuple(words), _mean_confidence(words))


def _word(read: ReadWord, start: int, end: int, width: int, height: int) -> Word:
    x0, y0 = _share(read.x0, width), _share(read.y0, height)
    x1, y1 = _share(read.x1, width), _share(read.y1, height)
    return Word(start, end, x0, y0, x1, y1, round(read.confidence, 3))


def _share(pixels: float, whole: int) -> float:
    return round(min(1.0, max(0.0, pixels / whole)), 5)


def _mean_confidence(words: Sequence[Word]) -> float | None:
    """Return the mean by characters: a letter alone weighs less than a long word."""
    if not words:
        return None
    weights = [word.end - word.start for word in words]
    return round(fmean([word.confidence or 0.0 for word in words], weights), 4)


def _straightened(lines: Sequence[ReadLine]) -> list[_Line]:
    """Return the lines with the skew of the scan taken out of their heights.

    A scan that lies askew by a degree lifts the end of a line over the start of the one before.
    """
    slopes = [_slope(words) for words in lines if len(words) >= _SLOPE_WORDS]
    slope = median(slopes) if slopes else 0.0
    return [_straight(words, slope) for words in lines]


def _slope(words: ReadLine) -> float:
    """Return how much a line falls from left to right, by the lower edges of its words.

    The lower half of a line is steadier than the upper, where only some words have ascenders.
    """
    half = len(words) // 2
    left, right = words[:half], words[-half:]
    run = fmean(word.x0 for word in right) - fmean(word.x0 for word in left)
    fall = median(word.y1 for word in right) - median(word.y1 for word in left)
    return fall / run if run > 0 else 0.0


def _straight(words: ReadLine, slope: float) -> _Line:
    """Return a line with its edges; those of its words' middle, so that one stray mark is none."""
    return _Line(
        words,
        left=min(word.x0 for word in words),
        right=max(word.x1 for word in words),
        top=median(word.y0 - slope * word.x0 for word in words),
        bottom=median(word.y1 - slope * word.x0 for word in words),
    )


def _columns(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Return the lines in stretches to be read one after the other, each a single column.

    Lines that run across the gutter (headings, a table) part the columns above them from those
    below.
    """
    if not lines:
        return []
    gutter, width = _gutter(lines)
    stretches: list[list[_Line]] = [[]]
    ordered = sorted(lines, key=lambda line: line.top)
    for runs_across, group in groupby(ordered, lambda line: line.left < gutter < line.right):
        stretch = list(group)
        columns = None if runs_across else _two_columns(stretch, gutter, width)
        if columns:
            stretches.extend([*columns, []])
        else:
            stretches[-1].extend(stretch)
    return [stretch for stretch in stretches if stretch]


def _gutter(lines: Sequence[_Line]) -> tuple[float, float]:
    """Return the place near the middle that the fewest lines cross, and the width of the text."""
    left = min(line.left for line in lines)
    width = max(line.right for line in lines) - left
    places = [left + width * share / 100 for share in _GUTTER_PLACES]
    best = min(places, key=lambda x: sum(line.left < x < line.right for line in lines))
    return best, width


def _two_columns(
    lines: Sequence[_Line], gutter: float, width: float
) -> tuple[list[_Line], list[_Line]] | None:
    """Return what stands left and right of the gutter, or None where that makes no two columns."""
    left = [line for line in lines if line.right <= gutter]
    right = [line for line in lines if line.left >= gutter]
    return (left, right) if _is_column(left, width) and _is_column(right, width) else None


def _is_column(lines: Sequence[_Line], width: float) -> bool:
    return (
        len(lines) >= _LEAST_COLUMN_LINES
        and median(line.right - line.left for line in lines) >= width * _LEAST_COLUMN_SHARE
    )


def _blocks(stretches: Sequence[Sequence[_Line]]) -> list[list[Row]]:
    """Return the blocks of each stretch in order: rows that follow each other at the usual step."""
    rows_of = [_rows(stretch) for stretch in stretches]
    steps = [_top(after) - _top(row) for rows in rows_of for row, after in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    blocks: list[list[Row]] = []
    for rows in rows_of:
        before: Row | None = None
        for row in rows:
            if before is None or _top(row) - _top(before) > usual * _WIDER_THAN_USUAL:
                blocks.append([])
            blocks[-1].append(row)
            before = row
    return blocks


def _top(row: Row) -> float:
    return median(line.top for line in row)


def _rows(lines: Sequence[_Line]) -> list[Row]:
    """Return lines that stand side by side as rows, from the top, each from left to right."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        if rows and any(_same_row(line, other) for other in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _same_row(line: _Line, other: _Line) -> bool:
    """Whether two lines stand side by side; their boxes may touch, as engines draw them wide."""
    shared_height = min(line.bottom, other.bottom) - max(line.top, other.top)
    shared_width = min(line.right, other.right) - max(line.left, other.left)
    lower = min(line.bottom - line.top, other.bottom - other.top)
    narrower = min(line.right - line.left, other.right - other.left)
    return shared_height > lower * _SAME_ROW_SHARE and shared_width < narrower * _TOUCHING_SHARE
