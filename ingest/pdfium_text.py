"""The canonical text of a page and its words with boxes, from PDFium.

PDFium's own order and line ends are kept. A word is a run of characters without white space; a word
that a line end breaks (PDFium writes U+FFFE there) is two words, so that each has a box of its own.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.displayed import Displayed, Floats, displayed
from schemas.document import Word

Whole = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

_PARTS_WORDS = np.array([bool(re.match(r"[\s\ufffe]", chr(code))) for code in range(0x10000)])
"""Whether a character parts words, by its number."""
_TRAILING_DIGITS = re.compile(r"(?P<digits>\d{1,6})[.,;:)\"'\u201d\u2019]*(?![^\s\ufffe])")
_UNPRINTABLE = dict.fromkeys(set(range(32)) - {9, 10, 13}, " ") | dict.fromkeys(
    range(0xD800, 0xE000), "\ufffd"
)
_FONT_NAME_BYTES = 128
_LOOSE_BOX_SHARE = 0.85
"""A box lower than this share of the font size is that of the ink: the font told no height."""
_ASCENT, _DESCENT = 0.72, 0.21
_RISE_SHARE = 0.2
_RAISED_SHARE = 0.82
"""Digits smaller than this share of the word that they end are a reference, not a part of it."""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The text of a page as PDFium gives it.

    Attributes:
        text: The canonical text.
        words: In the order of the text, boxes in shares of the page as displayed.
        sizes: Font size of each word in points.
        bold: Whether each word is set in a bold face; words that follow one on their line which
            is not are not asked, and count as not bold.
        references: Spans of reference digits glued to the words they follow.
    """

    text: str
    words: tuple[Word, ...]
    sizes: tuple[float, ...]
    bold: tuple[bool, ...]
    references: tuple[tuple[int, int], ...]


def read_text(page: pdfium.PdfPage) -> TextLayer:
    """Return the text layer of a page. The page stays open; its text page is closed again."""
    text_page = page.get_textpage()
    try:
        text, indices = _canonical_text(text_page)
        return _Characters(text_page, displayed(page), indices).layer(text)
    finally:
        text_page.close()


def _canonical_text(text_page: pdfium.PdfTextPage) -> tuple[str, Sequence[int]]:
    """Return the text and the index of PDFium's character for each of its characters.

    They run in step but for text that PDFium leaves characters out of or that it writes with
    surrogates; then the text is put together from the characters one by one.
    """
    count = text_page.count_chars()
    if count <= 0:
        return "", range(0)
    buffer = ctypes.create_string_buffer((count * 2 + 1) * 2)
    units = pdfium_c.FPDFText_GetText(
        text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    )
    text = buffer.raw[: max(0, units - 1) * 2].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text.translate(_UNPRINTABLE), range(count)
    return _text_by_character(text_page, count)


def _text_by_character(text_page: pdfium.PdfTextPage, count: int) -> tuple[str, Sequence[int]]:
    parts: list[str] = []
    indices: list[int] = []
    high = 0
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        parts.append("\ufffe" if code == 2 else chr(code))  # PDFium's code for a line-end hyphen
        indices.append(index)
    return "".join(parts).translate(_UNPRINTABLE), indices


_BOX_BYTES = ctypes.sizeof(pdfium_c.FS_RECTF)
_BOX_ORDER = [0, 3, 2, 1]
"""Where left, bottom, right and top stand in PDFium's rectangle."""

_get_loose_box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
_get_font_size = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium_c.FPDFText_GetFontSize, ctypes.c_void_p).value or 0
)
"""PDFium's own functions, told by address what to read and where to write: calls cost less so."""


