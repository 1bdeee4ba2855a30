"""The canonical text of a page and its words with boxes, from PDFium.

PDFium's own order and line ends are kept. A word is a run of characters without white space; a word
that a line end breaks (PDFium writes U+FFFE there) is two words, so that each has a box of its own.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from schemas.document import Word

_WORD = re.compile(r"[^\s\ufffe]+")
_TRAILING_DIGITS = re.compile(r"(?P<digits>\d{1,6})[.,;:)\"'\u201d\u2019]*$")
_UNPRINTABLE = dict.fromkeys(set(range(32)) - {9, 10, 13}, " ") | dict.fromkeys(
    range(0xD800, 0xE000), "\ufffd"
)
_DEVICE = 1_000_000
"""Size of the imagined device that positions are mapped to: exact to a millionth of a page."""

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


class Displayed(NamedTuple):
    """The affine map from page space to shares of the page as displayed, origin top left."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of page space (points) lies on the page as displayed (0..1)."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return the box of a rectangle of page space on the page as displayed, cut to the page.

        Five decimals are finer than a pixel at any size that a page is shown in.
        """
        a, b, c, d, e, f = self
        left, right = a * x0 + c * y0 + e, a * x1 + c * y1 + e
        top, bottom = b * x0 + d * y0 + f, b * x1 + d * y1 + f
        if left > right:
            left, right = right, left
        if top > bottom:
            top, bottom = bottom, top
        if left < 0 or top < 0 or right > 1 or bottom > 1:
            left, top = min(max(left, 0.0), 1.0), min(max(top, 0.0), 1.0)
            right, bottom = min(max(right, 0.0), 1.0), min(max(bottom, 0.0), 1.0)
        return round(left, 5), round(top, 5), round(right, 5), round(bottom, 5)


def displayed(page: pdfium.PdfPage) -> Displayed:
    """Return how a page's space is displayed: PDFium's own map, as it renders with it."""
    reach = 1000.0
    (e, f), (ax, ay), (cx, cy) = (
        _on_device(page, x, y) for x, y in ((0.0, 0.0), (reach, 0.0), (0.0, reach))
    )
    return Displayed((ax - e) / reach, (ay - f) / reach, (cx - e) / reach, (cy - f) / reach, e, f)


def _on_device(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, _DEVICE, _DEVICE, 0, x, y, device_x, device_y)
    return device_x.value / _DEVICE, device_y.value / _DEVICE


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


class _Characters:
    """The characters of one page, asked about at the edges of words alone: calls are the cost."""

    def __init__(
        self, text_page: pdfium.PdfTextPage, on_page: Displayed, indices: Sequence[int]
    ) -> None:
        self._text_page = text_page.raw
        self._on_page = on_page
        self._indices = indices
        self._rect = pdfium_c.FS_RECTF()
        self._matrix = pdfium_c.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        self._flags = ctypes.c_int()

    def layer(self, text: str) -> TextLayer:
        """Return the words of the page.

        How type is scaled is asked for at the start of a line, and where the type changes in it;
        whether it is bold, as long as the line is bold.
        """
        words: list[Word] = []
        sizes: list[float] = []
        bold: list[bool] = []
        references: list[tuple[int, int]] = []
        last_end = 0
        type_before = (0.0, 0.0)
        is_bold = False
        for match in _WORD.finditer(text):
            start, end = match.span()
            first, last = self._indices[start], self._indices[end - 1]
            left, bottom, right, top = self._edges(first, last)
            font_size = pdfium_c.FPDFText_GetFontSize(self._text_page, first)
            new_line = not text[last_end:start].isspace() or "\n" in text[last_end:start]
            if new_line or (font_size, round(top - bottom)) != type_before:
                type_before = font_size, round(top - bottom)
                pdfium_c.FPDFText_GetMatrix(self._text_page, first, self._matrix)
                scale = math.hypot(self._matrix.c, self._matrix.d)
                upright = self._matrix.b == 0 == self._matrix.c
            if not upright:
                left, bottom, right, top = self._around(range(first, last + 1))
            size = font_size * scale
            if upright and top - bottom < size * _LOOSE_BOX_SHARE:
                bottom, top = self._full_height(first, size, bottom, top)
            words.append(Word(start, end, *self._on_page.box(left, bottom, right, top)))
            sizes.append(size)
            if new_line or is_bold:
                is_bold = self._is_bold(first)
            bold.append(is_bold)
            reference = self._reference(text, start, end)
            if reference:
                references.append(reference)
            last_end = end
        return TextLayer(text, tuple(words), tuple(sizes), tuple(bold), tuple(references))

    def _edges(self, first: int, last: int) -> tuple[float, float, float, float]:
        """Return the box around two characters: left, bottom, right, top in page space."""
        rect = self._rect
        pdfium_c.FPDFText_GetLooseCharBox(self._text_page, first, rect)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if first != last and pdfium_c.FPDFText_GetLooseCharBox(self._text_page, last, rect):
            left = min(left, rect.left)
            bottom = min(bottom, rect.bottom)
            right = max(right, rect.right)
            top = max(top, rect.top)
        return left, bottom, right, top

    def _around(self, characters: Sequence[int]) -> tuple[float, float, float, float]:
        """Return the box around characters of a word that does not run level."""
        boxes = [self._edges(index, index) for index in characters]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    def _full_height(
        self, first: int, size: float, bottom: float, top: float
    ) -> tuple[float, float]:
        """Return the bottom and top of a word whose font tells only the height of its ink."""
        pdfium_c.FPDFText_GetCharOrigin(self._text_page, first, self._x, self._y)
        base, up = self._y.value, math.copysign(size, self._matrix.d)
        return (
            min(bottom, base - _DESCENT * up, base + _ASCENT * up),
            max(top, base - _DESCENT * up, base + _ASCENT * up),
        )

    def _is_bold(self, index: int) -> bool:
        pdfium_c.FPDFText_GetFontInfo(
            self._text_page, index, self._name, _FONT_NAME_BYTES, self._flags
        )
        name = self._name.value.lower()
        return b"bold" in name or b"black" in name or b"heavy" in name

    def _reference(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the span of small or raised digits at the end of a word, if it has any."""
        found = _TRAILING_DIGITS.search(text, start, end)
        if found is None:
            return None
        digits, last = found.span("digits")
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
