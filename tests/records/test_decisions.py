from __future__ import annotations

import itertools

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records import decisions, machine
from records.checking import CodingError, EvidenceError
from records.decisions import ConflictError, decide
from records.held import Held, fold
from records.models import Action, CurrentValue, Decision, Finding, Report, ReportState
from records.states import StateError
from schemas.evidence import Evidence
from schemas.status import CodingState, ValueStatus
from tests.records import examples

pytestmark = pytest.mark.django_db

OUTCOME = "children.0.outcome"
CLOSED = "pressure_points.case_closed-2-19"
READ = examples.document()
DIED = (examples.words(READ, "died"),)


@pytest.fixture
def verifier() -> User:
    return User.objects.create(username="verifier")


@pytest.fixture
def report() -> Report:
    return examples.extracted(READ)


def suggestion(report: Report, path: str) -> Finding:
    return next(row for row in machine.latest_findings(report) if row.path == path)


def test_to_accept_keeps_the_value_with_its_words(report: Report, verifier: User) -> None:
    found = suggestion(report, OUTCOME)
    current = decide(
        report, OUTCOME, action=Action.ACCEPT, finding=found, expected_version=0, user=verifier
    )

    assert (current.value, current.status, current.version) == ("death", "stated", 1)
    assert current.evidence[0]["quote"] == "died"
    assert current.last_decision.finding == found
    report.refresh_from_db()
    assert report.state == ReportState.IN_VERIFICATION


def test_to_correct_needs_the_value_and_its_words(report: Report, verifier: User) -> None:
    current = decide(
        report,
        OUTCOME,
        action=Action.CORRECT,
        value="serious_harm",
        evidence=DIED,
        expected_version=0,
        user=verifier,
        note="The report says so on page 1.",
    )
    assert (current.value, current.last_decision.note) == (
        "serious_harm",
        "The report says so on page 1.",
    )

    with pytest.raises(CodingError, match="Show the words"):
        decide(
            report,
            OUTCOME,
            action=Action.CORRECT,
            value="death",
            expected_version=1,
            user=verifier,
        )


def test_words_that_stand_elsewhere_are_refused(report: Report, verifier: User) -> None:
    moved = Evidence(1, 0, 4, "died")
    with pytest.raises(EvidenceError, match="do not stand on page 1"):
        decide(
            report,
            OUTCOME,
            action=Action.CORRECT,
            value="death",
            evidence=[moved],
            expected_version=0,
            user=verifier,
        )
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("action", "status", "evidence"),
    [
        (Action.NOT_MENTIONED, ValueStatus.NOT_MENTIONED, ()),
        (Action.STATED_ABSENT, ValueStatus.STATED_ABSENT, DIED),
        (Action.WITHHELD, ValueStatus.WITHHELD, DIED),
        (Action.UNSURE, ValueStatus.UNSURE, ()),
    ],
)
def test_each_status_without_a_value(
    report: Report,
    verifier: User,
    action: Action,
    status: ValueStatus,
    evidence: tuple[Evidence, ...],
) -> None:
    current = decide(
        report, OUTCOME, action=action, evidence=evidence, expected_version=0, user=verifier
    )
    assert (current.value, current.value_status) == (None, status)


def test_silence_and_absence_are_not_the_same(report: Report, verifier: User) -> None:
    with pytest.raises(CodingError, match="Show the words"):
        decide(report, OUTCOME, action=Action.STATED_ABSENT, expected_version=0, user=verifier)
    with pytest.raises(CodingError, match="no words to show"):
        decide(
            report,
            OUTCOME,
            action=Action.NOT_MENTIONED,
            evidence=DIED,
            expected_version=0,
            user=verifier,
        )


def test_an_item_is_rejected_and_a_variable_is_answered(report: Report, verifier: User) -> None:
    current = decide(report, CLOSED, action=Action.REJECT, expected_version=0, user=verifier)
    assert current.rejected
    assert current.value_status is None
    assert CurrentValue.objects.verified().count() == 0

    with pytest.raises(CodingError, match="cannot be rejected"):
        decide(report, OUTCOME, action=Action.REJECT, expected_version=0, user=verifier)


def test_a_person_adds_what_the_machine_did_not_find(report: Report, verifier: User) -> None:
    words = examples.words(READ, "health visitor")
    current = decide(
        report,
        "agencies.health_visiting",
        action=Action.ADD,
        value={"code": "health_visiting", "roles": ["involved"], "name": "Health visitor"},
        evidence=[words],
        expected_version=0,
        user=verifier,
    )
    assert list(CurrentValue.objects.verified()) == [current]


def test_who_decides_on_an_older_version_overwrites_nothing(report: Report, verifier: User) -> None:
    other = User.objects.create(username="other")
    decide(report, OUTCOME, action=Action.NOT_MENTIONED, expected_version=0, user=verifier)

    with pytest.raises(ConflictError) as conflict:
        decide(
            report,
            OUTCOME,
            action=Action.CORRECT,
            value="death",
            evidence=DIED,
            expected_version=0,
            user=other,
        )
    assert conflict.value.current is not None
    assert conflict.value.current.value_status is ValueStatus.NOT_MENTIONED
    assert conflict.value.current.last_decision.decided_by == verifier
    assert Decision.objects.count() == 1


def test_an_earlier_value_comes_back_as_an_event_of_its_own(report: Report, verifier: User) -> None:
    first = decide(
        report,
        OUTCOME,
        action=Action.CORRECT,
        value="death",
        evidence=DIED,
        expected_version=0,
        user=verifier,
    ).last_decision
    decide(report, OUTCOME, action=Action.NOT_MENTIONED, expected_version=1, user=verifier)
    current = decisions.restore(first, expected_version=2, user=verifier)

    assert (current.value, current.version) == ("death", 3)
    assert [event.action for event in decisions.history(report, OUTCOME)] == [
        Action.CORRECT,
        Action.NOT_MENTIONED,
        Action.RESTORE,
    ]


