"""Amounts of time: numbers with units, halves, smaller units and modifiers."""

from __future__ import annotations

import pytest

from extractors.age.lexer import tokens_of
from extractors.age.quantity import quantity


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("six years", 72, 84),
        ("two years and four months", 28, 29),
        ("a year and a half", 18, 19),
        ("one week", 0.23, 0.46),
        ("twenty-one days", 0.69, 0.72),
        ("a fortnight", 0.46, 0.92),
        ("nearly three", 33, 36),
        ("under six months", 0, 6),
        ("2 8/12 yrs", 32, 33),
        ("3/52", 0.69, 0.92),
    ],
)
def test_an_amount_is_read_in_months(words, low, high):
    amount = quantity(tokens_of(words), 0)
    assert amount is not None
    assert (amount.low, amount.high) == (
        pytest.approx(low, abs=0.01),
        pytest.approx(high, abs=0.01),
    )


@pytest.mark.parametrize("words", ["a girl", "years", "nearly home", ""])
def test_what_is_no_amount_gives_none(words):
    assert quantity(tokens_of(words), 0) is None


def test_a_number_in_digits_takes_a_unit_letter_only_straight_after_it():
    assert [token.kind for token in tokens_of("7w 3 d")] == ["number", "unit", "number", "word"]


def test_a_date_is_no_medical_fraction():
    assert all(token.kind != "fraction" for token in tokens_of("on 16/07/06, 24/7 and 5/12/2010"))
