"""A record in a few lines."""

from __future__ import annotations

import pytest

from cli.summary import age_of, agencies_line, harm_of, pressure_points_line
from schemas.record import Agencies, Child, PressurePoint, Record, Review


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (None, None, "-"),
        (24, 36, "2 years"),
        (28, 29, "2 y 4 months"),
        (1.61, 1.84, "7 weeks"),
        (6, 9, "6 months to 9 months"),
        (36, 60, "3 y to 5 y"),
    ],
)
def test_an_age_is_said_no_narrower_than_the_report(low, high, said: str) -> None:
    assert age_of(Child(age_months_min=low, age_months_max=high)) == said


def test_harm_is_outcome_and_category_in_words() -> None:
    child = Child(outcome="death", death_category="fatal_physical_abuse")
    assert harm_of(child).startswith("Death, ")
    assert harm_of(Child()) == "-"


def test_agencies_and_pressure_points_in_words() -> None:
    point = PressurePoint(code="case_closed", judged_problem="yes", page=3, quote="closed")
    record = Record(
        document="a.pdf",
        pages=3,
        review=Review(),
        agencies=Agencies(involved=["police", "gp"]),
        pressure_points=[point, point],
    )
    assert agencies_line(record) == "Police, GP"
    assert pressure_points_line(record).endswith("(2)")
