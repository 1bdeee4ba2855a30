"""Words are spans of the canonical text, and their boxes fall on the ink that the reader sees."""

import pikepdf
import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdfium_text import read_text
from tests.ingest.paper import REPORTS, Set, pdf, turned

BORN_DIGITAL = [path for path in sorted(REPORTS.glob("*.pdf")) if path.stem != "d14"]


def layer_of(path, number=1):
    document = pdfium.PdfDocument(path)
    page = document[number - 1]
    try:
        return read_text(page)
    finally:
        page.close()
        document.close()


def ink_of(path):
    """Return the box of all ink on the first page as displayed, in shares of it."""
    document = pdfium.PdfDocument(path)
    page = document[0]
    image = page.render(scale=3, grayscale=True).to_pil()
    page.close()
    document.close()
    left, top, right, bottom = image.point(lambda shade: 255 * (shade < 128)).getbbox()
    return left / image.width, top / image.height, right / image.width, bottom / image.height


@pytest.mark.parametrize("path", BORN_DIGITAL, ids=lambda path: path.stem)
def test_words_part_the_text_of_every_sample_report(path):
    document = pdfium.PdfDocument(path)
    for page in document:
        layer = read_text(page)
        words = [layer.text[word.start : word.end] for word in layer.words]
        assert words == layer.text.replace("\ufffe", " ").split()
        for word in layer.words:
            assert 0 <= word.x0 < word.x1 <= 1
            assert 0 <= word.y0 < word.y1 <= 1
        page.close()
    document.close()


@pytest.mark.parametrize("path", BORN_DIGITAL[:6], ids=lambda path: path.stem)
def test_the_canonical_text_is_that_of_pdfium(path):
    document = pdfium.PdfDocument(path)
    for page in document:
        text_page = page.get_textpage()
        assert read_text(page).text == text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 300, 500, 700)])
def test_a_box_falls_on_the_ink_however_the_page_is_turned_and_cropped(tmp_path, rotation, crop):
    path = turned(pdf(tmp_path / "a.pdf", [Set(120, 300, "Hxg", 30)]), rotation, crop)

    (word,) = layer_of(path).words
    left, top, right, bottom = ink_of(path)

    assert word.x0 - 0.02 <= left <= right <= word.x1 + 0.02
    assert word.y0 - 0.02 <= top <= bottom <= word.y1 + 0.02
    assert (word.x1 - word.x0) * (word.y1 - word.y0) < 3 * (right - left) * (bottom - top)


def test_text_set_upwards_has_a_box_on_its_ink(tmp_path):
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.rotate(90)
    canvas.setFont("Helvetica", 30)
    canvas.drawString(200, -300, "Margin")
    canvas.save()

    (word,) = layer_of(path).words
    left, top, right, bottom = ink_of(path)

    assert word.x0 - 0.02 <= left <= right <= word.x1 + 0.02
    assert word.y0 - 0.02 <= top <= bottom <= word.y1 + 0.02


def test_sizes_are_in_points_and_faces_are_told_apart(tmp_path):
    path = pdf(tmp_path / "a.pdf", [Set(70, 100, "Findings", 16, bold=True), Set(70, 130, "seen")])

    layer = layer_of(path)

    assert layer.sizes == (16, 11)
    assert layer.bold == (True, False)


def test_small_digits_at_the_end_of_a_word_are_a_reference(tmp_path):
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    text = canvas.beginText(70, 700)
    text.setFont("Helvetica", 12)
    text.textOut("guidance of 2013")
    text.setFont("Helvetica", 7)
    text.setRise(4)
    text.textOut("1")
    text.setRise(0)
    text.setFont("Helvetica", 12)
    text.textOut(" and 2015")
    canvas.drawText(text)
    canvas.save()

    layer = layer_of(path)

    assert "20131" in layer.text
    assert [layer.text[start:end] for start, end in layer.references] == ["1"]


def test_a_word_broken_at_a_line_end_has_a_box_on_each_line():
    layer = layer_of(REPORTS / "d03.pdf", 3)
    at = layer.text.index("\ufffe")
    before = next(word for word in layer.words if word.end == at)
    after = next(word for word in layer.words if word.start == at + 1)

    assert after.y0 > before.y0
    assert after.x0 < before.x0


def test_a_page_without_text_has_no_words(tmp_path):
    layer = layer_of(pdf(tmp_path / "a.pdf", []))

    assert layer.text == ""
    assert layer.words == ()


def with_to_unicode(path, mapped):
    """Make the font of a PDF say that its letter A stands for other characters."""
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"1 beginbfchar <41> <{mapped.encode('utf-16-be').hex()}> endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for font in document.pages[0].Resources.Font.values():
            font.ToUnicode = document.make_stream(cmap.encode())
        document.save(path)
    return path


@pytest.mark.parametrize("mapped", ["\U0001f600", "ffi", "\u0000", "\x07"])
def test_characters_that_are_no_single_code_unit_do_not_shift_what_follows(tmp_path, mapped):
    path = with_to_unicode(pdf(tmp_path / "a.pdf", [Set(70, 100, "AAA bcd")]), mapped)

    layer = layer_of(path)
    last = layer.words[-1]
    straight = layer_of(pdf(tmp_path / "b.pdf", [Set(70, 100, "AAA bcd")])).words[-1]

    assert layer.text[last.start : last.end] == "bcd"
    assert last.x0 == pytest.approx(straight.x0, abs=0.01)
    layer.text.encode("utf-8")  # what cannot be stored is not let in
    assert "\x00" not in layer.text
