"""Reading the image of a page: Tesseract where it is installed, else the ONNX engine from PyPI.

Both give one canonical text (lines parted by a line break, blocks by a blank line), with a word box
and a confidence for each word, so that a scan is read on like any other page.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from statistics import fmean, median
from typing import NamedTuple, Protocol

import numpy as np
from PIL import Image

from schemas.document import Word

OCR_DPI = 300
"""Tesseract's best resolution for print of 10 to 12 points."""

_SECONDS_A_PAGE = 120
_TESSERACT_PAGE = "1"
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What an engine reads on the image of a page.

    Attributes:
        text: The canonical text of the page.
        words: In the order of the text, with boxes in shares (0..1) of the image, and confidence.
        confidence: Mean confidence (0..1) of the characters; None where nothing was read.
    """

    text: str
    words: tuple[Word, ...]
    confidence: float | None


class OcrEngine(Protocol):
    """What reads the image of a page."""

    @property
    def name(self) -> str:
        """Name and version, as kept with the page."""
        ...

    def read(self, image: Image.Image) -> OcrPage:
        """Return the words in the image. Raises OcrError where the engine fails."""
        ...


class OcrError(Exception):
    """An OCR engine failed over an image; the message says how."""


class _Read(NamedTuple):
    """A word as an engine gives it: its box in pixels."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float


Lines = Iterable[Sequence[_Read]]


def _page(blocks: Iterable[Lines], width: int, height: int) -> OcrPage:
    """Put words together to a page; blocks hold lines, and lines hold words, in reading order."""
    text: list[str] = []
    words: list[Word] = []
    at = 0
    for block in blocks:
        separator = "\n\n" if text else ""
        for line in block:
            for read in line:
                text.append(separator + read.text)
                start = at + len(separator)
                at = start + len(read.text)
                box = (_share(read.x0, width), _share(read.y0, height),
                       _share(read.x1, width), _share(read.y1, height))  # fmt: skip
                words.append(Word(start, at, *box, round(read.confidence, 3)))
                separator = " "
            separator = "\n"
    return OcrPage("".join(text), tuple(words), _mean_confidence(words))


def _share(pixels: float, whole: int) -> float:
    return round(min(1.0, max(0.0, pixels / whole)), 5)


def _mean_confidence(words: Sequence[Word]) -> float | None:
    """Return the mean by characters: a speck read as one doubtful letter weighs as one."""
    if not words:
        return None
    weights = [word.end - word.start for word in words]
    return round(fmean([word.confidence or 0.0 for word in words], weights), 4)


class TesseractEngine:
    """Tesseract, as a process of its own for each page."""

    def __init__(self, binary: str, dpi: int = OCR_DPI) -> None:
        """Take the path of the binary and the resolution of the images it will be given."""
        self._binary = binary
        self._dpi = dpi

    @property
    def name(self) -> str:
        """Name and version."""
        return _tesseract_version(self._binary)

    def read(self, image: Image.Image) -> OcrPage:
        """Return the words in the image. Raises OcrError where Tesseract fails."""
        sent = io.BytesIO()
        image.convert("L").save(sent, "BMP")
        command = [self._binary, "-", "-", "--psm", "3", "--dpi", str(self._dpi), "-l", "eng"]
        try:
            done = subprocess.run(  # noqa: S603 - the binary that was found on the path
                [*command, "tsv"],
                input=sent.getvalue(),
                capture_output=True,
                timeout=_SECONDS_A_PAGE,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise OcrError(
                f"Tesseract took longer than {_SECONDS_A_PAGE} s over a page."
            ) from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().splitlines()
            raise OcrError(f"Tesseract failed: {said[-1] if said else error}") from error
        return _page(_tsv_blocks(done.stdout.decode("utf-8")), *image.size)


@cache
def _tesseract_version(binary: str) -> str:
    said = subprocess.run(  # noqa: S603 - the binary that was found on the path
        [binary, "--version"], capture_output=True, text=True, timeout=30, check=True
    )
    return (said.stdout or said.stderr).split("\n", 1)[0].strip()


def _tsv_blocks(tsv: str) -> Iterator[Lines]:
    """Yield the blocks in Tesseract's table, in its order; what holds no words is left out."""
    rows = csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == _WORD_LEVEL and row["text"].strip())
    for _, block in groupby(words, key=lambda row: row["block_num"]):
        lines = groupby(block, key=lambda row: (row["par_num"], row["line_num"]))
        yield [[_tsv_word(row) for row in line] for _, line in lines]


def _tsv_word(row: dict[str, str]) -> _Read:
    left, top = int(row["left"]), int(row["top"])
    right, bottom = left + int(row["width"]), top + int(row["height"])
    text = "".join(row["text"].split())
    return _Read(text, left, top, right, bottom, max(0.0, float(row["conf"])) / 100)


def best_engine() -> OcrEngine | None:
    """Return the best engine on this machine, or None where none works."""
    binary = shutil.which("tesseract")
    return TesseractEngine(binary) if binary else None
