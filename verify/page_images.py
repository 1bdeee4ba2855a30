"""Images of pages: made in a child process under limits, by PDFium or from text; kept on disk."""

from __future__ import annotations

import os
import tempfile
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from ingest.render import SCREEN_WIDTH_PIXELS
from ingest.sandbox import RENDERING, render_safely, run_limited
from ingest.text_image import draw_text_page
from records.documents import page_from_row
from records.intake import file_of
from records.models import Page, Report
from schemas.document import TextSource

WIDTHS = {"page": SCREEN_WIDTH_PIXELS, "thumb": 96}
"""The sizes that are made, in pixels. A browser names one; it cannot ask for any other."""

RENDERER = f"pdfium-{version('pypdfium2')}"
TEXT_RENDERER = f"text-1-{version('pillow')}"


def page_image(page: Page, size: str) -> bytes:
    """Return the image of a page as WebP, from the cache or made now.

    Raises KeyError for a size that is not made, and ingest.errors.ReadingError where the page
    cannot be drawn.
    """
    width = WIDTHS[size]
    report = page.report
    is_text = page.source == TextSource.PLAIN_TEXT.value
    folder = Path(settings.CACHE_ROOT) / "pages" / report.sha256[:2] / report.sha256
    kept = folder / f"{TEXT_RENDERER if is_text else RENDERER}-{page.number}-{width}.webp"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        image = _draw_text(page, width) if is_text else _render(report, page.number, width)
        _keep(kept, image)
        return image


def _draw_text(page: Page, width: int) -> bytes:
    return run_limited(draw_text_page, RENDERING, page_from_row(page), width)


def _render(report: Report, number: int, width: int) -> bytes:
    return render_safely(file_of(report), number, width_pixels=width)


def _keep(path: Path, image: bytes) -> None:
    """Write a file that appears whole or not at all, however many make it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(image)
    Path(name).replace(path)
