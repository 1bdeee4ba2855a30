from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.checking import CodingError, EvidenceError
from schemas.document import Block, Page, ParagraphNumber
from verify.quotes import evidence_from, in_context, selection_of, spans_of, typed_quote

TEXT = "He was seen by a non-acci\u2010\r\ndental route.\r\nHe was well."


def page(text: str, **more: object) -> Page:
    return Page(number=1, width=595, height=842, rotation=0, text=text, **more)  # type: ignore[arg-type]


def test_a_selection_is_evidence_without_the_blanks_at_its_ends() -> None:
    (words,) = evidence_from(["1:2:8"], {1: TEXT})
    assert (words.start, words.end, words.quote) == (3, 8, "was s")


@pytest.mark.parametrize(
    "selection", ["", "1", "2:0:5", "1:5:5", "1:7:3", "1:0:9999", "a:b:c", "1:6:7"]
)
def test_a_selection_that_holds_no_words_is_refused(selection: str) -> None:
    with pytest.raises(EvidenceError):
        evidence_from([selection], {1: "He was seen"})


@given(st.text(min_size=1), st.data())
def test_a_selection_leads_to_its_words_and_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    (words,) = evidence_from([f"1:{start}:{end}"], {1: text})
    assert text[words.start : words.end] == words.quote
    assert evidence_from([selection_of(words)], {1: text}) == (words,)


def test_typed_words_are_found_over_line_ends_and_hyphens() -> None:
    assert typed_quote("a non-accidental route. he WAS well", 1, TEXT) == f"1:15:{len(TEXT) - 1}"


def test_typed_words_that_stand_nowhere_or_twice_are_refused() -> None:
    with pytest.raises(CodingError, match="do not stand on page 1"):
        typed_quote("she was ill", 1, TEXT)
    with pytest.raises(CodingError, match="2 times"):
        typed_quote("He was", 1, TEXT)


def test_nothing_is_found_for_no_words() -> None:
    assert spans_of(TEXT, "  ") == []


def test_a_quote_keeps_to_its_paragraph() -> None:
    text = "Before.\r\nHe was seen at the clinic.\r\nAfter."
    block = Block(9, 35)
    shown = in_context(
        page(text).evidence(16, 20),
        page(text, blocks=(Block(0, 7), block, Block(37, 43)),
             paragraphs=(ParagraphNumber("1.2", 9),)),
    )  # fmt: skip
    assert (shown.before, shown.words, shown.after) == ("He was ", "seen", " at the clinic.")
    assert shown.paragraph == "1.2"


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = "one two three four five " * 20
    shown = in_context(page(text).evidence(240, 243), page(text, blocks=(Block(0, len(text)),)))
    assert shown.before.startswith("… ")
    assert shown.after.endswith(" …")
    assert len(shown.before) < 100
