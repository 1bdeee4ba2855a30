"""What counts as accepted: a variable whole, an item with all that is asked of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evaluation.acceptance import verdicts
from tests.evaluation.test_compare import READ, case
from tests.records import examples


def accepted(gold: dict[str, Any], field: str) -> list[bool]:
    return [verdict.accepted for verdict in verdicts(case(gold)) if verdict.field == field]


def test_a_variable_is_accepted_where_the_labels_have_its_value() -> None:
    assert accepted({"review": {"label": "Child K"}}, "review.label") == [True]
    assert accepted({"review": {"label": "Child L"}}, "review.label") == [False]


def test_an_item_is_accepted_with_all_that_is_asked_of_it() -> None:
    point = {"code": "case_closed", "page": 1, "quote": "The case was closed"}
    assert accepted(
        {"pressure_points": [{**point, "judged_problem": "unclear"}]}, "pressure_points"
    ) == [True]
    assert accepted(
        {"pressure_points": [{**point, "judged_problem": "no"}]}, "pressure_points"
    ) == [False]
    assert accepted({"pressure_points": []}, "pressure_points") == [False]


def test_the_machines_confidence_goes_with_the_verdict() -> None:
    findings = [replace(finding, confidence=0.37) for finding in examples.findings(READ)]
    assert {verdict.confidence for verdict in verdicts(case({}, findings))} == {0.37}


def test_what_the_labels_do_not_cover_has_no_verdict() -> None:
    assert list(verdicts(case({}, covered=frozenset()))) == []
