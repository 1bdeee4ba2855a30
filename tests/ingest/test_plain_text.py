"""A text is a document of one page, kept to the letter."""

from hypothesis import given
from hypothesis import strategies as st

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


@given(st.text(alphabet="ab. \n12#A", max_size=200))
def test_any_text_is_kept_and_all_of_its_words_are_in_blocks(text):
    (page,) = text_document(text, "n").pages

    assert page.text == text
    held = [w for b in page.blocks for w in page.words if b.start <= w.start and w.end <= b.end]
    assert held == list(page.words)
