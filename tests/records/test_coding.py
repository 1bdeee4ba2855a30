from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from records import machine
from records.coding import Coding, Progress, coding_of, codings_of
from records.decisions import coding_state, decide, expected_paths, undo
from records.models import Action
from schemas.codebook import codebook
from schemas.status import CodingState
from tests.records import examples

pytestmark = pytest.mark.django_db

OUTCOME = "children.0.outcome"
READ = examples.document()


@pytest.fixture
def verifier() -> User:
    return User.objects.create(username="verifier")


def test_before_any_extraction_nothing_is_coded_and_all_is_expected() -> None:
    states = coding_state(examples.read_report())

    assert set(states.values()) == {CodingState.NOT_CODED}
    asked_anyway = [v for v in codebook().group("child") if not v.when]
    assert len(states) == len(codebook().group("review")) + len(asked_anyway)


def test_the_machine_that_looked_and_the_machine_that_did_not() -> None:
    report = examples.read_report(READ)
    machine.store_findings(
        report, "pipeline-1", examples.findings(READ), looked_for=["child.sex", "child.outcome"]
    )
    states = coding_state(report)

    assert states[OUTCOME] is CodingState.SUGGESTED
    assert states["children.0.sex"] is CodingState.NOTHING_FOUND
    assert states["children.0.ethnicity"] is CodingState.NOT_CODED
    assert states["agencies.police"] is CodingState.SUGGESTED


def test_a_decision_settles_a_place_and_undoing_it_opens_it(verifier: User) -> None:
    report = examples.extracted()
    value = decide(
        report, "agencies.police", action=Action.REJECT, expected_version=0, user=verifier
    )
    decide(report, OUTCOME, action=Action.UNSURE, expected_version=0, user=verifier)
    assert coding_state(report)["agencies.police"] is CodingState.REJECTED
    assert coding_state(report)[OUTCOME] is CodingState.VERIFIED

    undo(value.last_decision, expected_version=1, user=verifier)
    assert coding_state(report)["agencies.police"] is CodingState.SUGGESTED


def test_the_category_is_asked_for_the_outcome_that_holds(verifier: User) -> None:
    report = examples.extracted()
    assert "children.0.death_category" in expected_paths(report)
    assert "children.0.serious_harm_category" not in expected_paths(report)

    decide(
        report,
        OUTCOME,
        action=Action.CORRECT,
        value="serious_harm",
        evidence=[examples.words(READ, "died")],
        expected_version=0,
        user=verifier,
    )
    assert "children.0.death_category" not in expected_paths(report)
    assert "children.0.serious_harm_category" in expected_paths(report)


def test_children_come_and_go_with_decisions(verifier: User) -> None:
    report = examples.extracted()
    decide(
        report,
        "children.1",
        action=Action.ADD,
        evidence=[examples.words(READ, "Child K")],
        expected_version=0,
        user=verifier,
    )
    assert coding_of(report).children() == [0, 1]
    assert "children.1.sex" in expected_paths(report)

    decide(report, "children.1", action=Action.REMOVE, expected_version=1, user=verifier)
    assert coding_of(report).children() == [0]


def test_progress_counts_places_that_must_be_decided(verifier: User) -> None:
    report = examples.extracted()
    expected = len(expected_paths(report))
    decide(report, "children.0.sex", action=Action.NOT_MENTIONED, expected_version=0, user=verifier)
    decide(
        report,
        "children.1",
        action=Action.REJECT,
        expected_version=0,
        user=verifier,
    )
    assert coding_of(report).progress() == Progress(1, expected)


def test_many_reports_take_three_queries(django_assert_num_queries: object) -> None:
    reports = [examples.extracted(examples.document(f"{number}.pdf")) for number in range(4)]
    empty = examples.received(examples.document("unread.pdf"))

    with django_assert_num_queries(3):
        codings = codings_of([*reports, empty])
    assert codings[empty.pk] == Coding()
    assert all(codings[report.pk].suggested[OUTCOME] == "death" for report in reports)
