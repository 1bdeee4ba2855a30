"""Where an age may stand, by the letters of a sentence alone."""

from __future__ import annotations

import pytest

from extractors.age.carriers import places_of

MAY_BE = [
    "she was 15",
    "killed at fifteen",
    "a boy of 8",
    "child t (14) and his sister",
    "ten weeks old when seen",
    "a few days before his first birthday",
    "he was not far off 13",
    "seen on the ward, 11/52, by a nurse",
    "7 weeks 3 days at the time of injury",
]
CANNOT_BE = [
    "the panel met six times",
    "case closed 08.01",
    "a fax arrived two days later",
    "5 the findings",
]


@pytest.mark.parametrize("sentence", MAY_BE)
def test_a_number_led_to_or_near_a_cue_may_be_an_age(sentence):
    assert places_of(sentence).windows


@pytest.mark.parametrize("sentence", CANNOT_BE)
def test_other_numbers_are_not_looked_at_further(sentence):
    assert not places_of(sentence).windows
