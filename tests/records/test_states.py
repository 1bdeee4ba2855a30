from __future__ import annotations

import itertools

import pytest

from records.models import ReportState
from records.states import MOVES, StateError, move
from tests.records import examples


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(ReportState)


def test_every_state_can_be_reached() -> None:
    assert set().union(*MOVES.values()) == set(ReportState)


def test_what_people_began_to_verify_never_fails() -> None:
    for state in (
        ReportState.AWAITING_VERIFICATION,
        ReportState.IN_VERIFICATION,
        ReportState.VERIFIED,
    ):
        assert ReportState.FAILED not in MOVES[state]


@pytest.mark.django_db
@pytest.mark.parametrize(("here", "there"), list(itertools.product(ReportState, ReportState)))
def test_a_move_is_logged_or_refused(here: ReportState, there: ReportState) -> None:
    report = examples.received()
    report.state = here
    report.save()

    if there in MOVES[here]:
        move(report, there, "Because.", failure="crashed" if there == "failed" else "")
        report.refresh_from_db()
        assert (report.state, report.state_reason) == (there, "Because.")
        event = report.events.get()
        assert (event.state, event.reason) == (there, "Because.")
    else:
        with pytest.raises(StateError):
            move(report, there, "Because.")
        assert not report.events.exists()
