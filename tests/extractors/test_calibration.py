"""Scores become chances by the measured curves."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from extractors.calibration import CURVES, calibrated, chance, uncalibrated
from schemas.evidence import Evidence
from schemas.finding import Alternative, Finding

POINTS: dict[str, list[tuple[float, float]]] = yaml.safe_load(CURVES.read_text("utf-8"))
WORDS = (Evidence(1, 0, 3, "she"),)
FINDING = Finding(
    "children.0.sex",
    "female",
    0.5,
    WORDS,
    "children",
    "1",
    alternatives=(Alternative("male", 0.3, WORDS),),
)


@pytest.mark.parametrize("field", POINTS)
def test_each_curve_rises_and_stays_a_chance(field: str) -> None:
    scores, chances = zip(*POINTS[field], strict=True)
    assert list(scores) == sorted(set(scores))
    assert list(chances) == sorted(chances)
    assert chances[0] >= 0
    assert chances[-1] <= 1


def test_between_and_beyond_the_points_there_is_a_chance_too() -> None:
    (low, at_low), (high, at_high) = POINTS["all"][0], POINTS["all"][-1]
    assert chance("a field of another package", low / 2) == at_low
    assert at_low <= chance("a field of another package", (low + high) / 2) <= at_high


def test_the_value_and_its_alternatives_are_given_their_chances() -> None:
    (found,) = calibrated([FINDING])
    assert found.confidence == chance("child.sex", 0.5)
    assert found.alternatives[0].confidence == chance("child.sex", 0.3)
    assert replace(found, confidence=0.5, alternatives=FINDING.alternatives) == FINDING


def test_scores_can_be_had_as_they_are() -> None:
    with uncalibrated():
        assert calibrated([FINDING]) == [FINDING]
