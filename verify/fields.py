"""A field as the desk shows it: what the machine suggests, what people decided, and its state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from records.models import CurrentValue, Finding
from records.paths import ChildPlace, ItemPlace, Place, VariablePlace
from records.stored import alternatives_from_json, evidence_from_json
from schemas.evidence import Evidence
from schemas.finding import Alternative, FindingValue
from schemas.status import CodingState, ValueStatus
from verify import words
from verify.groups import Group


class FieldState(StrEnum):
    """What a row of the record shows. Each has a shape (`sprite.html`) and a word."""

    NOT_CODED = "not_coded"
    NOTHING_FOUND = "nothing_found"
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    NOT_MENTIONED = "not_mentioned"
    STATED_ABSENT = "stated_absent"
    WITHHELD = "withheld"
    UNSURE = "unsure"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The word for it."""
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided."""
        return self in {FieldState.NOT_CODED, FieldState.NOTHING_FOUND, FieldState.SUGGESTED}


_LABELS = {
    FieldState.NOT_CODED: "Not looked for by the machine",
    FieldState.NOTHING_FOUND: "Machine found nothing",
    FieldState.SUGGESTED: "Machine suggestion",
    FieldState.ACCEPTED: "Accepted",
    FieldState.CORRECTED: "Corrected",
    FieldState.NOT_MENTIONED: "Not mentioned",
    FieldState.STATED_ABSENT: "Stated absent",
    FieldState.WITHHELD: "Withheld",
    FieldState.UNSURE: "Unsure",
    FieldState.REJECTED: "Rejected",
}
_SHORT = {FieldState.NOT_CODED: "Not looked for", FieldState.NOTHING_FOUND: "Nothing found"}
_BY_STATUS = {
    ValueStatus.NOT_MENTIONED: FieldState.NOT_MENTIONED,
    ValueStatus.STATED_ABSENT: FieldState.STATED_ABSENT,
    ValueStatus.WITHHELD: FieldState.WITHHELD,
    ValueStatus.UNSURE: FieldState.UNSURE,
}


@dataclass(frozen=True)
class Field:
    """One place of the record: what the machine suggests and what people decided."""

    path: str
    place: Place
    group: Group
    coding: CodingState
    finding: Finding | None = None
    current: CurrentValue | None = None

    @cached_property
    def state(self) -> FieldState:
        """What its row shows."""
        if self.coding is CodingState.REJECTED:
            return FieldState.REJECTED
        if self.coding is CodingState.VERIFIED and self.decided is not None:
            special = _BY_STATUS.get(ValueStatus(self.decided.status))
            return special or (FieldState.ACCEPTED if self.kept_as_found else FieldState.CORRECTED)
        return FieldState(self.coding.value)

    @property
    def decided(self) -> CurrentValue | None:
        """The current value where a person's decision stands."""
        return self.current if self.current is not None and self.current.is_decided else None

    @property
    def kept_as_found(self) -> bool:
        """Whether the value that people decided is the one that the machine suggested."""
        return (
            self.decided is not None
            and self.finding is not None
            and self.decided.value == self.finding.value
        )

    @property
    def version(self) -> int:
        """Version of the current value; 0 before the first decision."""
        return self.current.version if self.current else 0

    @property
    def value(self) -> FindingValue:
        """The value that stands: what was decided, else what is suggested."""
        if self.decided is not None and not self.decided.rejected:
            return self.decided.value
        return self.finding.value if self.finding else None

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that the value rests on: those decided on, else those suggested."""
        if self.decided is not None and not self.decided.rejected:
            return evidence_from_json(self.decided.evidence)
        return self.suggested_evidence

    @cached_property
    def suggested_evidence(self) -> tuple[Evidence, ...]:
        """The words that the machine shows."""
        return evidence_from_json(self.finding.evidence) if self.finding else ()

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Other values that the machine found support for."""
        return alternatives_from_json(self.finding.alternatives) if self.finding else ()

    @property
    def name(self) -> str:
        """What the field is called."""
        value = self.value if self.value is not None else self.machine_value
        return words.field_name(self.place, value)

    @property
    def machine_value(self) -> FindingValue:
        """The value that the machine suggests."""
        return self.finding.value if self.finding else None

    @cached_property
    def text(self) -> str:
        """The value in words; where there is none, why."""
        if self.state in {FieldState.NOT_CODED, FieldState.NOTHING_FOUND}:
            return self.state.label
        if self.state in _BY_STATUS.values() and self.value is None:
            return self.state.label
        if self.state is FieldState.SUGGESTED and self.finding and self.finding.value is None:
            return words.STATUS_WORDS[ValueStatus(self.finding.status)]
        said = words.value_in_words(self.place, self.value) or self.name
        return f"{said} ({self.state.label.lower()})" if self.state in _BY_STATUS.values() else said

    @property
    def short_text(self) -> str:
        """The same, as far as a row has room."""
        return _SHORT.get(self.state) or words.short(self.text)

    @property
    def machine_text(self) -> str:
        """What the machine suggested, in words."""
        if self.finding is None:
            return ""
        if self.finding.value is None:
            return words.STATUS_WORDS[ValueStatus(self.finding.status)]
        return words.value_in_words(self.place, self.finding.value) or self.name

    @property
    def definition(self) -> str:
        """The codebook on the value, or on what is asked."""
        return words.definition(self.place, self.value)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return isinstance(self.place, ItemPlace)

    @property
    def may_be_rejected(self) -> bool:
        """Whether it can be left out of the record as a whole."""
        return not isinstance(self.place, VariablePlace)

    @property
    def must_be_decided(self) -> bool:
        """Whether a report cannot be finished without it. A whole child goes with its fields."""
        return not isinstance(self.place, ChildPlace)

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.must_be_decided and self.state.is_open

    @property
    def may_be_accepted(self) -> bool:
        """Whether there is a suggestion to accept."""
        return self.finding is not None
