"""The image of a page of text: ink in the boxes of its words, and nowhere else."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from ingest.plain_text import text_document
from ingest.render import SCREEN_WIDTH_PIXELS
from ingest.text_image import draw_text_page
from schemas.document import Page

TEXT = (
    "Baby K was seen at home.\n\nThe visitor\u2019s notes \u2013 \u201cthin\u201d \u2013 were kept."
)


def page(text: str = TEXT) -> Page:
    (only,) = text_document(text, "n.txt").pages
    return only


def drawn(one: Page, width: int = SCREEN_WIDTH_PIXELS) -> Image.Image:
    return Image.open(io.BytesIO(draw_text_page(one, width))).convert("L")


def ink(image: Image.Image) -> Image.Image:
    return ImageChops.invert(image).point(lambda value: 255 if value > 100 else 0)


def test_every_word_has_ink_in_its_box_and_there_is_none_elsewhere() -> None:
    one = page()
    marks = ink(drawn(one))
    for word in one.words:
        box = (
            int(word.x0 * marks.width) - 3,
            int(word.y0 * marks.height),
            int(word.x1 * marks.width) + 3,
            int(word.y1 * marks.height) + 1,
        )
        left, _, right, _ = marks.crop(box).getbbox() or (0, 0, 0, 0)
        assert right - left > 0.7 * (box[2] - box[0] - 6), one.text[word.start : word.end]
        marks.paste(0, box)
    assert marks.getbbox() is None


@pytest.mark.parametrize("width", [SCREEN_WIDTH_PIXELS, 96])
def test_it_is_as_wide_as_asked_for_and_of_the_shape_of_the_page(width: int) -> None:
    image = drawn(page(), width)
    assert image.width == width
    assert image.height == pytest.approx(width * 842 / 595, abs=1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\u0645\u0631\u062d\u0628\u0627 \u202eab",
        "\u6f22\u5b57 \U0001f600 e\u0301\u0301\u0301",
        "\u200b\u200d",
        "\ufffd",
        "W" * 2000,
    ],
)
def test_letters_that_the_font_does_not_have_fail_nothing(text: str) -> None:
    assert drawn(page(text)).width == SCREEN_WIDTH_PIXELS
