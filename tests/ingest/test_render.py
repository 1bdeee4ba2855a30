from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.errors import Failure, ReadingError
from ingest.reader import read_document
from ingest.render import draw_boxes, render_page
from schemas.evidence import Box

SAMPLES = Path(__file__).parents[2] / "sample_docs"
TURNED = SAMPLES / "difficult" / "rotated_and_landscape.pdf"


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("number", range(1, 13))
def test_the_image_has_the_shape_of_the_page_as_displayed(number: int) -> None:
    page = read_document(TURNED).page(number)
    width, height = image(render_page(TURNED, number, 600)).size
    assert width == pytest.approx(600, abs=1)
    assert height / width == pytest.approx(page.height / page.width, abs=0.01)


def ink_in_words(path: Path, number: int) -> tuple[float, float]:
    """Return the share of words that hold ink, and the share of the ink that words hold."""
    ink = np.asarray(image(render_page(path, number, 1000)).convert("L")) < 180
    height, width = ink.shape
    covered = np.zeros_like(ink)
    inked = []
    for word in read_document(path).page(number).words:
        rows = slice(int(word.y0 * height), int(word.y1 * height) + 1)
        columns = slice(int(word.x0 * width), int(word.x1 * width) + 1)
        covered[rows, columns] = True
        inked.append(ink[rows, columns].any())
    return float(np.mean(inked)), float(ink[covered].sum() / ink.sum())


@pytest.mark.parametrize("number", [2, 3, 4, 5, 11, 12])
def test_words_lie_on_their_ink_however_a_page_is_turned(number: int) -> None:
    words_inked, _ = ink_in_words(TURNED, number)
    assert words_inked > 0.98


@pytest.mark.parametrize("number", [2, 3, 4])
def test_words_hold_as_much_ink_on_a_turned_page_as_on_a_straight_one(number: int) -> None:
    _, turned = ink_in_words(TURNED, number)
    _, straight = ink_in_words(SAMPLES / "reports" / "d01.pdf", number)
    assert turned == pytest.approx(straight, abs=0.03)


def test_boxes_are_framed_where_they_lie() -> None:
    plain = np.asarray(image(render_page(TURNED, 1)), dtype=int)
    drawn = np.asarray(image(draw_boxes(TURNED, 1, [Box(0.25, 0.5, 0.75, 0.6)])), dtype=int)
    rows, columns = np.nonzero(np.abs(drawn - plain).sum(axis=2) > 150)
    height, width, _ = plain.shape
    assert rows.min() / height == pytest.approx(0.5, abs=0.01)
    assert rows.max() / height == pytest.approx(0.6, abs=0.01)
    assert columns.min() / width == pytest.approx(0.25, abs=0.01)
    assert columns.max() / width == pytest.approx(0.75, abs=0.01)


def test_too_many_pixels_are_refused_before_they_are_made() -> None:
    with pytest.raises(ReadingError) as error:
        render_page(TURNED, 1, 50_000)
    assert error.value.failure is Failure.PAGE_TOO_LARGE


@pytest.mark.parametrize("number", [0, -1, 13])
def test_there_is_no_such_page(number: int) -> None:
    with pytest.raises(IndexError, match="12 pages"):
        render_page(TURNED, number)
