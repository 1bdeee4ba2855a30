from __future__ import annotations

import math

import pytest

from evaluation.compare import EvidenceJudgement, Judgement
from evaluation.gold import Side
from evaluation.measures import Counts
from evaluation.scores import judged_problem, score, score_evidence, wrongly_involved


def judgement(
    field: str,
    gold: set[str],
    predicted: set[str],
    document: str = "d01",
    side: Side = Side.ODD,
) -> Judgement:
    return Judgement(document, side, field, field, frozenset(gold), frozenset(predicted))


def test_the_sides_are_never_scored_together() -> None:
    judgements = [
        judgement("review.review_type", {"serious_case_review"}, {"serious_case_review"}),
        judgement("review.review_type", {"learning_review"}, set(), "d02", Side.EVEN),
    ]

    assert score(judgements, Side.ODD)["review.review_type"].counts == Counts(right=1)
    assert score(judgements, Side.EVEN)["review.review_type"].counts == Counts(missed=1)


def test_silence_on_both_sides_is_agreement_but_no_success() -> None:
    field = "children.outcome"
    judgements = [judgement(field, set(), set()), judgement(field, {"death"}, {"serious_harm"})]

    scored = score(judgements, Side.ODD)[field]

    assert scored.units == 2
    assert scored.agreement == 0.5
    assert scored.counts == Counts(wrong=1, missed=1)
    assert scored.kappa is not None
    assert scored.kappa.value == pytest.approx(1 / 3)


def test_only_single_codes_have_a_kappa() -> None:
    judgements = [
        judgement("review.label", {"childk"}, {"childk"}),
        judgement("agencies.involved", {"gp", "police"}, {"gp"}),
    ]
    scores = score(judgements, Side.ODD)

    assert scores["review.label"].kappa is None
    assert math.isnan(scores["review.label"].macro_f1)
    assert scores["agencies.involved"].kappa is None
    assert scores["agencies.involved"].macro_f1 == 0.5


def test_evidence_is_scored_by_field_and_for_all() -> None:
    judged = [
        EvidenceJudgement("d01", Side.ODD, "children.outcome", right_page=True, overlap=True),
        EvidenceJudgement("d01", Side.ODD, "pressure_points", right_page=True, overlap=False),
        EvidenceJudgement("d02", Side.EVEN, "pressure_points", right_page=False, overlap=False),
    ]

    scores = {scored.field: scored for scored in score_evidence(judged, Side.ODD)}

    assert list(scores) == ["children.outcome", "pressure_points", "all"]
    assert (scores["all"].values, scores["all"].right_page, scores["all"].overlap) == (2, 1, 0.5)


def test_agencies_that_are_wrongly_reported_as_involved_are_counted() -> None:
    judgements = [
        judgement("agencies.not_involved", {"housing", "cafcass"}, set()),
        judgement("agencies.involved", {"gp"}, {"gp", "housing"}),
    ]

    assert wrongly_involved(judgements, Side.ODD) == Counts(right=1, wrong=1)


def test_judgements_of_events_are_compared_where_both_have_the_event() -> None:
    judgements = [
        judgement(
            "pressure_points.judged",
            {"case_closed:yes", "case_closed:no", "step_down:yes", "team_transfer:yes"},
            {"case_closed:no", "step_down:unclear", "return_home:yes"},
        )
    ]

    assert judged_problem(judgements, Side.ODD) == Counts(right=1, wrong=1)
