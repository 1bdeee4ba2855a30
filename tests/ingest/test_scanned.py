"""Which pages go to OCR, and what size OCR's words are."""

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.scanned import judge, sizes_of
from schemas.document import Word
from tests.ingest.paper import REPORTS, paragraph, pdf, picture_pdf


def judged(path, text):
    document = pdfium.PdfDocument(path)
    page = document[0]
    try:
        return judge(page, text)
    finally:
        page.close()
        document.close()


def test_a_picture_of_a_page_is_a_scan(tmp_path):
    finding = judged(picture_pdf(tmp_path / "a.pdf", "Learning review"), "")

    assert finding.scan
    assert finding.why == "a picture covers 100% of it and its text layer is empty"


def test_a_stamp_on_a_scan_does_not_make_it_a_text_page(tmp_path):
    finding = judged(picture_pdf(tmp_path / "a.pdf", "Learning review"), "Received May 2012")

    assert finding.scan
    assert "holds only 15 characters" in finding.why


def test_a_page_of_text_is_none():
    assert not judged(REPORTS / "d01.pdf", "prose " * 60).scan


def test_a_blank_page_is_none(tmp_path):
    finding = judged(pdf(tmp_path / "a.pdf", []), "")

    assert (finding.scan, finding.why) == (False, "it is blank")


def test_a_short_page_of_text_is_none(tmp_path):
    assert not judged(pdf(tmp_path / "a.pdf", paragraph("Part two")), "Part two").scan


def test_words_drawn_as_outlines_are_read_by_ocr(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for at in range(60):
        canvas.circle(100 + at, 500, 4)
    canvas.save()

    assert judged(tmp_path / "a.pdf", "").scan


def test_a_text_layer_that_nobody_can_decode_is_read_by_ocr():
    assert judged(REPORTS / "d01.pdf", "\ufffd\ue001" * 100).scan


def words_of(line, size, y, height=842):
    """Return the words of a line as high as their ink would be."""
    words, at = [], 0
    for text in line.split():
        high = set("bdfhkltABT") & set(text)
        low = set("gpqy") & set(text)
        top = y - (0.72 if high else 0.48) * size
        bottom = y + (0.21 if low else 0.0) * size
        words.append(Word(at, at + len(text), 0.1, top / height, 0.2, bottom / height))
        at += len(text) + 1
    return words


@pytest.mark.parametrize(
    "line", ["one man saw seven men come near us", "The baby had fallen badly"]
)
def test_the_size_of_a_line_does_not_hang_on_its_letters(line):
    prose = words_of("They left the baby by the happy nurse at home that day", 11, 100)
    more = [
        word._replace(start=word.start + 100, end=word.end + 100)
        for word in words_of(line, 11, 200)
    ]
    text = "They left the baby by the happy nurse at home that day".ljust(99) + "\n" + line

    sizes = sizes_of([*prose, *more], text, 842)

    assert len(set(sizes)) == 1
    assert sizes[0] == pytest.approx(11, abs=1.5)


def test_a_page_on_which_nothing_was_read_has_no_sizes():
    assert sizes_of([], "", 842) == ()