def test_to_undo_the_first_decision_leaves_the_place_open(report: Report, verifier: User) -> None:
    only = decide(report, CLOSED, action=Action.REJECT, expected_version=0, user=verifier)
    current = decisions.undo(only.last_decision, expected_version=1, user=verifier)

    assert not current.is_decided
    assert decisions.coding_state(report)[CLOSED] is CodingState.SUGGESTED
    with pytest.raises(ConflictError):
        decisions.undo(only.last_decision, expected_version=1, user=verifier)


def test_a_decision_on_the_label_shows_in_lists(report: Report, verifier: User) -> None:
    decide(
        report,
        "review.label",
        action=Action.CORRECT,
        value="Child K (2014)",
        evidence=[examples.words(READ, "Child K")],
        expected_version=0,
        user=verifier,
    )
    report.refresh_from_db()
    assert report.label == "Child K (2014)"


def test_a_new_extraction_touches_no_decision(report: Report, verifier: User) -> None:
    decide(
        report,
        OUTCOME,
        action=Action.CORRECT,
        value="serious_harm",
        evidence=DIED,
        expected_version=0,
        user=verifier,
    )
    before = CurrentValue.objects.values().get()
    machine.store_findings(report, "pipeline-2", examples.findings(READ))

    assert CurrentValue.objects.values().get() == before
    report.refresh_from_db()
    assert report.state == ReportState.IN_VERIFICATION
    changed = {difference.path: difference for difference in machine.differences(report)}
    human = changed[OUTCOME].human
    assert human is not None
    assert human.value == "serious_harm"


def test_the_suggestion_of_another_report_is_refused(report: Report, verifier: User) -> None:
    other = examples.extracted(examples.document("other.pdf"))
    with pytest.raises(CodingError, match="another place or another report"):
        decide(
            report,
            OUTCOME,
            action=Action.ACCEPT,
            finding=suggestion(other, OUTCOME),
            expected_version=0,
            user=verifier,
        )


def test_a_report_that_is_still_read_takes_no_decision(verifier: User) -> None:
    with pytest.raises(StateError, match="nothing to verify yet"):
        decide(
            examples.read_report(READ),
            OUTCOME,
            action=Action.NOT_MENTIONED,
            expected_version=0,
            user=verifier,
        )


def decide_everything(report: Report, user: User) -> None:
    for row in machine.latest_findings(report):
        decide(report, row.path, action=Action.ACCEPT, finding=row, expected_version=0, user=user)
    for path, state in decisions.coding_state(report).items():
        if state is not CodingState.VERIFIED:
            decide(report, path, action=Action.NOT_MENTIONED, expected_version=0, user=user)


def test_a_report_is_verified_once_every_place_is_decided(report: Report, verifier: User) -> None:
    with pytest.raises(StateError, match=r"\d+ places are not decided yet"):
        decisions.finish_verification(report, verifier)
    decide_everything(report, verifier)
    decisions.finish_verification(report, verifier)

    report.refresh_from_db()
    assert report.state == ReportState.VERIFIED
    with pytest.raises(StateError, match="Open it again"):
        decide(report, OUTCOME, action=Action.NOT_MENTIONED, expected_version=1, user=verifier)

    decisions.reopen_verification(report, verifier, "The publisher sent a correction.")
    decide(report, OUTCOME, action=Action.NOT_MENTIONED, expected_version=1, user=verifier)


PATHS = [OUTCOME, CLOSED, "children.1"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(PATHS),
        st.sampled_from(
            ["correct", "not_mentioned", "reject", "unsure", "undo", "restore", "stale"]
        ),
        st.integers(0, 5),
    ),
    max_size=12,
)
VALUES = {
    OUTCOME: "death",
    CLOSED: {"code": "case_closed", "judged_problem": "yes"},
    "children.1": None,
}
_numbers = itertools.count()


@given(steps=STEPS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_current_values_are_the_fold_of_the_decisions(
    verifier: User, steps: list[tuple[str, str, int]]
) -> None:
    report = examples.extracted(examples.document(f"fold-{next(_numbers)}.pdf"))
    for path, step, which in steps:
        take(step, report, path, which, verifier)

    events = Decision.objects.filter(report=report).order_by("id")
    values = CurrentValue.objects.filter(report=report)
    assert {row.path: (row.version, Held.by(row)) for row in values} == fold(events)
    for row in values:
        assert list(decisions.history(report, row.path).values_list("version", flat=True)) == list(
            range(1, row.version + 1)
        )


def take(step: str, report: Report, path: str, which: int, user: User) -> None:
    """Try one step; what cannot stand is refused and must leave nothing behind."""
    past = list(decisions.history(report, path))
    before = Decision.objects.count()
    version = len(past)
    try:
        if step in {"undo", "restore"} and past:
            again = decisions.undo if step == "undo" else decisions.restore
            again(past[which % version], expected_version=version, user=user)
        elif step not in {"undo", "restore"}:
            decide(
                report,
                path,
                action=Action.CORRECT if step == "stale" else Action(step),
                value=VALUES[path] if step in {"correct", "unsure", "stale"} else None,
                evidence=DIED if step in {"correct", "stale"} else (),
                expected_version=version + (step == "stale"),
                user=user,
            )
    except (CodingError, ConflictError):
        assert Decision.objects.count() == before
