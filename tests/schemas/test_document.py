"""A document keeps its words, boxes and offsets through storage."""

from schemas.document import Block, Document, Mark, MarkKind, Page, TextSource, Word
from schemas.evidence import Box

TEXT = "Child Q was seen\r\nat home."
WORDS = (
    Word(0, 5, 0.1, 0.10, 0.2, 0.12),
    Word(6, 7, 0.21, 0.10, 0.23, 0.12),
    Word(8, 11, 0.24, 0.10, 0.3, 0.12),
    Word(12, 16, 0.31, 0.10, 0.4, 0.12),
    Word(18, 20, 0.1, 0.13, 0.13, 0.15),
    Word(21, 26, 0.14, 0.13, 0.2, 0.15),
)


def page(**changes):
    fields = {
        "number": 1,
        "width": 595.0,
        "height": 842.0,
        "rotation": 0,
        "text": TEXT,
        "words": WORDS,
    }
    return Page(**{**fields, **changes})


def test_evidence_quotes_the_canonical_text():
    found = page().evidence(8, 20)

    assert found.quote == "was seen\r\nat"
    assert found.page == 1


def test_words_on_one_line_share_a_box():
    assert page().boxes(8, 16) == [Box(0.24, 0.10, 0.4, 0.12)]


def test_words_over_two_lines_have_a_box_on_each():
    assert page().boxes(12, 20) == [Box(0.31, 0.10, 0.4, 0.12), Box(0.1, 0.13, 0.13, 0.15)]


def test_a_part_of_a_word_has_the_box_of_the_word():
    assert page().boxes(13, 14) == [Box(0.31, 0.10, 0.4, 0.12)]


def test_no_words_have_no_box():
    assert page(words=()).boxes(0, 5) == []


def test_a_document_survives_storage():
    document = Document(
        sha256="0" * 64,
        name="report.pdf",
        pages=(page(marks=(Mark(MarkKind.HEADER, 0, 7),), blocks=(Block(0, 26),)),),
    )

    assert Document.from_json(document.to_json()) == document


def test_a_page_read_by_ocr_marks_the_document():
    assert Document("0" * 64, "scan.pdf", (page(source=TextSource.OCR),)).read_by_ocr
    assert not Document("0" * 64, "report.pdf", (page(),)).read_by_ocr
