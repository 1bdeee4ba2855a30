from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.checking import CodingError
from verify.ages import age_from, age_in_words


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("11 weeks", 2.53, 2.76),
        ("7w 3d", 1.71, 1.74),
        ("2 years 4 months", 28, 29),
        ("2 years and 4 months", 28, 29),
        ("16 months", 16, 17),
        ("4", 48, 60),
        ("13 to 15 years", 156, 192),
        ("13-15", 156, 192),
        ("0 months", 0, 1),
    ],
)
def test_an_age_is_as_exact_as_its_least_unit(written: str, least: float, most: float) -> None:
    age = age_from(written)
    assert (age["months_min"], age["months_max"]) == (least, most)
    assert age["months_min"] <= age["months"] <= age["months_max"]


@pytest.mark.parametrize(
    "written", ["", "young", "4 weeks 3", "2 years 2 years", "15 to 13", "4 m x"]
)
def test_what_is_no_age_is_refused_with_the_way_to_write_it(written: str) -> None:
    with pytest.raises(CodingError, match="11 weeks"):
        age_from(written)


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (48, 60, "4 years"),
        (28, 29, "2 years 4 months"),
        (16, 17, "16 months"),
        (2.53, 2.76, "11 weeks"),
        (156, 192, "13 to 15 years"),
        (12, 24, "1 year"),
        (28, 31, "28 to 30 months"),
        (5.5, 5.5, "5.5 months"),
    ],
)
def test_an_age_of_the_record_is_said_in_words(least: float, most: float, said: str) -> None:
    assert age_in_words({"months_min": least, "months_max": most}) == said


units = st.sampled_from(["years", "months", "weeks", "days"])


@given(st.integers(1, 17), units)
def test_what_is_said_can_be_written_again(count: int, unit: str) -> None:
    age = age_from(f"{count} {unit}")
    again = age_from(age_in_words(age))
    assert abs(again["months_min"] - age["months_min"]) < 0.02
    assert abs(again["months_max"] - age["months_max"]) < 0.02
