"""Page images by PDFium, as a reader would see the page: crop box and rotation applied.

In-process; `ingest.sandbox.render_safely` runs it under limits.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from ingest.errors import Failure, ReadingError
from ingest.opening import open_pdf
from schemas.evidence import Box

SCREEN_WIDTH_PIXELS = 1400
MOST_PIXELS = 40_000_000
"""An A3 page at 400 dpi has 31 million; an image of as many takes 160 MB while it is made."""

_POINTS_AN_INCH = 72
_WEBP_QUALITY = 80
_EVIDENCE = (178, 92, 0)
_LINE_PIXELS = 3


def page_image(page: pdfium.PdfPage, *, dpi: float, grey: bool = False) -> Image.Image:
    """Return the image of an open page.

    Args:
        page: The page; it stays open.
        dpi: Pixels an inch.
        grey: Whether shades of grey are enough (for OCR).

    Raises:
        ReadingError: PAGE_TOO_LARGE where the image would have more than `MOST_PIXELS`.
    """
    scale = dpi / _POINTS_AN_INCH
    width, height = page.get_size()
    if width * scale * height * scale > MOST_PIXELS:
        raise ReadingError(Failure.PAGE_TOO_LARGE)
    bitmap = page.render(scale=scale, grayscale=grey)
    try:
        image: Image.Image = bitmap.to_pil().copy()
        return image
    finally:
        bitmap.close()


def render_page(
    path: Path,
    number: int,
    width_pixels: int = SCREEN_WIDTH_PIXELS,
    *,
    password: str | None = None,
    boxes: Iterable[Box] = (),
) -> bytes:
    """Return the image of a page as WebP.

    Args:
        path: The PDF.
        number: Number of the page, from 1.
        width_pixels: Width of the image; its height follows from the page.
        password: The user password, where the file needs one.
        boxes: What to draw a frame round.

    Raises:
        ReadingError: The file cannot be opened, or the page would make too large an image.
        IndexError: There is no such page.
    """
    document = open_pdf(path.read_bytes(), password)
    try:
        if not 1 <= number <= len(document):
            raise IndexError(f"{path.name} has {len(document)} pages, no page {number}")
        page = document[number - 1]
        try:
            image = page_image(page, dpi=width_pixels / page.get_width() * _POINTS_AN_INCH)
        finally:
            page.close()
    finally:
        document.close()
    draw_frames(image, boxes)
    return to_webp(image)


def draw_boxes(
    path: Path, number: int, boxes: Iterable[Box], *, password: str | None = None
) -> bytes:
    """Return the image of a page (from 1) as WebP, with a frame round each box.

    Raises as `render_page` does.
    """
    return render_page(path, number, password=password, boxes=boxes)


def to_webp(image: Image.Image) -> bytes:
    """Return an image as it is kept and sent."""
    written = io.BytesIO()
    image.save(written, "WEBP", quality=_WEBP_QUALITY)
    return written.getvalue()


def draw_frames(image: Image.Image, boxes: Iterable[Box]) -> None:
    """Draw a frame round each box."""
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for box in boxes:
        around = (box.x0 * width - _LINE_PIXELS, box.y0 * height - _LINE_PIXELS,
                  box.x1 * width + _LINE_PIXELS, box.y1 * height + _LINE_PIXELS)  # fmt: skip
        draw.rectangle(around, outline=_EVIDENCE, width=_LINE_PIXELS)
