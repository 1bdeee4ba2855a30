"""Sentences: where they end, and what they know of their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading import read
from extractors.reading.sentences import split_sentences
from ingest.plain_text import text_document


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("She was seen. She was well.", ["She was seen.", "She was well."]),
        ("Dr Ames saw her. Mr. Bell did not.", ["Dr Ames saw her.", "Mr. Bell did not."]),
        ("He lived with Child K. She was two.", ["He lived with Child K.", "She was two."]),
        ("It was closed (see para. 4). Nothing followed.", None),
        ("He said, “I am fine.” Nobody asked again.", None),
        ("At 3.15 p.m. the crew came. It was too late.", None),
    ],
)
def test_a_paragraph_is_split_at_the_ends_of_sentences(paragraph, sentences):
    found = [paragraph[start:end] for start, end in split_sentences(paragraph)]
    assert len(found) == 2
    assert sentences is None or found == sentences


@given(st.text(alphabet="AbcD .!?()\"'1\u201d", max_size=60))
def test_sentences_are_in_order_and_leave_out_white_space_alone(paragraph):
    spans = list(split_sentences(paragraph))
    assert all(start < end for start, end in spans)
    left_out = "".join(
        paragraph[a:b]
        for a, b in zip(
            [0, *(end for _, end in spans)], [*(s for s, _ in spans), None], strict=True
        )
    )
    assert not left_out.strip()


def test_a_sentence_knows_its_words_and_its_paragraph():
    reading = read(text_document("One thing. Another thing.\n\nA new paragraph.", "a.txt"))
    first, second, third = reading.sentences
    assert reading.text[second.start : second.end] == second.text == "Another thing."
    assert first.block == second.block != third.block
    assert list(reading.paragraph(second)) == [first, second]
    assert reading.sentence_at(second.start + 3) is second
