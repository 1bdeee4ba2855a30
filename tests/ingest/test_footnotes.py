"""Notes stand small at the foot of a page; what leads to them is small and raised."""

import pytest

from ingest.footnotes import mark_footnotes, references_of
from schemas.document import MarkKind
from tests.ingest.paper import Set, page_lines, paragraph

PROSE = paragraph("The chair wrote to the Board in May.", "He had no answer.", y=500)


def roles(*foot):
    page = page_lines([*PROSE, *foot])
    mark_footnotes([page], body_size=11)
    return page.roles[2:]


@pytest.mark.parametrize("text", ["1 Statutory guidance.", "1. Statutory", "2Of 2015.", "* See 4."])
def test_small_lines_with_a_number_at_the_foot_are_notes(text):
    assert (
        roles(Set(70, 760, text, 8), Set(70, 770, "and as amended.", 8)) == [MarkKind.FOOTNOTE] * 2
    )


def test_small_type_without_a_number_is_no_note():
    assert roles(Set(70, 760, "Source: the police report", 8)) == [None]


def test_lines_in_body_type_are_no_notes():
    assert roles(Set(70, 760, "1 The second chair wrote again.", 11)) == [None]


def test_a_page_set_small_throughout_has_no_notes():
    page = page_lines([Set(70, 500, "1 Police", 8), Set(70, 520, "2 Health", 8)])

    mark_footnotes([page], body_size=11)

    assert page.roles == [None, None]


def test_a_small_raised_number_of_its_own_is_a_reference():
    page = page_lines([Set(70, 500, "the guidance")])
    beside = page_lines([Set(70, 500, "the guidance"), Set(140, 496, "1", 7)])

    assert list(references_of(page)) == []
    assert [mark.kind for mark in references_of(one_line(beside))] == [MarkKind.FOOTNOTE_REFERENCE]


def one_line(page):
    """Return a page with its two lines put on one, as PDFium gives them."""
    text = page.words.text.replace("\r\n", "  ")
    words = page.words
    return type(page).of(
        type(words)(
            words.number, words.width, words.height, text, words.words, words.sizes, words.bold
        )
    )