def _codes(text: str) -> Codes:
    """Return the number of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _spans(codes: Codes) -> tuple[Whole, Whole]:
    """Return where words start and end: runs of characters that part no words."""
    inside = ~_PARTS_WORDS[np.minimum(codes, len(_PARTS_WORDS) - 1)]
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    return edges[::2], edges[1::2]


def _begin_lines(text: str, codes: Codes, starts: Whole, ends: Whole) -> Flags:
    """Return for each word whether a line begins with it; most follow another after a space."""
    begins = np.ones(len(starts), np.bool_)
    begins[1:] = (starts[1:] - ends[:-1] != 1) | (codes[ends[:-1]] != ord(" "))
    for at in (np.flatnonzero(begins[1:]) + 1).tolist():
        gap = text[ends[at - 1] : starts[at]]
        begins[at] = not gap.isspace() or "\n" in gap
    return begins


class _Characters:
    """The characters of one page, asked about at the edges of words alone: calls are the cost.

    What is asked of every word is asked in one go and kept in arrays, so that little Python runs
    for each word.
    """

    def __init__(
        self, text_page: pdfium.PdfTextPage, on_page: Displayed, indices: Sequence[int]
    ) -> None:
        self._text_page = text_page.raw
        self._address = ctypes.cast(self._text_page, ctypes.c_void_p).value
        self._on_page = on_page
        self._indices = indices
        self._matrix = pdfium_c.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        self._flags = ctypes.c_int()

    def layer(self, text: str) -> TextLayer:
        """Return the words of the page."""
        codes = _codes(text)
        starts, ends = _spans(codes)
        if not len(starts):
            return TextLayer(text, (), (), (), ())
        indices = np.asarray(self._indices)
        firsts, lasts = indices[starts].tolist(), indices[ends - 1].tolist()
        edges = self._edges(firsts, lasts)
        begins = _begin_lines(text, codes, starts, ends)
        sizes = self._set_type(firsts, lasts, edges, begins)
        boxes = self._on_page.boxes(edges).T.tolist()
        words = zip(starts.tolist(), ends.tolist(), *boxes, repeat(None))
        return TextLayer(
            text,
            tuple(map(Word._make, words)),
            tuple(sizes.tolist()),
            tuple(self._bold(firsts, begins)),
            tuple(self._references(text, starts)),
        )

    def _edges(self, firsts: Sequence[int], lasts: Sequence[int]) -> Floats:
        """Return a row for each word, by its first and last character.

        The row holds left, bottom, right and top of the box around both, in page space.
        """
        first, last = np.split(self._boxes([*firsts, *lasts]), 2)
        return np.hstack([np.minimum(first, last)[:, :2], np.maximum(first, last)[:, 2:]])

    def _boxes(self, characters: Sequence[int]) -> Floats:
        """Return left, bottom, right and top of each character in page space, a row for each."""
        rects = np.zeros((len(characters), 4), np.float32)
        at = rects.ctypes.data
        places = range(at, at + rects.nbytes, _BOX_BYTES)
        deque(map(_get_loose_box, repeat(self._address), characters, places), maxlen=0)
        return rects[:, _BOX_ORDER].astype(np.float64)

    def _set_type(
        self, firsts: Sequence[int], lasts: Sequence[int], edges: Floats, begins: Flags
    ) -> Floats:
        """Return the type size of each word, and mend the edges that PDFium tells wrong.

        How type is scaled is asked for at the start of a line, and where the type changes in it.
        """
        asked = map(_get_font_size, repeat(self._address), firsts)
        font_sizes = np.fromiter(asked, np.float64, len(firsts))
        heights = edges[:, 3] - edges[:, 1]
        changes = begins.copy()
        changes[1:] |= (np.diff(font_sizes) != 0) | (np.diff(heights.round()) != 0)
        runs = np.flatnonzero(changes)
        scales = np.array([self._scale(firsts[at]) for at in runs.tolist()])
        scale, up, level = np.repeat(scales, np.diff(runs, append=len(firsts)), axis=0).T
        sizes: Floats = font_sizes * scale
        for at in np.flatnonzero(level == 0).tolist():
            edges[at] = self._around(range(firsts[at], lasts[at] + 1))
        low = np.flatnonzero((level == 1) & (heights < sizes * _LOOSE_BOX_SHARE))
        rises = np.copysign(sizes, up)[low]
        bases = np.array([self._base(firsts[at]) for at in low.tolist()])
        ends = np.stack([bases - _DESCENT * rises, bases + _ASCENT * rises])
        edges[low, 1] = np.minimum(edges[low, 1], ends.min(axis=0))
        edges[low, 3] = np.maximum(edges[low, 3], ends.max(axis=0))
        return sizes

    def _scale(self, index: int) -> tuple[float, float, bool]:
        """Return how a font size is scaled, which way is up (by sign), whether type runs level."""
        matrix = self._matrix
        pdfium_c.FPDFText_GetMatrix(self._text_page, index, matrix)
        return math.hypot(matrix.c, matrix.d), matrix.d, matrix.b == 0 == matrix.c

    def _base(self, index: int) -> float:
        """Return the height of the base line that a character stands on, in page space."""
        pdfium_c.FPDFText_GetCharOrigin(self._text_page, index, self._x, self._y)
        return self._y.value

    def _around(self, characters: Sequence[int]) -> tuple[float, float, float, float]:
        """Return the box around characters of a word that does not run level."""
        left, bottom, right, top = self._boxes(characters).T
        return left.min(), bottom.min(), right.max(), top.max()

    def _bold(self, firsts: Sequence[int], begins: Flags) -> list[bool]:
        """Return whether each word is bold: asked as long as its line is bold."""
        bold = [False] * len(firsts)
        for line, next_line in pairwise([*np.flatnonzero(begins).tolist(), len(firsts)]):
            for at in range(line, next_line):
                if not self._is_bold(firsts[at]):
                    break
                bold[at] = True
        return bold

    def _is_bold(self, index: int) -> bool:
        pdfium_c.FPDFText_GetFontInfo(
            self._text_page, index, self._name, _FONT_NAME_BYTES, self._flags
        )
        name = self._name.value.lower()
        return b"bold" in name or b"black" in name or b"heavy" in name

    def _references(self, text: str, starts: Whole) -> Iterator[tuple[int, int]]:
        """Yield the spans of small or raised digits at the ends of words."""
        for found in _TRAILING_DIGITS.finditer(text):
            word = int(starts[np.searchsorted(starts, found.start(), "right") - 1])
            reference = self._reference(word, *found.span("digits"))
            if reference:
                yield reference

    def _reference(self, start: int, digits: int, last: int) -> tuple[int, int] | None:
        """Return which of the digits that end a word are a reference, if any are."""
        if digits == start and last - digits == 1:
            return None
        size = self._size(start)
        first = last
        while first > digits and self._size(first - 1) < size * _RAISED_SHARE:
            first -= 1
        if first == last and digits > start and self._raised(digits, size):
            first = digits
        return (first, last) if start < first < last else None

    def _raised(self, at: int, size: float) -> bool:
        """Whether the ink of a character begins well above the base line, as superiors do."""
        edges = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = edges
        index = self._indices[at]
        pdfium_c.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top)
        pdfium_c.FPDFText_GetCharOrigin(self._text_page, index, self._x, self._y)
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._text_page, index, matrix)
        return bool(bottom.value - self._y.value > size * matrix.d * _RISE_SHARE > 0)

    def _size(self, at: int) -> float:
        return float(pdfium_c.FPDFText_GetFontSize(self._text_page, self._indices[at]))
