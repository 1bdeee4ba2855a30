"""What the dataset shows for a place of the record: a value, verified or suggested, or why none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from records.coding import Coding
from records.models import CurrentValue, Finding
from records.paths import ItemPlace, place_of
from records.stored import evidence_from_json
from schemas.evidence import Evidence
from schemas.finding import FindingValue
from schemas.status import CodingState

NOT_ASKED = "not_asked"
"""Coding state of a variable that the rest of the record rules out, such as the category of death
of a child who lives."""

CODING_STATES = {
    CodingState.VERIFIED.value: "A person decided. The status says what the report says.",
    CodingState.SUGGESTED.value: (
        "The machine suggests a value that nobody has verified. The value is left out of the "
        "dataset unless suggestions were asked for."
    ),
    CodingState.NOTHING_FOUND.value: "The machine looked and found nothing; nobody has decided.",
    CodingState.NOT_CODED.value: "No machine looked and nobody has decided.",
    NOT_ASKED: "The rest of the record rules the question out.",
}
"""Every coding state of the dataset with its meaning. What was rejected is not in the dataset."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the dataset shows for one place.

    Attributes:
        coding_state: One of `CODING_STATES`.
        status: What the report says, empty where there is neither decision nor suggestion.
        value: None where there is none to show.
        evidence: The words that it rests on.
        confidence: The machine's, for a suggestion.
    """

    coding_state: str
    status: str = ""
    value: FindingValue = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None


class Showing:
    """The places of one report's record, as the dataset shows them."""

    def __init__(self, coding: Coding, suggestions: Mapping[str, Finding]) -> None:
        """Take the coding of a report, and the suggestions that are to be shown, by path."""
        self.coding = coding
        self._suggestions = suggestions
        self._expected = frozenset(coding.expected_paths())

    def at(self, path: str) -> Shown:
        """Return what is shown for a place."""
        current = self.coding.current.get(path)
        if current is not None and current.is_decided:
            return _decided(current)
        if path in self._suggestions:
            return _suggested(self._suggestions[path])
        if path not in self._expected:
            return Shown(NOT_ASKED)
        return Shown(self.coding.state(path).value)

    def paths(self) -> list[str]:
        """Return the places for which there is a value or a decision to show."""
        decided = [path for path, current in self.coding.current.items() if current.is_decided]
        return [
            path
            for path in dict.fromkeys([*decided, *self._suggestions])
            if self.at(path).coding_state != CodingState.REJECTED
        ]

    def items(self, list_name: str) -> Iterator[tuple[str, Shown]]:
        """Yield the items of a list with their paths, in the order of their words."""
        shown = [(path, self.at(path)) for path in self.paths() if _is_of(path, list_name)]
        yield from sorted(shown, key=lambda item: (_first(item[1].evidence), item[0]))

    def children(self) -> list[int]:
        """Return the numbers of the children that there is something to show of."""
        shown = {int(path.split(".")[1]) for path in self.paths() if path.startswith("children.")}
        return [number for number in self.coding.children() if number in shown]

    def child_state(self, child: int) -> CodingState:
        """Return whether people decided anything about a child, or the machine alone did."""
        mine = (f"children.{child}", f"children.{child}.")
        decided = any(
            (path == mine[0] or path.startswith(mine[1])) and current.is_decided
            for path, current in self.coding.current.items()
        )
        return CodingState.VERIFIED if decided else CodingState.SUGGESTED


def _decided(current: CurrentValue) -> Shown:
    if current.rejected:
        return Shown(CodingState.REJECTED.value)
    return Shown(
        CodingState.VERIFIED.value,
        current.status,
        current.value,
        evidence_from_json(current.evidence),
    )


def _suggested(finding: Finding) -> Shown:
    return Shown(
        CodingState.SUGGESTED.value,
        finding.status,
        finding.value,
        evidence_from_json(finding.evidence),
        finding.confidence,
    )


def _is_of(path: str, list_name: str) -> bool:
    place = place_of(path)
    return isinstance(place, ItemPlace) and place.list_name == list_name


def _first(evidence: tuple[Evidence, ...]) -> tuple[int, int]:
    return (evidence[0].page, evidence[0].start) if evidence else (0, 0)
