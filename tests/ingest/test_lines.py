"""Words become lines, and what OCR or a designer did to their white space is made even."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import lines_of, plain, same_row
from tests.ingest.paper import Set, typeset


def test_a_line_ends_where_the_text_breaks():
    page = typeset([Set(70, 100, "The baby was seen"), Set(70, 115, "at home.")])

    assert [line.text for line in lines_of(page)] == ["The baby was seen", "at home."]


def test_a_line_knows_its_place_and_type():
    (line,) = lines_of(typeset([Set(70, 100, "The review", 12, bold=True)]))

    assert (line.x0, round(line.y1, 1)) == (70, 102.4)
    assert (line.size, line.bold, line.words_count) == (12, True, 2)


def test_lines_side_by_side_share_a_row():
    left, right, below = lines_of(
        typeset([Set(70, 100, "2.1"), Set(110, 101, "Mother"), Set(70, 115, "Father")])
    )

    assert same_row(left, right)
    assert not same_row(left, below)


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("P a g e 3 | 25", "Page 3 | 25"),
        ("one  two\r\nthree", "one two three"),
        ("safe\ufffeguarding", "safeguarding"),
        ("safe\u2010\r\nguarding", "safeguarding"),
        ("I saw a boy", "I saw a boy"),
    ],
)
def test_plain_text_is_even(raw, made):
    assert plain(raw) == made


WORDS = st.text(alphabet="abcdefg.,1", min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), max_size=6))
def test_lines_hold_every_word_once_in_order(texts):
    page = typeset([Set(70, 100 + 15 * at, " ".join(words)) for at, words in enumerate(texts)])

    lines = lines_of(page)

    held = [at for line in lines for at in range(line.first, line.last)]
    assert held == list(range(len(page.words)))
    assert [page.text[line.start : line.end] for line in lines] == [" ".join(t) for t in texts]
