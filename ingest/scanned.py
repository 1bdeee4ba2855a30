"""Pages without a usable text layer: how they are told, and how OCR's words are laid out."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from schemas.document import Word

_FEW_CHARACTERS = 100
"""A page with more characters than a stamp or a running header has is no scan."""
_PICTURE_SHARE = 0.5
"""A picture that covers this share of a page with few characters is a scan of it."""
_ANY_PICTURE_SHARE = 0.04
"""On a page without a character, a picture smaller than this is an ornament."""
_FEWEST_OUTLINES = 40
"""With no character but so many paths, the words are drawn as outlines."""
_UNDECODABLE = re.compile(r"[\ufffd\ue000-\uf8ff]")
_UNDECODABLE_SHARE = 0.3
_ASCENDING = re.compile(r"[A-Zbdfhijklt0-9()\[\]|/\"'?!&\u00a3]")
_DESCENDING = re.compile(r"[gjpqyQ,;()\[\]|/]")
_SIZE_STEP = 1.22
_PROSE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a page is to be read by OCR, and why, in a phrase for people."""

    scan: bool
    why: str


def judge(page: pdfium.PdfPage, text: str) -> Finding:
    """Say whether a page is to be read by OCR, by its characters and by what is drawn on it.

    Args:
        page: The page; it stays open.
        text: Its text layer.
    """
    characters = sum(map(len, text.split()))
    if characters > _FEW_CHARACTERS:
        undecodable = len(_UNDECODABLE.findall(text)) > characters * _UNDECODABLE_SHARE
        why = "its text layer cannot be decoded" if undecodable else "it has a text layer"
        return Finding(undecodable, why)
    pictures, paths = _drawn(page)
    if pictures >= _PICTURE_SHARE:
        held = f"holds only {characters} characters" if characters else "is empty"
        return Finding(True, f"a picture covers {pictures:.0%} of it and its text layer {held}")
    return Finding(False, "it has a text layer") if characters else _judge_bare(pictures, paths)


def _judge_bare(pictures: float, paths: int) -> Finding:
    """Judge a page without a character, by the share that pictures cover and its paths."""
    if pictures >= _ANY_PICTURE_SHARE:
        return Finding(True, f"it holds pictures ({pictures:.0%} of it) and no text layer")
    if paths >= _FEWEST_OUTLINES:
        return Finding(True, "it holds drawn outlines and no text layer")
    return Finding(False, "it is blank")


def _drawn(page: pdfium.PdfPage) -> tuple[float, int]:
    """Return the share of a page that pictures cover, and the number of paths on it."""
    width, height = page.get_size()
    covered = 0.0
    paths = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for element in page.get_objects(max_depth=3):
        if element.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif element.type == pdfium_c.FPDF_PAGEOBJ_IMAGE and pdfium_c.FPDFPageObj_GetBounds(
            element, left, bottom, right, top
        ):
            covered += (right.value - left.value) * (top.value - bottom.value)
    return min(1.0, covered / (width * height)) if width and height else 0.0, paths


def sizes_of(words: Sequence[Word], text: str, height: float) -> tuple[float, ...]:
    """Return a type size in points for each word of a page read by OCR.

    The boxes of OCR are as high as the letters in them. What letters they are tells the size; the
    words of a line tell it together, in steps so wide that the same type always has the same size.

    Args:
        words: In the order of the text.
        text: The text of the page.
        height: Height of the page in points.
    """
    lines: list[list[Word]] = []
    for word in words:
        if lines and "\n" not in text[lines[-1][-1].end : word.start]:
            lines[-1].append(word)
        else:
            lines.append([word])
    measured = [
        median((word.y1 - word.y0) / _height_share(text[word.start : word.end]) for word in line)
        for line in lines
    ]
    usual = _usual(lines, measured)
    sizes: list[float] = []
    for line, size in zip(lines, measured, strict=True):
        steps = round(math.log(size / usual, _SIZE_STEP)) if size > 0 else 0
        sizes.extend([round(usual * _SIZE_STEP**steps * height * 2) / 2] * len(line))
    return tuple(sizes)


def _height_share(word: str) -> float:
    """Return how high the ink of a word is, as a share of the type size."""
    low = bool(_DESCENDING.search(word))
    if _ASCENDING.search(word):
        return 0.93 if low else 0.72
    return 0.69 if low else 0.48


def _usual(lines: Sequence[Sequence[Word]], measured: Sequence[float]) -> float:
    """Return the size of the longer lines: those of the prose."""
    long = [size for line, size in zip(lines, measured, strict=True) if len(line) >= _PROSE_WORDS]
    return median(long or measured) if measured else 0.0
