"""Ruled lines come from whatever paths a program draws them with."""

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.rulings import Ruling, rulings_of
from tests.ingest.paper import turned


def rulings(path, draw, rotation=0):
    canvas = Canvas(str(path), pagesize=(600, 800))
    draw(canvas)
    canvas.save()
    turned(path, rotation, None)
    document = pdfium.PdfDocument(path)
    page = document[0]
    found = rulings_of(page)
    page.close()
    document.close()
    return found


def two_lines(canvas):
    canvas.line(100, 700, 300, 700)
    canvas.line(100, 600, 100, 700)


def test_lines_are_in_points_from_the_top_left(tmp_path):
    found = rulings(tmp_path / "a.pdf", two_lines)

    assert found == (Ruling(100, 100, 100, 200), Ruling(100, 100, 300, 100))


def test_lines_turn_with_their_page(tmp_path):
    found = rulings(tmp_path / "a.pdf", two_lines, rotation=90)

    assert {ruling.horizontal for ruling in found} == {True, False}
    assert Ruling(700, 100, 700, 300) in found


def test_a_rectangle_is_four_lines(tmp_path):
    def draw(canvas):
        canvas.rect(100, 600, 200, 100)
        canvas.rect(100, 500, 200, 100)

    found = rulings(tmp_path / "a.pdf", draw)

    assert sum(ruling.horizontal for ruling in found) == 3
    assert sum(not ruling.horizontal for ruling in found) == 4


@pytest.mark.parametrize("end", [(102, 702), (250, 760)])
def test_short_and_slanting_lines_are_no_rulings(tmp_path, end):
    def draw(canvas):
        canvas.line(100, 700, *end)
        canvas.line(100, 700, *end)

    assert rulings(tmp_path / "a.pdf", draw) == ()


def test_a_page_with_a_single_path_has_no_table(tmp_path):
    assert rulings(tmp_path / "a.pdf", lambda canvas: canvas.line(100, 700, 300, 700)) == ()
