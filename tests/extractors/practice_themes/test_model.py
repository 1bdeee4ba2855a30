"""The model of practice themes: that it ships whole, and that its chances go the right way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.practice_themes.model import model
from schemas.codebook import codebook

CODES = sorted(codebook().codes("practice_theme", "code"))
RATES = st.floats(0.0, 100.0)


def test_it_knows_every_theme_and_what_it_was_trained_on() -> None:
    assert sorted(model().shares) == sorted(model().mean_rates) == CODES
    assert model().trained_on
    assert 0.0 < model().threshold < 1.0


@given(st.sampled_from(CODES), RATES)
def test_a_chance_is_between_0_and_1(code: str, rate: float) -> None:
    assert 0.0 < model().chance(code, rate) < 1.0


@given(st.sampled_from(CODES), RATES, RATES)
def test_a_report_that_dwells_on_a_theme_more_has_it_more_likely(
    code: str, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert model().chance(code, low) <= model().chance(code, high)
