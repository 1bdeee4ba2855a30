"""Reading the image of a page: Tesseract where it is installed, else the ONNX engine from PyPI."""

from __future__ import annotations

import shutil
from functools import cache
from importlib.util import find_spec
from typing import Protocol

from PIL import Image

from ingest.ocr_page import OcrError, OcrPage
from ingest.ocr_rapid import RapidOcrEngine
from ingest.ocr_tesseract import TesseractEngine

__all__ = [
    "OCR_DPI", "OcrEngine", "OcrError", "OcrPage", "RapidOcrEngine", "TesseractEngine",
    "best_engine",
]  # fmt: skip

OCR_DPI = 300
"""Resolution to render at for OCR: at 200 dpi the dots of paragraph numbers are lost."""


class OcrEngine(Protocol):
    """What reads the image of a page.

    Attributes:
        name: Name and version, as kept with the page.
    """

    name: str

    def read(self, image: Image.Image) -> OcrPage:
        """Return the words in the image. Raises OcrError where the engine fails."""
        ...


@cache
def best_engine() -> OcrEngine | None:
    """Return the best engine on this machine, or None where there is none.

    Tesseract is the more exact on print, and knows where each word stands.
    """
    binary = shutil.which("tesseract")
    if binary:
        try:
            return TesseractEngine(binary)
        except OcrError:
            pass  # broken or without English; the other engine comes with the project
    if find_spec("rapidocr") and find_spec("onnxruntime"):
        return RapidOcrEngine()
    return None
