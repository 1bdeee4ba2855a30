"""A PDF becomes a Document, page by page, or fails with a name."""

import pikepdf
import pytest

from ingest.errors import Failure, ReadingError
from ingest.ocr_page import OcrError, OcrPage
from ingest.reader import READER_VERSION, read_document
from schemas.document import Document, MarkKind, SectionKind, TextSource, Word
from schemas.view import clean_view
from tests.ingest.paper import DIFFICULT, REPORTS, Set, paragraph, pdf, picture_pdf

BORN_DIGITAL = [path for path in sorted(REPORTS.glob("*.pdf")) if path.stem != "d14"]


class ReadsOneLine:
    """An engine that reads the same line on every page."""

    name = "one line"

    def read(self, image):
        assert image.width > 1000
        words = (Word(0, 8, 0.1, 0.1, 0.3, 0.12, 0.9), Word(9, 15, 0.31, 0.1, 0.5, 0.12, 0.7))
        return OcrPage("Learning review", words, 0.8)


class Fails:
    """An engine that breaks."""

    name = "broken"

    def read(self, image):
        raise OcrError(f"it broke over {image.size}")


@pytest.fixture(scope="module", params=BORN_DIGITAL, ids=lambda path: path.stem)
def report(request):
    return read_document(request.param)


def test_the_blocks_of_every_sample_report_hold_all_of_its_words(report):
    for page in report.pages:
        held = [
            word
            for block in page.blocks
            for word in page.words
            if block.start <= word.start and word.end <= block.end
        ]
        assert held == list(page.words)


def test_the_marks_and_tables_of_every_sample_report_lie_in_its_text(report):
    for page in report.pages:
        assert list(page.marks) == sorted(page.marks, key=lambda mark: mark.start)
        for mark in page.marks:
            assert page.text[mark.start : mark.end].strip()
        for number in page.paragraphs:
            assert 0 < number.start <= len(page.text)
        for table in page.tables:
            assert len({len(row) for row in table.rows}) == 1
            for cell in (cell for row in table.rows for cell in row):
                quoted = "".join(page.text[start:end] for start, end in cell.spans)
                assert _letters(quoted) == _letters(cell.text)


def _letters(text):
    return [character for character in text if character.isalnum()]


def test_the_sections_of_every_sample_report_cover_it(report):
    first, last = report.sections[0], report.sections[-1]

    assert (first.page, first.start) == (1, 0)
    assert (last.end_page, last.end) == (len(report.pages), len(report.pages[-1].text))
    for section in report.sections:
        assert (section.page, section.start) < (section.end_page, section.end)


def test_every_sample_report_survives_storage(report):
    assert Document.from_json(report.to_json()) == report


def test_every_sample_report_has_a_view_without_its_running_matter(report):
    view = clean_view(report)

    assert len(view.text) > 0.5 * sum(len(page.text) for page in report.pages)
    assert not any(len(set(line)) == 1 and len(line) > 3 for line in view.text.split("\n"))


def test_a_report_is_named_and_its_reader_noted(tmp_path):
    path = pdf(tmp_path / "a.pdf", paragraph("Learning review"))

    document = read_document(path, name="review.pdf", sha256="0" * 64)

    assert (document.name, document.sha256) == ("review.pdf", "0" * 64)
    assert document.reader_version == READER_VERSION
    assert document.pages[0].source_reason == "it has a text layer"


def test_a_page_number_and_a_heading_are_marked(tmp_path):
    pages = [
        [
            Set(70, 100, f"{number} Analysis", 16, bold=True),
            *paragraph("The plan was closed in the May of that year and nobody", "asked why."),
            Set(280, 810, f"Page {number} of 3"),
        ]
        for number in (1, 2, 3)
    ]

    document = read_document(pdf(tmp_path / "a.pdf", *pages))

    kinds = [mark.kind for mark in document.pages[1].marks]
    assert kinds == [MarkKind.HEADING, MarkKind.PAGE_NUMBER]
    assert {section.kind for section in document.sections} == {SectionKind.ANALYSIS}


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("needs_password", Failure.PASSWORD),
        ("truncated", Failure.TRUNCATED),
        ("web_page", Failure.NOT_A_PDF),
        ("empty", Failure.EMPTY),
        ("five_thousand_pages", Failure.TOO_MANY_PAGES),
        ("ten_metres_wide", Failure.PAGE_TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_named(name, failure):
    with pytest.raises(ReadingError) as raised:
        read_document(DIFFICULT / f"{name}.pdf")

    assert raised.value.failure is failure
    assert raised.value.message.endswith(".")


def test_a_file_that_is_encrypted_without_a_password_opens():
    assert clean_view(read_document(DIFFICULT / "encrypted_without_password.pdf")).text


def test_attachments_are_noted(tmp_path):
    path = pdf(tmp_path / "a.pdf", paragraph("Learning review"))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.attachments["notes.txt"] = b"kept elsewhere"
        document.save(path)

    assert read_document(path).notes == ("1 attached file was not read.",)


def test_a_scan_is_read_by_ocr_and_says_so(tmp_path):
    document = read_document(picture_pdf(tmp_path / "a.pdf", "x"), ocr=ReadsOneLine())

    (page,) = document.pages
    assert page.source is TextSource.OCR
    assert (page.text, page.confidence) == ("Learning review", 0.8)
    assert page.source_reason.endswith("read by OCR (one line)")
    assert [word.confidence for word in page.words] == [0.9, 0.7]
    assert document.notes == ("Page 1 was read by OCR.",)


@pytest.mark.parametrize("engine", [None, Fails()])
def test_a_scan_that_nobody_read_fails_and_never_passes_for_read(tmp_path, engine):
    with pytest.raises(ReadingError) as raised:
        read_document(picture_pdf(tmp_path / "a.pdf", "x"), ocr=engine)

    assert raised.value.failure is Failure.NO_OCR


def test_a_scanned_page_among_others_stays_empty_without_ocr():
    document = read_document(DIFFICULT / "text_and_scan.pdf")

    empty = [page for page in document.pages if page.source is TextSource.EMPTY]
    assert empty
    assert all("not read by OCR" in page.source_reason for page in empty)
    assert "not read" in document.notes[-1]


def test_a_file_of_blank_pages_has_no_text(tmp_path):
    with pytest.raises(ReadingError) as raised:
        read_document(pdf(tmp_path / "a.pdf", [], []), ocr=ReadsOneLine())

    assert raised.value.failure is Failure.NO_TEXT


def test_columns_are_read_one_after_the_other():
    text = clean_view(read_document(REPORTS / "d03.pdf")).text

    assert "been turned down.\n\nJay was in what would" in text
    assert "the mental health service, early help, the elective" in text


def test_a_turned_page_is_read_like_any_other():
    document = read_document(DIFFICULT / "rotated_and_landscape.pdf")

    assert any(page.rotation for page in document.pages)
    assert any(page.tables for page in document.pages)
