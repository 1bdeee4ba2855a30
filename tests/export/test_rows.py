from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from export.rows import dataset_rows, in_one_line
from export.tables import Row
from records import machine
from records.decisions import decide
from records.models import Action, Finding, Report, ReportState
from schemas.finding import FindingValue
from tests.records import examples

pytestmark = pytest.mark.django_db

OUTCOME = "children.0.outcome"
CLOSED = "pressure_points.case_closed-2-19"
READ = examples.document()


@pytest.fixture
def verifier() -> User:
    return User.objects.create(username="verifier")


@pytest.fixture
def report() -> Report:
    return examples.extracted(READ)


def rows(table: str, *, include_unverified: bool = False) -> list[Row]:
    found = dataset_rows(include_unverified=include_unverified)
    return [row for name, row in found if name == table]


def suggestion(report: Report, path: str) -> Finding:
    return next(row for row in machine.latest_findings(report) if row.path == path)


def accept(report: Report, path: str, user: User) -> None:
    found = suggestion(report, path)
    decide(report, path, action=Action.ACCEPT, finding=found, expected_version=0, user=user)


def answer(
    report: Report, path: str, action: Action, user: User, value: FindingValue = None
) -> None:
    evidence = (examples.words(READ, "aged 2"),) if action is Action.STATED_ABSENT else ()
    decide(
        report,
        path,
        action=action,
        value=value,
        evidence=evidence,
        expected_version=0,
        user=user,
    )


def test_a_report_that_nobody_began_to_verify_is_no_data(report: Report) -> None:
    assert list(dataset_rows()) == []
    assert [row["report_state"] for row in rows("reviews", include_unverified=True)] == [
        ReportState.AWAITING_VERIFICATION
    ]


def test_a_verified_value_comes_with_its_words(report: Report, verifier: User) -> None:
    accept(report, OUTCOME, verifier)

    (child,) = rows("children")
    assert child["outcome"] == "death"
    assert child["outcome_coding_state"] == "verified"
    assert child["outcome_status"] == "stated"
    assert (child["outcome_page"], child["outcome_quote"]) == (1, "died")
    (words,) = rows("evidence")
    assert (words["path"], words["table"], words["child_number"]) == (OUTCOME, "children", 0)
    start, end = words["start"], words["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert READ.page(1).text[start:end] == words["quote"] == "died"


def test_a_suggestion_is_left_out_but_not_hidden(report: Report, verifier: User) -> None:
    accept(report, OUTCOME, verifier)

    (review,) = rows("reviews")
    assert review["label"] is None
    assert review["label_quote"] is None
    assert review["label_status"] is None
    assert review["label_coding_state"] == "suggested"
    assert rows("agencies") == rows("pressure_points") == []


def test_a_suggestion_that_was_asked_for_says_what_it_is(report: Report, verifier: User) -> None:
    accept(report, OUTCOME, verifier)

    (review,) = rows("reviews", include_unverified=True)
    assert (review["label"], review["label_coding_state"]) == ("Child K", "suggested")
    (agency,) = rows("agencies", include_unverified=True)
    assert (agency["code"], agency["roles"], agency["coding_state"]) == (
        "police",
        "involved",
        "suggested",
    )
    assert agency["confidence"] == 0.8
    (child,) = rows("children", include_unverified=True)
    assert child["outcome_coding_state"] == "verified"
    assert (child["age_months"], child["age_months_max"]) == (24.0, 36.0)
    assert child["age_at_incident_coding_state"] == "suggested"


def test_what_was_decided_stands_before_what_is_suggested(report: Report, verifier: User) -> None:
    decide(
        report,
        OUTCOME,
        action=Action.CORRECT,
        value="serious_harm",
        evidence=(examples.words(READ, "died"),),
        expected_version=0,
        user=verifier,
    )

    (child,) = rows("children", include_unverified=True)
    assert (child["outcome"], child["outcome_coding_state"]) == ("serious_harm", "verified")


def test_the_kinds_of_missing_stay_apart(report: Report, verifier: User) -> None:
    answer(report, "children.0.sex", Action.NOT_MENTIONED, verifier)
    answer(report, "children.0.ethnicity", Action.STATED_ABSENT, verifier)
    decide(
        report,
        "children.0.living_with",
        action=Action.WITHHELD,
        evidence=(examples.words(READ, "aged 2"),),
        expected_version=0,
        user=verifier,
    )
    answer(report, "children.0.cp_plan", Action.UNSURE, verifier)
    machine.store_findings(
        report, "pipeline-2", examples.findings(READ), looked_for=["child.csc_level"]
    )

    (child,) = rows("children")
    shown = {
        name: (child[f"{name}_coding_state"], child[f"{name}_status"])
        for name in (
            *("sex", "ethnicity", "living_with", "cp_plan", "csc_level", "csc_at_incident"),
            *("outcome", "serious_harm_category"),
        )
    }
    assert shown == {
        "sex": ("verified", "not_mentioned"),
        "ethnicity": ("verified", "stated_absent"),
        "living_with": ("verified", "withheld"),
        "cp_plan": ("verified", "unsure"),
        "csc_level": ("nothing_found", None),
        "csc_at_incident": ("not_coded", None),
        "outcome": ("suggested", None),
        "serious_harm_category": ("not_asked", None),
    }
    assert all(child[name] is None for name in shown)


def test_what_was_rejected_is_in_no_dataset(report: Report, verifier: User) -> None:
    accept(report, OUTCOME, verifier)
    decide(report, CLOSED, action=Action.REJECT, expected_version=0, user=verifier)

    assert rows("pressure_points", include_unverified=True) == []
    assert not [row for row in rows("evidence", include_unverified=True) if row["path"] == CLOSED]


def test_a_rejected_child_takes_its_values_along(report: Report, verifier: User) -> None:
    accept(report, OUTCOME, verifier)
    decide(report, "children.0", action=Action.REJECT, expected_version=0, user=verifier)

    assert rows("children", include_unverified=True) == []
    assert not [
        row for row in rows("evidence", include_unverified=True) if row["table"] == "children"
    ]


def test_a_child_that_the_machine_alone_sees_is_marked(report: Report, verifier: User) -> None:
    accept(report, "review.label", verifier)

    assert rows("children") == []
    (child,) = rows("children", include_unverified=True)
    assert child["child_coding_state"] == "suggested"


def test_a_quote_is_shown_in_one_line() -> None:
    assert in_one_line("The case was clo\ufffesed\r\nin  March.") == "The case was closed in March."
