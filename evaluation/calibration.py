"""How far confidence is the chance of being accepted: reliability, and the curves that mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.isotonic import IsotonicRegression

from evaluation.acceptance import Verdict
from evaluation.measures import share

BINS = 10
PRIOR_FINDINGS = 5.0
"""How many findings of the field itself weigh as much as what is known of all fields."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings of about one confidence: how many, what they claim, how many were accepted."""

    count: int
    claimed: float
    accepted: float


def reliability(verdicts: Sequence[Verdict]) -> list[Bin]:
    """Return the bins of a reliability plot, ten of equal width, those without findings left out.

    Definition: Guo, Pleiss, Sun and Weinberger (2017).
    """
    bins: defaultdict[int, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        bins[min(BINS - 1, int(verdict.confidence * BINS))].append(verdict)
    return [
        Bin(
            len(held),
            share(sum(v.confidence for v in held), len(held)),
            share(sum(v.accepted for v in held), len(held)),
        )
        for _, held in sorted(bins.items())
    ]


def expected_calibration_error(verdicts: Sequence[Verdict]) -> float:
    """Return the mean gap between claim and acceptance over the bins, weighted by their findings.

    nan where there are no findings.
    """
    gaps = sum(b.count * abs(b.claimed - b.accepted) for b in reliability(verdicts))
    return share(gaps, len(verdicts))


def acceptance(verdicts: Iterable[Verdict]) -> float:
    """Return the share of findings that the labels accept; nan where there are none."""
    held = list(verdicts)
    return share(sum(v.accepted for v in held), len(held))


Curve = list[list[float]]
"""Points of a curve, [score, chance], both rising; between two points it is straight."""


def curve(
    verdicts: Sequence[Verdict],
    discount: float = 0.0,
    prior: Callable[[float], float] | None = None,
) -> Curve:
    """Return the rising curve from score to chance that fits the verdicts best.

    Isotonic regression (Zadrozny and Elkan, 2002).

    Args:
        verdicts: At least one.
        discount: Share by which every chance is lowered.
        prior: The chance of a score elsewhere, which a few findings of this field bend only so far.
    """
    by_score: defaultdict[float, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        by_score[round(verdict.confidence, 2)].append(verdict.accepted)
    scores = sorted(by_score)
    chances, weights = [], []
    for score in scores:
        held = by_score[score]
        accepted, count = sum(held) * (1 - discount), float(len(held))
        if prior is not None:
            accepted += PRIOR_FINDINGS * prior(score)
            count += PRIOR_FINDINGS
        chances.append(accepted / count)
        weights.append(count)
    fitted = IsotonicRegression().fit_transform(scores, chances, sample_weight=weights)
    return [[score, round(float(chance), 3)] for score, chance in _corners(scores, fitted)]


def _corners(
    scores: Sequence[float], chances: npt.NDArray[np.float64]
) -> list[tuple[float, float]]:
    """Return the points of a curve without those in the middle of a level stretch."""
    points = list(zip(scores, chances.tolist(), strict=True))
    inner = [
        here
        for before, here, after in zip(points, points[1:], points[2:], strict=False)
        if not before[1] == here[1] == after[1]
    ]
    return [points[0], *inner, *points[1:][-1:]]
