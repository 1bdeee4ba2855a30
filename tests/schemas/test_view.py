"""The view leaves out what is no prose, joins what a line end broke, and leads back to the page."""

import string

from hypothesis import given
from hypothesis import strategies as st

from schemas.document import Block, Document, Mark, MarkKind, Page
from schemas.view import clean_view


def page(text, number=1, blocks=None, marks=()):
    return Page(
        number=number,
        width=595.0,
        height=842.0,
        rotation=0,
        text=text,
        blocks=blocks if blocks is not None else (Block(0, len(text)),),
        marks=marks,
    )


def view_of(*pages):
    return clean_view(Document("0" * 64, "report.pdf", pages))


def test_line_breaks_inside_a_block_become_blanks():
    assert view_of(page("Child Q was\r\nseen  at home.")).text == "Child Q was seen at home."


def test_blocks_are_parted_by_a_blank_line():
    assert view_of(page("First.\r\nSecond.", blocks=(Block(0, 6), Block(8, 15)))).text == (
        "First.\n\nSecond."
    )


def test_a_word_broken_at_a_line_end_is_joined():
    assert (
        view_of(page("safe-\r\nguarding and pro\ufffetection")).text
        == "safeguarding and protection"
    )


def test_a_hyphen_inside_a_line_stays():
    assert view_of(page("a step-down plan, 2013-\r\n14")).text == "a step-down plan, 2013- 14"


def test_headers_and_paragraph_numbers_are_left_out():
    text = "Board of Ampleforth\r\n1.2 He was seen."
    marks = (Mark(MarkKind.HEADER, 0, 21), Mark(MarkKind.PARAGRAPH_NUMBER, 21, 25))

    assert view_of(page(text, marks=marks)).text == "He was seen."


def test_headings_and_tables_are_kept():
    text = "1 Findings"

    assert view_of(page(text, marks=(Mark(MarkKind.HEADING, 0, 10),))).text == "1 Findings"


def test_a_paragraph_runs_on_over_a_page_break():
    view = view_of(page("The case was"), page("closed in May.", number=2))

    assert view.text == "The case was closed in May."
    first, second = view.evidence(4, 19)
    assert (first.page, first.quote) == (1, "case was")
    assert (second.page, second.quote) == (2, "closed")


def test_a_sentence_that_ends_with_its_page_ends_its_block():
    assert view_of(page("It was closed."), page("Later it opened.", number=2)).text == (
        "It was closed.\n\nLater it opened."
    )


def test_the_page_of_each_character_is_known():
    view = view_of(page("One."), page("", number=2), page("Three.", number=3))

    assert view.page_at(0) == 1
    assert view.page_at(view.text.index("Three")) == 3


def test_a_place_that_was_left_out_leads_to_the_next_that_was_kept():
    text = "1.2 He was seen."
    view = view_of(page(text, marks=(Mark(MarkKind.PARAGRAPH_NUMBER, 0, 4),)))

    assert view.locate(1, 1) == 0


TEXTS = st.text(alphabet=string.ascii_letters + " -\r\n\ufffe.,\u2010\u00a0", max_size=120)


@st.composite
def pages(draw):
    made = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        text = draw(TEXTS)
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=5)))
        blocks = tuple(
            Block(a, b) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if a < b
        )
        spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, 10)), max_size=3))
        marks = tuple(
            Mark(draw(st.sampled_from(list(MarkKind))), start, min(len(text), start + length))
            for start, length in sorted(spans)
        )
        made.append(page(text, number, blocks, marks))
    return made


@given(pages(), st.data())
def test_every_stretch_of_the_view_leads_back_to_its_words(made, data):
    view = view_of(*made)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    words = "".join(view.text[start:end].split())
    if not words:
        return

    for found in view.evidence(start, end):
        assert view.document.page(found.page).text[found.start : found.end] == found.quote
    quoted = "".join(found.quote for found in view.evidence(start, end))
    # The quote may hold more than the view shows (a mark in the middle), never less, in order.
    rest = iter(quoted)
    assert all(character in rest for character in words)


@given(pages())
def test_each_character_of_the_view_is_a_character_of_its_page(made):
    view = view_of(*made)

    for at, character in enumerate(view.text):
        if not character.isspace():
            assert made[view.pages[at] - 1].text[view.offsets[at]] == character
