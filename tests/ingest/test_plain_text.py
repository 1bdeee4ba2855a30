"""A text is a document on as many pages as it takes, kept to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Failure, ReadingError
from ingest.plain_text import text_document
from schemas.document import SectionKind, TextSource
from schemas.view import clean_view


def test_blocks_are_parted_by_blank_lines():
    document = text_document("Child N was seen\nat home.\n\n\nShe was well.\n", "n.txt")

    text = document.pages[0].text
    assert [text[b.start : b.end] for b in document.pages[0].blocks] == [
        "Child N was seen\nat home.",
        "She was well.",
    ]
    assert document.pages[0].source is TextSource.PLAIN_TEXT


def test_headings_open_sections():
    document = text_document(
        "A review.\n\n2 The family\n\nMother was 19.\n\nAnalysis\nIt is so.", "n"
    )

    assert [(section.kind, section.title) for section in document.sections][1:] == [
        (SectionKind.FAMILY, "2 The family"),
        (SectionKind.ANALYSIS, "Analysis"),
    ]


def test_paragraph_numbers_are_kept_as_data():
    (number,) = text_document("2.10 Mother was 19.", "n").pages[0].paragraphs

    assert number == ("2.10", 5)
    assert clean_view(text_document("2.10 Mother was 19.", "n")).text == "Mother was 19."


def test_a_passage_without_headings_has_one_section():
    (section,) = text_document("She was seen at home in May.", "n").sections

    assert section.kind is SectionKind.OTHER


def test_a_short_text_is_one_page_however_many_blank_lines_it_has():
    assert len(text_document("Child N was seen." + "\n" * 500 + "She was well.", "n").pages) == 1


def test_a_long_text_has_its_headings_and_numbers_on_the_pages_where_they_stand():
    paragraph = "The health visitor saw Child N at home. " * 40
    text = "\n\n".join(f"{n} Analysis\n{n}.1 {paragraph}" for n in range(1, 9))
    document = text_document(text, "n")

    assert len(document.pages) > 2
    assert [section.title for section in document.sections] == [
        f"{n} Analysis" for n in range(1, 9)
    ]
    for section in document.sections:
        assert document.page(section.page).text.startswith(section.title, section.start)
    numbers = [number.number for page in document.pages for number in page.paragraphs]
    assert numbers == [f"{n}.1" for n in range(1, 9)]
    joined = clean_view(document).text
    assert joined.count("The health visitor saw Child N at home.") == 320


def test_a_text_that_takes_more_pages_than_are_read_is_refused():
    with pytest.raises(ReadingError, match="more than 2,000 pages") as error:
        text_document("a\n" * 130_000, "n")
    assert error.value.failure is Failure.TOO_MANY_PAGES


@given(st.text(alphabet="ab. \n12#A\t\v", max_size=400))
def test_any_text_is_kept_and_all_of_its_words_are_in_blocks(text):
    pages = text_document(text, "n").pages

    assert "".join(page.text for page in pages) == text
    for page in pages:
        held = [w for b in page.blocks for w in page.words if b.start <= w.start and w.end <= b.end]
        assert held == list(page.words)
