"""The record of a report as the desk shows it: every field, group by group, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from records.coding import Coding, coding_of
from records.machine import latest_extraction
from records.models import Report
from records.paths import ItemPlace, path_to, place_of
from schemas.codebook import codebook
from verify.fields import Field, FieldState
from verify.groups import LISTS, REVIEW, Group, child_group, group_of


@dataclass(frozen=True, slots=True)
class GroupOfFields:
    """A group with its fields."""

    group: Group
    fields: list[Field]

    @property
    def count(self) -> str:
        """How far it has come, in words."""
        asked = [item for item in self.fields if item.must_be_decided]
        decided = sum(not item.is_open for item in asked)
        if not asked:
            return "none found"
        if decided == len(asked):
            return f"all {decided} decided"
        return f"{decided} of {len(asked)} decided" if decided else f"{len(asked)} to decide"

    @property
    def entry(self) -> Field | None:
        """The field at which to enter it: the first open one, else the first."""
        return next((item for item in self.fields if item.is_open), None) or next(
            iter(self.fields), None
        )


@dataclass(frozen=True)
class DeskRecord:
    """Every field of a report."""

    report: Report
    fields: list[Field]
    groups: list[GroupOfFields] = field(default_factory=list)

    def get(self, path: str) -> Field | None:
        """Return the field at a path, or None where the report has none."""
        return next((item for item in self.fields if item.path == path), None)

    def beside(self, path: str, step: int) -> Field | None:
        """Return the field that comes so many after another (before, where negative)."""
        at = self._index(path) + step
        return self.fields[at] if 0 <= at < len(self.fields) else None

    def next_open(self, path: str = "") -> Field | None:
        """Return the next field that waits for a decision, going round; None where none does."""
        start = self._index(path) + 1 if path else 0
        return next((item for item in self._round(start) if item.is_open), None)

    def group_beside(self, group: Group, step: int) -> Field | None:
        """Return the field at which to enter the next group that holds any (or the one before)."""
        keys = [one.group.key for one in self.groups]
        at = keys.index(group.key) + step
        while 0 <= at < len(keys):
            if entry := self.groups[at].entry:
                return entry
            at += step
        return None

    @cached_property
    def asked(self) -> int:
        """How many fields must be decided."""
        return sum(item.must_be_decided for item in self.fields)

    @cached_property
    def decided(self) -> int:
        """How many of them are."""
        return sum(item.must_be_decided and not item.is_open for item in self.fields)

    @property
    def is_finished(self) -> bool:
        """Whether nothing waits for a decision."""
        return self.decided == self.asked

    @property
    def children(self) -> list[int]:
        """The numbers (from 0) of the children."""
        return [one.group.child for one in self.groups if one.group.child is not None]

    def count(self, state: FieldState) -> int:
        """Return how many fields are in a state."""
        return sum(item.state is state for item in self.fields)

    def _index(self, path: str) -> int:
        return next((at for at, item in enumerate(self.fields) if item.path == path), -1)

    def _round(self, start: int) -> Iterator[Field]:
        yield from self.fields[start:]
        yield from self.fields[:start]


def desk_record(report: Report) -> DeskRecord:
    """Return the record of a report, in four queries."""
    coding = coding_of(report)
    extraction = latest_extraction(report)
    findings = {row.path: row for row in extraction.findings.all()} if extraction else {}
    labels = _child_labels(coding)
    fields = [
        Field(path, place_of(path), group_of(path, labels), coding.state(path),
              findings.get(path), coding.current.get(path))
        for path in _paths(coding)
    ]  # fmt: skip
    groups = [REVIEW, *_children(fields, labels), *LISTS]
    gathered = [
        GroupOfFields(one, _in_order([item for item in fields if item.group.key == one.key]))
        for one in groups
    ]
    return DeskRecord(report, [item for one in gathered for item in one.fields], gathered)


def _paths(coding: Coding) -> Iterator[str]:
    """Yield the path of each field: those asked, whole children, and what people added."""
    children = coding.children()
    if len(children) > 1 or children[0] > 0:
        yield from (f"children.{number}" for number in children)
    expected = coding.expected_paths()
    yield from expected
    shown = {*expected, *(f"children.{number}" for number in children)}
    for path, current in coding.current.items():
        if path not in shown and current.is_decided:
            yield path


def _children(fields: list[Field], labels: Mapping[int, str]) -> list[Group]:
    numbers = {item.group.child for item in fields if item.group.child is not None}
    return [child_group(number, labels.get(number, "")) for number in sorted(numbers)]


def _child_labels(coding: Coding) -> dict[int, str]:
    """Return how the report names each child."""
    labels: dict[int, str] = {}
    for number in coding.children():
        path = path_to(codebook().variable("child", "label"), number)
        current = coding.current.get(path)
        decided = current is not None and current.is_decided
        value = current.value if current is not None and decided else coding.suggested.get(path)
        if value:
            labels[number] = str(value)
    return labels


def _in_order(fields: list[Field]) -> list[Field]:
    """Put items in the order of the report; variables stay in the order of the codebook."""
    items = [item for item in fields if item.is_item]
    others = [item for item in fields if not item.is_item]
    return others + sorted(items, key=_place_in_report)


def _place_in_report(item: Field) -> tuple[bool, float, int, str]:
    lists = item.place.list_name == "mechanisms" if isinstance(item.place, ItemPlace) else False
    first = next(iter(item.suggested_evidence or item.evidence), None)
    return (lists, first.page if first else float("inf"), first.start if first else 0, item.path)
