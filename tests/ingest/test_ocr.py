"""Both engines, and the order in which lines are read."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest
from PIL import Image

from ingest.ocr import OCR_DPI, OcrEngine, RapidOcrEngine, TesseractEngine, best_engine
from ingest.ocr_page import OcrError, OcrPage, ReadWord, page_of
from ingest.opening import open_pdf
from ingest.render import page_image

REPORTS = Path(__file__).parents[2] / "sample_docs" / "reports"
TESSERACT = shutil.which("tesseract")
needs_tesseract = pytest.mark.skipif(TESSERACT is None, reason="Tesseract is not installed")


def line(text: str, x: float, y: float, slope: float = 0.0) -> list[ReadWord]:
    """Return a line of words that begins at (x, y), 10 pixels a character and 20 high."""
    words = []
    for word in text.split():
        end, top = x + 10 * len(word), y + slope * x
        words.append(ReadWord(word, x, top, end, top + 20, 0.9))
        x = end + 10
    return words


def image_of(report: str, number: int, dpi: int = OCR_DPI) -> Image.Image:
    document = open_pdf((REPORTS / report).read_bytes())
    image = page_image(document[number - 1], dpi=dpi, grey=True)
    document.close()
    return image


def test_a_number_in_the_margin_reads_before_its_paragraph() -> None:
    lines = [
        line("3.1", 0, 100), line("3.2", 0, 220),
        line("The first paragraph begins", 80, 98), line("and ends.", 80, 130),
        line("The second begins", 80, 219), line("and ends.", 80, 251),
    ]  # fmt: skip
    assert page_of(lines, 1000, 1000).text == (
        "3.1 The first paragraph begins\nand ends.\n\n3.2 The second begins\nand ends."
    )


@pytest.mark.parametrize("slope", [-0.02, 0.02])
def test_a_page_that_lies_askew_is_read_row_by_row(slope: float) -> None:
    long = "one two three four five six seven eight nine ten eleven twelve"
    lines = [line("4.1", 0, 100, slope), *(line(long, 80, 100 + 32 * n, slope) for n in range(4))]
    assert page_of(lines, 1000, 1000).text == f"4.1 {long}\n{long}\n{long}\n{long}"


def test_columns_are_read_one_after_the_other_below_what_runs_across() -> None:
    heading = line("a heading that runs across both of the columns of the page", 0, 0)
    left = [line(f"left column line {n}", 0, 60 + 32 * n) for n in range(5)]
    right = [line(f"right column line {n}", 330, 60 + 32 * n) for n in range(5)]
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    text = page_of([heading, *rows], 600, 600).text
    assert text.index("left column line 4") < text.index("right column line 0")
    assert text.startswith("a heading")


def test_cells_of_a_table_are_read_row_by_row() -> None:
    columns = {0: "date", 150: "source", 330: "event"}
    cells = [
        line(f"{name}{row}", x, 60 + 40 * row) for row in range(5) for x, name in columns.items()
    ]
    assert page_of(cells, 600, 600).text.split("\n")[0] == "date0 source0 event0"


def test_words_have_their_place_in_the_text_and_on_the_page() -> None:
    page = page_of([line("some words", 100, 50)], 1000, 500)
    assert [page.text[word.start : word.end] for word in page.words] == ["some", "words"]
    assert page.words[0][2:] == (0.1, 0.1, 0.14, 0.14, 0.9)
    assert page.confidence == 0.9


def test_a_page_without_words_is_empty() -> None:
    assert page_of([], 10, 10) == OcrPage("", (), None)


ENGINES = [
    pytest.param(lambda: TesseractEngine(str(TESSERACT)), id="tesseract", marks=needs_tesseract),
    pytest.param(RapidOcrEngine, id="rapidocr", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("make", ENGINES)
def test_an_engine_reads_a_scan_in_order(
    make: type[OcrEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object) -> None:
        raise OSError("an engine tried to use the network")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    image = image_of("d14.pdf", 2)
    page = make().read(image)
    assert page.confidence is not None
    assert page.confidence > 0.9
    assert len(page.words) > 400
    headings = [page.text.index(heading) for heading in ("\n\n3 What was known", "\n\n4 What hap")]
    numbers = [page.text.index(f"{number} ") for number in ("3.1", "3.2", "3.3", "4.1", "4.2")]
    assert headings[0] < numbers[0] < numbers[1] < numbers[2] < headings[1] < numbers[3]
    for word in page.words:
        assert not page.text[word.start : word.end].isspace()
        assert 0 <= word.x0 < word.x1 <= 1
        assert 0 <= word.y0 < word.y1 <= 1


@needs_tesseract
def test_a_page_without_print_gives_no_words() -> None:
    engine = TesseractEngine(str(TESSERACT))
    assert engine.read(Image.new("L", (800, 1000), 255)).words == ()


def test_a_binary_that_is_no_tesseract_is_refused() -> None:
    with pytest.raises(OcrError):
        TesseractEngine("/bin/false")


def test_without_tesseract_the_engine_from_the_wheels_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    best_engine.cache_clear()
    try:
        assert isinstance(best_engine(), RapidOcrEngine)
    finally:
        best_engine.cache_clear()
