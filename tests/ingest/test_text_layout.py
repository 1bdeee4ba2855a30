"""A text laid out on pages: all of its words, in order, each in a place of its own."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.text_layout import MOST_LINES, TextPage, lay_out_text

WORDS = "The health visitor saw Child N at home, and found her well. "


def laid_out(text: str) -> list[TextPage]:
    return list(lay_out_text(text))


def lines(page: TextPage) -> list[list[float]]:
    """Return the left edges of the words of each line."""
    found: dict[float, list[float]] = {}
    for word in page.words:
        found.setdefault(word.y0, []).append(word.x0)
    return list(found.values())


@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                [WORDS * 40, WORDS, "\n", "\n\n", "x" * 900, "\u0627\u0644 \u6f22\u5b57", "\u200b"]
            ),
        ),
        max_size=30,
    ).map("".join)
)
def test_every_word_is_on_a_page_in_order_and_in_its_own_box(text: str) -> None:
    pages = laid_out(text)
    assert pages[0].start == 0
    assert pages[-1].end == len(text)
    assert all(before.end == after.start for before, after in pairwise(pages))

    told = [
        text[page.start + word.start : page.start + word.end]
        for page in pages
        for word in page.words
    ]
    assert "".join(told) == "".join(text.split())
    for page in pages:
        for word in page.words:
            assert 0 <= word.start < word.end <= page.end - page.start
            assert 0 < word.x0 < word.x1 < 1
            assert 0 < word.y0 < word.y1 < 1
        for before, after in pairwise(page.words):
            assert before.end <= after.start
            same_line = before.y0 == after.y0
            assert before.x1 < after.x0 if same_line else before.y1 < after.y0
        assert len(lines(page)) <= MOST_LINES


def test_lines_of_the_text_stay_lines_and_long_ones_are_wrapped() -> None:
    (page,) = laid_out("One.\nTwo words.\n\n" + WORDS * 5)
    assert [len(line) for line in lines(page)][:2] == [1, 2]
    assert len(lines(page)) > 4


def test_a_word_that_is_longer_than_a_line_is_broken() -> None:
    (page,) = laid_out("See " + "w" * 200 + " there.")
    assert len(page.words) > 3
    assert len(lines(page)) > 2


def test_a_page_ends_where_a_paragraph_does() -> None:
    paragraphs = [WORDS * 20] * 12
    pages = laid_out("\n\n".join(paragraphs))
    assert len(pages) > 1
    text = "\n\n".join(paragraphs)
    for page in pages[:-1]:
        assert text[: page.end].endswith("\n\n")


def test_a_paragraph_longer_than_a_page_is_broken_after_a_sentence() -> None:
    text = WORDS * 300
    pages = laid_out(text)
    assert len(pages) > 2
    for page in pages[:-1]:
        assert text[page.start : page.end].endswith("well. ")


def test_a_text_without_words_is_one_empty_page() -> None:
    assert laid_out(" \n ") == [TextPage(0, 3, ())]
