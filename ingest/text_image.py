"""The image of a page of plain text: its words, drawn in the boxes that they were laid out in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from ingest.render import SCREEN_WIDTH_PIXELS, draw_frames, to_webp
from ingest.text_layout import font
from schemas.document import Page
from schemas.evidence import Box

_BASE = 0.8
"""The base line, as a share of the height of a box."""
_FONT_SHARE = 1 / 1.1
"""The size of the font, as a share of the height of a box."""
_PAPER, _INK = "white", (34, 34, 34)


def draw_text_page(
    page: Page, width_pixels: int = SCREEN_WIDTH_PIXELS, boxes: Iterable[Box] = ()
) -> bytes:
    """Return the image of a page of plain text as WebP.

    Args:
        page: The page as laid out.
        width_pixels: Width of the image; its height follows from the page.
        boxes: What to draw a frame round.
    """
    scale = SCREEN_WIDTH_PIXELS / page.width
    image = Image.new("RGB", (SCREEN_WIDTH_PIXELS, round(page.height * scale)), _PAPER)
    draw = ImageDraw.Draw(image)
    for word in page.words:
        height = (word.y1 - word.y0) * image.height
        draw.text(
            (word.x0 * image.width, word.y0 * image.height + height * _BASE),
            page.text[word.start : word.end],
            font=_font(round(height * _FONT_SHARE, 1)),
            fill=_INK,
            anchor="ls",
        )
    draw_frames(image, boxes)
    if width_pixels != image.width:
        # Small letters are drawn large first: fonts have no outlines of less than a pixel.
        image = image.resize((width_pixels, round(page.height * width_pixels / page.width)))
    return to_webp(image)


@lru_cache(maxsize=8)
def _font(size: float) -> ImageFont.FreeTypeFont:
    return font(size)
