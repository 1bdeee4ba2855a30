"""RapidOCR: PaddleOCR's models under ONNX Runtime, all in PyPI wheels; for where Tesseract is not.

Its models come in the wheel, so nothing is downloaded. It is loaded where it is first used: that
is in the child process that reads a scan, and never in the worker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image

from ingest.ocr_page import OcrError, OcrPage, ReadLine, ReadWord, page_of

_SETTINGS = {
    "Global.log_level": "error",
    "Global.use_cls": False,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_WORD = re.compile(r"\S+")


class _Result(Protocol):
    """What RapidOCR returns: for each line its corners, its text and its score (0..1)."""

    boxes: npt.NDArray[np.float32] | None
    txts: Sequence[str] | None
    scores: Sequence[float] | None


class _Reader(Protocol):
    def __call__(self, image: npt.NDArray[np.uint8]) -> _Result: ...


class RapidOcrEngine:
    """Reads print in this process, on one thread."""

    def __init__(self) -> None:
        self.name = f"rapidocr {version('rapidocr')}"

    def read(self, image: Image.Image) -> OcrPage:
        """Return the words in the image. Raises OcrError where the engine does not load.

        The engine knows where lines stand, not words: a line's box is shared out among its words
        by their length.
        """
        result = self._reader(np.asarray(image.convert("RGB")))
        return page_of(list(_lines(result)), *image.size)

    @cached_property
    def _reader(self) -> _Reader:
        try:
            from rapidocr import RapidOCR  # noqa: PLC0415 - loads OpenCV and ONNX Runtime

            reader: _Reader = RapidOCR(params=_SETTINGS)
        except (ImportError, OSError) as error:
            raise OcrError(f"The ONNX OCR engine does not load: {error}") from error
        return reader


def _lines(result: _Result) -> Iterator[ReadLine]:
    if result.boxes is None or result.txts is None or result.scores is None:
        return
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        words = list(_words(corners, text, float(score)))
        if words:
            yield words


def _words(corners: npt.NDArray[np.float32], text: str, score: float) -> Iterator[ReadWord]:
    """Yield the words of a line; its corners run clockwise from the top left."""
    top_left, top_right, bottom_right, bottom_left = corners
    for match in _WORD.finditer(text):
        start, end = match.start() / len(text), match.end() / len(text)
        middle = (start + end) / 2
        x0, _ = top_left + (top_right - top_left) * start
        x1, _ = top_left + (top_right - top_left) * end
        _, y0 = top_left + (top_right - top_left) * middle
        _, y1 = bottom_left + (bottom_right - bottom_left) * middle
        yield ReadWord(match[0], float(x0), float(y0), float(x1), float(y1), score)
