"""Reliability against worked examples, and curves that rise."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.acceptance import Verdict
from evaluation.calibrate import fit
from evaluation.calibration import curve, expected_calibration_error, reliability
from evaluation.gold import Side


def verdict(confidence: float, accepted: bool, field: str = "agencies") -> Verdict:
    return Verdict("d01.pdf", Side.ODD, field, confidence, accepted)


HALF_RIGHT = [verdict(0.9, True), verdict(0.9, False)]


def test_a_bin_tells_what_was_claimed_and_what_was_accepted() -> None:
    low, high = reliability([verdict(0.12, False), verdict(0.18, False), *HALF_RIGHT])
    assert (low.count, low.accepted) == (2, 0.0)
    assert low.claimed == pytest.approx(0.15)
    assert (high.count, high.accepted) == (2, 0.5)
    assert high.claimed == pytest.approx(0.9)


def test_the_error_is_the_gap_weighted_by_findings() -> None:
    assert expected_calibration_error(HALF_RIGHT) == pytest.approx(0.4)
    assert expected_calibration_error(
        [*HALF_RIGHT, *[verdict(0.5, True), verdict(0.5, False)]]
    ) == (pytest.approx(0.2))
    assert math.isnan(expected_calibration_error([]))


def test_full_confidence_has_a_bin() -> None:
    assert expected_calibration_error([verdict(1.0, True)]) == 0.0


def test_a_curve_gives_each_score_the_share_accepted() -> None:
    verdicts = [verdict(0.5, False), verdict(0.5, True), verdict(0.9, True), verdict(0.9, True)]
    assert curve(verdicts) == [[0.5, 0.5], [0.9, 1.0]]
    assert curve(verdicts, discount=0.1) == [[0.5, 0.45], [0.9, 0.9]]


def test_a_few_findings_bend_what_is_known_of_all_only_so_far() -> None:
    assert curve([verdict(0.9, True)], prior=lambda _: 0.6) == [[0.9, round(4 / 6, 3)]]


@given(st.lists(st.builds(verdict, st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_a_curve_never_falls_and_stays_a_chance(verdicts: list[Verdict]) -> None:
    points = curve(verdicts)
    assert points == sorted(points)
    chances = [chance for _, chance in points]
    assert chances == sorted(chances)
    assert all(0.0 <= chance <= 1.0 for chance in chances)


def test_a_field_with_few_findings_goes_by_the_curve_of_all() -> None:
    many = [verdict(0.9, number % 3 > 0) for number in range(30)]
    curves = fit([*many, verdict(0.9, False, "child.sex")], discount=0.0)
    assert set(curves) == {"all", "agencies"}
