from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evaluation.match import even, locate, on_page, overlaps, pair_children
from schemas.document import Page
from schemas.record import Child, Quote


def page(text: str) -> Page:
    return Page(1, 595.0, 842.0, 0, text)


def children(*labels: str | None) -> list[Child]:
    return [Child(label=label) for label in labels]


def test_children_are_paired_by_label_then_in_order() -> None:
    gold = children("Child B", "Child C", None)
    predicted = children("Child X", "child  b", "Child Y", "Child Z")

    assert pair_children(gold, predicted) == [(0, 1), (1, 0), (2, 2), (None, 3)]


def test_a_child_that_was_missed_has_no_counterpart() -> None:
    assert pair_children(children("Child B"), []) == [(0, None)]


def test_a_quote_is_found_over_line_ends_and_hyphens() -> None:
    text = "The case was re\ufffe-\r\nopened by the health-\nvisitor\u2019s  team."

    found = locate("re-opened by the health visitor's team", page(text))

    assert found is not None
    assert text[slice(*found)] == "re\ufffe-\r\nopened by the health-\nvisitor\u2019s  team"


def test_a_quote_with_a_misread_letter_is_found() -> None:
    text = "Nothing before. The duty senior cl0sed the contact the same day. Nothing after."

    found = locate("The duty senior closed the contact the same day.", page(text))

    assert found is not None
    assert "cl0sed the contact" in text[slice(*found)]


def test_words_that_do_not_stand_on_the_page_are_not_found() -> None:
    assert locate("The conference made no plan.", page("Another matter altogether.")) is None
    assert locate("", page("Any words.")) is None


@given(st.text(), st.text(min_size=1), st.text())
@example("", "0\u00df0", "")
def test_what_stands_on_a_page_is_located_there(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    found = locate(quote, page(text))

    if even(quote):
        assert found is not None
        assert even(quote) in even(text[slice(*found)])


@pytest.mark.parametrize(
    ("start", "end", "meets"), [(0, 8, False), (4, 9, True), (9, 15, True), (15, 21, False)]
)
def test_evidence_overlaps_where_it_shares_a_letter(start: int, end: int, meets: bool) -> None:
    at = page("Nobody. Closed. Nobody.")
    evidence = [at.evidence(start, end)]

    assert on_page(evidence, Quote(page=1, quote="Closed."))
    assert overlaps(evidence, Quote(page=1, quote="Closed."), at) is meets


def test_evidence_on_another_page_meets_nothing() -> None:
    at = page("Closed.")

    assert not on_page([at.evidence(0, 6)], Quote(page=2, quote="Closed."))
