"""A plain text laid out on pages, so that the desk can show a word where it stands.

Only the places are made up: every page keeps its stretch of the text to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from PIL import ImageFont

from schemas.document import Word

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
"""A4 in points."""
MOST_LINES = 60

_MARGIN, _TOP = 64.0, 61.0
_LINE_WIDTH = PAGE_WIDTH - 2 * _MARGIN
_LEADING, _WORD_HEIGHT = 12.0, 11.0
_BLOCK_GAP = 0.5
"""Lines that are left blank between blocks."""

_FONT_SIZE = 10.0
_MEASURED_AT = 23.5
"""The size that it is drawn at: letters are a whole number of pixels wide."""
_LEAST_ADVANCE = 1.0
"""Points that a letter takes at the least, so that letters without a width of their own end too."""

_WORD = re.compile(r"\S+")
_ENDS_A_SENTENCE = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*$")
_LOOKED_AT = 8
"""How many letters of a word tell whether it ends a sentence."""


class TextPage(NamedTuple):
    """A stretch of a text as a page; the spans of its words count from `start`."""

    start: int
    end: int
    words: tuple[Word, ...]


class _Opens(IntEnum):
    """What a piece of text opens where it stands in the text."""

    NOTHING = 0
    LINE = 1
    BLOCK = 2


class _Piece(NamedTuple):
    """A word, or as much of one as a line holds."""

    start: int
    end: int
    width: float
    opens: _Opens


class _Place(NamedTuple):
    """Where a piece stands: points from the left margin, and the number of its line, from 0."""

    x: float
    line: float


def lay_out_text(text: str) -> Iterator[TextPage]:
    """Yield the pages of a text: together they are the text, and one of no words is one page.

    A page ends where a block or at least a sentence does, where that is in its lower half.
    """
    pieces = list(_pieces(text))
    first, start = 0, 0
    while True:
        places = _fill(pieces, first)
        stop = _stop(text, pieces, first, first + len(places))
        end = pieces[stop].start if stop < len(pieces) else len(text)
        yield TextPage(start, end, tuple(map(_word, pieces[first:stop], places, [start] * stop)))
        if stop == len(pieces):
            return
        first, start = stop, end


def font(size: float) -> ImageFont.FreeTypeFont:
    """Return the font that texts are measured and drawn in."""
    loaded = ImageFont.load_default(size)
    if not isinstance(loaded, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType, so that texts cannot be laid out.")
    return loaded


@lru_cache(maxsize=1)
def _ruler() -> ImageFont.FreeTypeFont:
    return font(_MEASURED_AT)


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    return max(_LEAST_ADVANCE, _ruler().getlength(letter) * _FONT_SIZE / _MEASURED_AT)


@lru_cache(maxsize=4096)
def _width(word: str) -> float:
    return sum(map(_advance, word))


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield the words of a text, those that are longer than a line in pieces."""
    end = 0
    for match in _WORD.finditer(text):
        breaks = text.count("\n", end, match.start())
        opens = _Opens(min(breaks, _Opens.BLOCK))
        for start, end in _lines_of_word(text, *match.span()):
            yield _Piece(start, end, _width(text[start:end]), opens)
            opens = _Opens.NOTHING


def _lines_of_word(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a word that fit on a line each."""
    width = 0.0
    for at in range(start, end):
        advance = _advance(text[at])
        if width + advance > _LINE_WIDTH:
            yield start, at
            start, width = at, 0.0
        width += advance
    yield start, end


def _fill(pieces: Sequence[_Piece], first: int) -> list[_Place]:
    """Return the places of as many pieces, from the first on, as stand on one page."""
    places: list[_Place] = []
    x = line = 0.0
    for at in range(first, len(pieces)):
        piece = pieces[at]
        after_space = x + _advance(" ")
        if not places:
            pass
        elif piece.opens is _Opens.BLOCK:
            x, line = 0.0, line + 1 + _BLOCK_GAP
        elif piece.opens is _Opens.LINE or after_space + piece.width > _LINE_WIDTH:
            x, line = 0.0, line + 1
        else:
            x = after_space
        if line > MOST_LINES - 1:
            break
        places.append(_Place(x, line))
        x += piece.width
    return places


def _stop(text: str, pieces: Sequence[_Piece], first: int, full: int) -> int:
    """Return the piece that the next page begins with, where `full` is the first without room."""
    if full == len(pieces):
        return full

    def standing(at: int) -> tuple[bool, _Opens, int]:
        before = pieces[at - 1]
        tail = text[max(before.start, before.end - _LOOKED_AT) : before.end]
        return _ENDS_A_SENTENCE.search(tail) is not None, pieces[at].opens, at

    return max(range(first + (full - first) // 2 + 1, full + 1), key=standing)


def _word(piece: _Piece, place: _Place, page_start: int) -> Word:
    left = _MARGIN + place.x
    top = _TOP + place.line * _LEADING
    return Word(
        piece.start - page_start,
        piece.end - page_start,
        left / PAGE_WIDTH,
        top / PAGE_HEIGHT,
        (left + piece.width) / PAGE_WIDTH,
        (top + _WORD_HEIGHT) / PAGE_HEIGHT,
    )
