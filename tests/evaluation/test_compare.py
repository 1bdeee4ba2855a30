from __future__ import annotations

from pathlib import Path
from typing import Any

from evaluation.compare import Case, Judgement, judge, judge_evidence
from evaluation.gold import Kind, Labelled, Side
from evaluation.predict import Prediction
from schemas.assemble import assemble
from schemas.finding import Finding
from schemas.record import Record
from schemas.status import ValueStatus
from tests.records import examples

READ = examples.document()
EVERYTHING = frozenset(
    {
        *("review.label", "review.review_type", "children", "children.label", "children.outcome"),
        *("children.age_months", "agencies.involved", "pressure_points", "family_factors"),
    }
)


def case(
    gold: dict[str, Any],
    findings: list[Finding] | None = None,
    covered: frozenset[str] = EVERYTHING,
    kind: Kind = Kind.REPORT,
) -> Case:
    record = Record.model_validate({"document": "r01.pdf", "pages": 2, "review": {}, **gold})
    found = tuple(examples.findings(READ) if findings is None else findings)
    return Case(
        Labelled("r01.pdf", Path("r01.pdf"), kind, Side.ODD, record, covered),
        Prediction(READ, found, assemble(READ, found)),
    )


def judged(case: Case, field: str) -> Judgement:
    (judgement,) = [judgement for judgement in judge(case) if judgement.field == field]
    return judgement


def test_a_value_is_held_against_the_labels_with_its_words() -> None:
    judgement = judged(case({"review": {"label": "Child L"}}), "review.label")

    assert judgement.gold == {"childl"}
    assert judgement.predicted == {"childk"}
    assert judgement.confidence == 0.8
    assert [words.quote for words in judgement.words] == ["Child K"]
    assert (judgement.counts.right, judgement.counts.wrong, judgement.counts.missed) == (0, 1, 1)


def test_a_field_that_is_not_covered_is_not_judged() -> None:
    assert list(judge(case({}, covered=frozenset()))) == []


def test_a_child_that_nobody_labelled_is_wrong() -> None:
    gold: dict[str, Any] = {"children": []}

    assert judged(case(gold), "children.outcome").counts.wrong == 1
    assert judged(case(gold), "children.number").counts.right == 0


def test_a_child_that_was_missed_is_missed() -> None:
    gold = {"children": [{"label": "Child K", "outcome": "death"}]}
    judgement = judged(case(gold, findings=[]), "children.outcome")

    assert (judgement.counts.wrong, judgement.counts.missed) == (0, 1)


def ages(gold: float, found: float, unit: float) -> dict[str, bool]:
    """Return whether the age and its range are right, for ages that are `unit` months wide."""
    child = {"age_months": gold, "age_months_min": gold, "age_months_max": gold + unit}
    value = {"months": found, "months_min": found, "months_max": found + unit, "basis": "stated"}
    finding = examples.finding("children.0.age_at_incident", value, examples.words(READ, "aged 2"))
    compared = case({"children": [child]}, [finding])
    return {
        name: judged(compared, name).counts.right == 1
        for name in ("children.age", "children.age_range")
    }


def test_ages_under_two_are_right_within_a_month() -> None:
    assert ages(23.0, 24.0, 1.0) == {"children.age": True, "children.age_range": False}
    assert ages(23.0, 24.5, 1.0) == {"children.age": False, "children.age_range": False}
    assert ages(1.61, 1.6, 0.23) == {"children.age": True, "children.age_range": True}


def test_ages_from_two_are_right_within_a_year() -> None:
    assert ages(24.0, 36.0, 12.0) == {"children.age": True, "children.age_range": False}
    assert ages(24.0, 37.0, 12.0) == {"children.age": False, "children.age_range": False}


def test_words_for_a_right_value_are_held_against_the_quote() -> None:
    gold = {
        "children": [{"label": "Child K", "outcome": "death"}],
        "evidence": {"children.0.outcome": {"page": 1, "quote": "Child K died aged 2."}},
    }
    (judgement,) = judge_evidence(case(gold))

    assert (judgement.field, judgement.right_page, judgement.overlap) == (
        "children.outcome",
        True,
        True,
    )


def test_words_for_a_wrong_value_are_not_judged() -> None:
    gold = {
        "children": [{"label": "Child K", "outcome": "serious_harm"}],
        "evidence": {"children.0.outcome": {"page": 1, "quote": "Child K died aged 2."}},
    }

    assert list(judge_evidence(case(gold))) == []


def test_words_for_an_event_are_held_against_every_place_of_its_code() -> None:
    point = {"code": "case_closed", "judged_problem": "yes"}
    gold = {
        "pressure_points": [
            {**point, "page": 1, "quote": "Serious Case Review"},
            {**point, "page": 2, "quote": "Police attended twice."},
        ]
    }
    (judgement,) = judge_evidence(case(gold))

    assert (judgement.field, judgement.right_page, judgement.overlap) == (
        "pressure_points",
        True,
        False,
    )


def test_the_judgement_of_an_event_is_a_fact_of_its_own() -> None:
    gold = {
        "pressure_points": [
            {"code": "case_closed", "judged_problem": "yes", "page": 2, "quote": "closed the case"}
        ]
    }

    assert judged(case(gold), "pressure_points").counts.right == 1
    judgement = judged(case(gold), "pressure_points.judged")
    assert judgement.predicted == {"case_closed:unclear"}


def test_factors_that_the_report_rules_out_are_not_stated() -> None:
    words = examples.words(READ, "aged 2")
    denied = examples.finding(
        "family_factors.poverty-1-1",
        {"code": "poverty", "holder": "family"},
        words,
        status=ValueStatus.STATED_ABSENT,
    )
    compared = case({}, [denied])

    assert judged(compared, "family_factors").predicted == frozenset()


def test_children_are_found_again_when_their_numbers_have_gaps() -> None:
    words = examples.words(READ, "Child K")
    found = [
        examples.finding("children.1.label", "Child K", words),
        examples.finding("children.3.label", "Child L", examples.words(READ, "twice")),
    ]
    prediction = Prediction(READ, tuple(found), assemble(READ, found))

    assert prediction.evidence("children.0.label") == (words,)
