"""Measures of agreement. The tests check them against scikit-learn's."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Pair = tuple[Hashable, Hashable]
"""What two coders say of one thing."""

BOOTSTRAP_ROUNDS = 1000
SEED = 2026


@dataclass(frozen=True, slots=True)
class Counts:
    """Values found and right, found and wrong, and missed.

    What neither coder says is no success, so it is counted nowhere.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right; nan where nothing was found."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what is there that was found; nan where nothing is there."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; nan where nothing is there and none was found."""
        return share(2 * self.right, 2 * self.right + self.wrong + self.missed)


class Interval(NamedTuple):
    """An estimate with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


def share(part: float, whole: float) -> float:
    """Return `part / whole`, nan where there is no whole.

    >>> share(1, 4)
    0.25
    """
    return part / whole if whole else math.nan


def compare_sets(gold: frozenset[str], predicted: frozenset[str]) -> Counts:
    """Count the values of two sets."""
    return Counts(len(gold & predicted), len(predicted - gold), len(gold - predicted))


def macro_f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Return the mean over codes of the F1 of each; nan where there are no codes.

    A code counts where the gold or the prediction has it.
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for gold, predicted in pairs:
        right.update(gold & predicted)
        wrong.update(predicted - gold)
        missed.update(gold - predicted)
    codes = right.keys() | wrong.keys() | missed.keys()
    scores = [Counts(right[code], wrong[code], missed[code]).f1 for code in codes]
    return share(math.fsum(scores), len(scores))


def cohen_kappa(pairs: Sequence[Pair]) -> float:
    """Return Cohen's kappa (1960): agreement beyond what the two marginals give by chance.

    nan where there are no pairs, or both coders say one and the same of all: then chance explains
    everything, and kappa is not defined.
    """
    return _kappa(Counter(pairs))


def kappa_interval(pairs: Sequence[Pair], seed: int = SEED) -> Interval:
    """Return Cohen's kappa with its bootstrap 95 % interval (percentiles, pairs drawn anew).

    Samples in which kappa is not defined are left out.
    """
    draw = random.Random(seed)  # noqa: S311 - a repeatable draw is wanted, not a secret one
    kappas = sorted(
        kappa
        for _ in range(BOOTSTRAP_ROUNDS if pairs else 0)
        if not math.isnan(kappa := _kappa(Counter(draw.choices(pairs, k=len(pairs)))))
    )
    if not kappas:
        return Interval(cohen_kappa(pairs), math.nan, math.nan)
    tail = 0.025 * (len(kappas) - 1)
    return Interval(cohen_kappa(pairs), kappas[round(tail)], kappas[len(kappas) - 1 - round(tail)])


def _kappa(table: Counter[Pair]) -> float:
    total = sum(table.values())
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), number in table.items():
        first[one] += number
        second[other] += number
    observed = share(sum(n for (one, other), n in table.items() if one == other), total)
    by_chance = share(sum(first[code] * second[code] for code in first), total**2)
    return share(observed - by_chance, 1 - by_chance)
