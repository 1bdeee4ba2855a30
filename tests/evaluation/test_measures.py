from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score, precision_recall_fscore_support
from sklearn.preprocessing import MultiLabelBinarizer

from evaluation.measures import (
    Counts,
    cohen_kappa,
    compare_sets,
    kappa_interval,
    macro_f1,
    share,
)

CODES = st.sampled_from(["police", "gp", "school", "housing"])
SETS = st.frozensets(CODES)
PAIRS_OF_SETS = st.lists(st.tuples(SETS, SETS), min_size=1, max_size=30)
PAIRS = st.lists(st.tuples(CODES, CODES), min_size=2, max_size=40)


def binary(sets: list[frozenset[str]]) -> np.ndarray:
    classes = ["gp", "housing", "police", "school"]
    return np.asarray(MultiLabelBinarizer(classes=classes).fit_transform(sets))


@given(PAIRS_OF_SETS)
def test_precision_recall_and_f1_are_those_of_scikit_learn(
    pairs: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    counts = sum((compare_sets(*pair) for pair in pairs), Counts())
    gold, predicted = (binary([pair[side] for pair in pairs]) for side in (0, 1))
    wanted = precision_recall_fscore_support(gold, predicted, average="micro", zero_division=np.nan)

    for ours, theirs in zip((counts.precision, counts.recall, counts.f1), wanted, strict=False):
        assert ours == pytest.approx(theirs, nan_ok=True)


@given(PAIRS_OF_SETS)
def test_macro_f1_is_that_of_scikit_learn_over_codes_that_occur(
    pairs: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    gold, predicted = (binary([pair[side] for pair in pairs]) for side in (0, 1))
    occur = np.flatnonzero(gold.any(axis=0) | predicted.any(axis=0))
    assume(occur.size)

    assert macro_f1(pairs) == pytest.approx(
        f1_score(gold, predicted, labels=occur, average="macro")
    )


@given(PAIRS)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    first, second = zip(*pairs, strict=True)
    assume(len({*first, *second}) > 1)

    assert cohen_kappa(pairs) == pytest.approx(cohen_kappa_score(first, second))


@given(PAIRS)
def test_the_interval_is_repeatable_and_in_order(pairs: list[tuple[str, str]]) -> None:
    interval = kappa_interval(pairs)

    assert interval == pytest.approx(kappa_interval(pairs), nan_ok=True)
    assert math.isnan(interval.low) or -1 <= interval.low <= interval.high <= 1


def test_the_interval_narrows_with_more_pairs() -> None:
    some = [("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "no")] * 5
    few, many = kappa_interval(some), kappa_interval(some * 10)

    assert few.value == pytest.approx(many.value)
    assert few.low < many.low < many.value < many.high < few.high


def test_kappa_is_not_defined_where_both_say_one_thing_of_all() -> None:
    assert math.isnan(cohen_kappa([("yes", "yes")] * 9))
    assert math.isnan(cohen_kappa([]))
    assert math.isnan(kappa_interval([]).low)


def test_silence_on_both_sides_is_no_success() -> None:
    counts = compare_sets(frozenset(), frozenset())

    assert counts == Counts(0, 0, 0)
    assert math.isnan(counts.f1)


@pytest.mark.parametrize(
    ("gold", "predicted", "counts"),
    [
        ({"death"}, {"death"}, Counts(right=1)),
        ({"death"}, set(), Counts(missed=1)),
        (set(), {"death"}, Counts(wrong=1)),
        ({"death"}, {"serious_harm"}, Counts(wrong=1, missed=1)),
    ],
)
def test_a_wrong_value_is_both_wrong_and_missed(
    gold: set[str], predicted: set[str], counts: Counts
) -> None:
    assert compare_sets(frozenset(gold), frozenset(predicted)) == counts


def test_no_share_of_nothing() -> None:
    assert math.isnan(share(0, 0))
