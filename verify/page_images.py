"""Images of pages: made by PDFium in a child process under limits, then kept on disk."""

from __future__ import annotations

import os
import tempfile
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from ingest.render import SCREEN_WIDTH_PIXELS
from ingest.sandbox import render_safely
from records.intake import file_of
from records.models import Report

WIDTHS = {"page": SCREEN_WIDTH_PIXELS, "thumb": 96}
"""The sizes that are made, in pixels. A browser names one; it cannot ask for any other."""

RENDERER = f"pdfium-{version('pypdfium2')}"


def page_image(report: Report, number: int, size: str) -> bytes:
    """Return the image of a page (from 1) as WebP, from the cache or made now.

    Raises KeyError for a size that is not made, and ingest.errors.ReadingError where the page
    cannot be drawn.
    """
    width = WIDTHS[size]
    folder = Path(settings.CACHE_ROOT) / "pages" / report.sha256[:2] / report.sha256
    kept = folder / f"{RENDERER}-{number}-{width}.webp"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        image = render_safely(file_of(report), number, width_pixels=width)
        _keep(kept, image)
        return image


def _keep(path: Path, image: bytes) -> None:
    """Write a file that appears whole or not at all, however many make it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(image)
    Path(name).replace(path)
