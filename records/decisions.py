"""People decide. Each decision is appended, and the current value changed, in one transaction.

A decision names the version of the value that its maker saw, 0 where nobody had decided. Where
that is no longer the current one nothing is written, and `ConflictError` carries what stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from records.checking import CodingError, check_about, check_evidence, check_value, page_texts
from records.coding import coding_of
from records.held import Held
from records.models import Action, CurrentValue, Decision, Finding, Report, ReportState
from records.paths import ItemPlace, VariablePlace, place_of
from records.states import StateError, lock, move
from records.stored import evidence_from_json, evidence_to_json
from records.titles import refresh_title
from schemas.evidence import Evidence
from schemas.finding import FindingValue
from schemas.status import CodingState, ValueStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STATUS_OF = {
    Action.CORRECT: ValueStatus.STATED,
    Action.ADD: ValueStatus.STATED,
    Action.NOT_MENTIONED: ValueStatus.NOT_MENTIONED,
    Action.STATED_ABSENT: ValueStatus.STATED_ABSENT,
    Action.WITHHELD: ValueStatus.WITHHELD,
    Action.UNSURE: ValueStatus.UNSURE,
}
"""What the report says, by an action that says so. To accept is to say what the finding says."""

_REFUSALS = {Action.REJECT, Action.REMOVE}


class ConflictError(Exception):
    """Someone decided in between. `current` is what stands there now; nothing was overwritten."""

    def __init__(self, current: CurrentValue | None) -> None:
        super().__init__(
            "Someone else decided on this value in the meantime. Nothing was overwritten: "
            "compare both values and decide again."
        )
        self.current = current


@transaction.atomic
def decide(
    report: Report,
    path: str,
    *,
    action: Action,
    expected_version: int,
    user: User,
    value: FindingValue = None,
    status: ValueStatus | None = None,
    evidence: Sequence[Evidence] = (),
    finding: Finding | None = None,
    note: str = "",
) -> CurrentValue:
    """Record what a person decided on one place of the record; return its current value.

    Args:
        report: A report that awaits verification, which so begins, or is in it.
        path: The place (see `schemas.finding.Finding.path`).
        action: What the person did; RESTORE has functions of its own.
        expected_version: Version of the value that the person saw, 0 where there was none.
        user: Who decides.
        value: The value; to accept a finding it may be left out.
        status: What the report says; given by the action, so it may be left out.
        evidence: The words on the page; to accept a finding they may be left out.
        finding: The suggestion that the decision is on; needed to accept one.
        note: Why, in the person's own words.

    Raises:
        ConflictError: another decision was made on the place since.
        CodingError: the value, its status or its evidence cannot stand; the message says why.
        StateError: the report is not open for decisions.
    """
    if finding is not None and (finding.path != path or finding.extraction.report_id != report.pk):
        raise CodingError("The suggestion is for another place or another report.")
    held = (
        _refused(path)
        if action in _REFUSALS
        else _answer(
            report,
            path,
            action=action,
            value=value,
            status=status,
            evidence=evidence,
            finding=finding,
        )
    )
    begin_verification(report, user)
    return _append(
        report,
        path,
        held,
        action=action,
        expected_version=expected_version,
        user=user,
        note=note,
        finding=finding,
    )


def _refused(path: str) -> Held:
    if isinstance(place_of(path), VariablePlace):
        raise CodingError(
            "A variable cannot be rejected: say what the report says of it, or that it is silent."
        )
    return Held(rejected=True)


def _answer(
    report: Report,
    path: str,
    *,
    action: Action,
    value: FindingValue,
    status: ValueStatus | None,
    evidence: Sequence[Evidence],
    finding: Finding | None,
) -> Held:
    """Return what the place will hold by an action that says what the report says, checked."""
    if action is Action.ACCEPT:
        if finding is None:
            raise CodingError("There is no suggestion to accept. Give the value and its words.")
        value = finding.value
        stated = ValueStatus(finding.status)
        evidence = evidence or evidence_from_json(finding.evidence)
    elif action in STATUS_OF:
        stated = STATUS_OF[action]
    else:
        raise CodingError(f"{action.label} is no way to decide on a value.")
    if status not in {None, stated}:
        raise CodingError(f"{action.label} does not say that the value is {status}.")
    if value is None and finding is not None and isinstance(place_of(path), ItemPlace):
        # To doubt or deny an item is still to say which.
        value = finding.value
    check_value(path, value, stated)
    _check_words(report, value, stated, evidence)
    return Held(value, stated, evidence_to_json(evidence))


def _check_words(
    report: Report, value: FindingValue, status: ValueStatus, evidence: Sequence[Evidence]
) -> None:
    if status.needs_evidence and not evidence:
        raise CodingError("Show the words that the value rests on: select them on the page.")
    if status is ValueStatus.NOT_MENTIONED and evidence:
        raise CodingError("What is not mentioned has no words to show.")
    check_evidence(page_texts(report, {words.page for words in evidence}), evidence)
    check_about(value, evidence)


def _append(
    report: Report,
    path: str,
    held: Held,
    *,
    action: Action,
    expected_version: int,
    user: User,
    note: str,
    finding: Finding | None = None,
) -> CurrentValue:
    """Append the event and change the current value. The report is locked already."""
    current = CurrentValue.objects.filter(report=report, path=path).first()
    if (current.version if current else 0) != expected_version:
        raise ConflictError(current)
    decision = Decision.objects.create(
        report=report,
        path=path,
        action=action,
        version=expected_version + 1,
        finding=finding,
        previous=current.last_decision if current else None,
        decided_by=user,
        note=note,
        **held.columns(),
    )
    current = current or CurrentValue(report=report, path=path)
    current.version = decision.version
    current.last_decision = decision
    for name, column in held.columns().items():
        setattr(current, name, column)
    current.save()
    if path in {"review.label", "review.publisher"}:
        refresh_title(report)
    return current


@transaction.atomic
def restore(
    decision: Decision, *, expected_version: int, user: User, note: str = ""
) -> CurrentValue:
    """Make a place hold again what it held after a decision. Itself a decision.

    Raises ConflictError and StateError as `decide` does.
    """
    return _return_to(decision, Held.by(decision), expected_version, user, note)


@transaction.atomic
def undo(decision: Decision, *, expected_version: int, user: User, note: str = "") -> CurrentValue:
    """Make a place hold again what it held before a decision; open, where that was the first.

    Raises ConflictError and StateError as `decide` does.
    """
    before = Held.by(decision.previous) if decision.previous else Held()
    return _return_to(decision, before, expected_version, user, note)


def _return_to(
    decision: Decision, held: Held, expected_version: int, user: User, note: str
) -> CurrentValue:
    begin_verification(decision.report, user)
    return _append(
        decision.report,
        decision.path,
        held,
        action=Action.RESTORE,
        expected_version=expected_version,
        user=user,
        note=note,
    )


def history(report: Report, path: str) -> QuerySet[Decision]:
    """Return every decision on a place, first to last."""
    return Decision.objects.filter(report=report, path=path).order_by("version")


def coding_state(report: Report) -> dict[str, CodingState]:
    """Return how far the coding of each place of a report has come."""
    return coding_of(report).states()


def expected_paths(report: Report) -> list[str]:
    """Return each place of a report that must be decided, in the order of the codebook."""
    return coding_of(report).expected_paths()


@transaction.atomic
def begin_verification(report: Report, user: User) -> None:
    """Begin to verify a report; nothing happens where that was begun. Locks the report.

    Raises StateError where the report is not open for decisions.
    """
    state = lock(report.pk).state
    if state == ReportState.AWAITING_VERIFICATION:
        move(report, ReportState.IN_VERIFICATION, f"{user} began to verify.", by=user)
    elif state == ReportState.VERIFIED:
        raise StateError(f"{report} is verified. Open it again to change a value.")
    elif state != ReportState.IN_VERIFICATION:
        raise StateError(f"{report} is {ReportState(state).label.lower()}: nothing to verify yet.")


@transaction.atomic
def finish_verification(report: Report, user: User) -> None:
    """Mark a report as verified. Raises StateError while a place is undecided."""
    begin_verification(report, user)
    left = coding_of(report).undecided()
    if left:
        count = "1 place is" if len(left) == 1 else f"{len(left)} places are"
        raise StateError(f"{count} not decided yet, the first of them {left[0]}.")
    move(report, ReportState.VERIFIED, f"{user} decided every place.", by=user)


@transaction.atomic
def reopen_verification(report: Report, user: User, reason: str) -> None:
    """Open a verified report again. Raises StateError for one that is not verified."""
    if lock(report.pk).state != ReportState.VERIFIED:
        raise StateError(f"{report} is not verified, so there is nothing to open again.")
    move(report, ReportState.IN_VERIFICATION, reason, by=user)
