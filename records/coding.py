"""How far the coding of a report has come, place by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from records.models import CurrentValue, Extraction, Finding, Report
from records.paths import ChildPlace, ItemPlace, VariablePlace, path_to, place_of
from schemas.codebook import Variable, codebook
from schemas.finding import FindingValue
from schemas.status import CodingState


@dataclass(frozen=True, slots=True)
class Progress:
    """How many places of a report are decided, of how many that must be."""

    decided: int
    expected: int


@dataclass(frozen=True, slots=True)
class Coding:
    """What machine and people have said of one report so far.

    Attributes:
        suggested: The value that the last extraction suggests for a path.
        looked_for: The variables ("child.outcome") that any extraction had a component for.
        current: The current value of a path, where anyone decided on it.
    """

    suggested: Mapping[str, FindingValue] = field(default_factory=dict)
    looked_for: frozenset[str] = frozenset()
    current: Mapping[str, CurrentValue] = field(default_factory=dict)

    def children(self) -> list[int]:
        """Return the numbers (from 0) of the subject children, but for those rejected.

        A review is of at least one child, so the first is there before anyone found it.
        """
        numbers = {0}
        for path in {*self.suggested, *self.current}:
            place = place_of(path)
            if isinstance(place, ChildPlace | VariablePlace) and place.child is not None:
                numbers.add(place.child)
        return sorted(number for number in numbers if not self._rejected(f"children.{number}"))

    def expected_paths(self) -> list[str]:
        """Return each place that must be decided, in the order of the codebook.

        These are the variables of the review and of each child, as far as they are asked, and each
        item of a list that the machine suggests.
        """
        variables = [path_to(variable) for variable in codebook().group("review")]
        for child in self.children():
            variables += [
                path_to(variable, child)
                for variable in codebook().group("child")
                if self._is_asked(variable, child)
            ]
        return variables + [path for path in self.suggested if _is_item(path)]

    def states(self) -> dict[str, CodingState]:
        """Return the state of each place: those expected, then whatever else was decided."""
        paths = dict.fromkeys([*self.expected_paths(), *self.current])
        return {path: self.state(path) for path in paths}

    def state(self, path: str) -> CodingState:
        """Return how far the coding of one place has come."""
        current = self.current.get(path)
        if current is not None and current.is_decided:
            return CodingState.REJECTED if current.rejected else CodingState.VERIFIED
        if path in self.suggested:
            return CodingState.SUGGESTED
        place = place_of(path)
        if isinstance(place, VariablePlace):
            name = f"{place.variable.group}.{place.variable.name}"
            if name in self.looked_for:
                return CodingState.NOTHING_FOUND
        return CodingState.NOT_CODED

    def undecided(self) -> list[str]:
        """Return the places that must be decided and are not."""
        return [path for path in self.expected_paths() if not self._decided(path)]

    def progress(self) -> Progress:
        """Return how many of the expected places are decided."""
        expected = self.expected_paths()
        return Progress(sum(map(self._decided, expected)), len(expected))

    def _decided(self, path: str) -> bool:
        current = self.current.get(path)
        return current is not None and current.is_decided

    def _rejected(self, path: str) -> bool:
        current = self.current.get(path)
        return current is not None and current.rejected

    def _is_asked(self, variable: Variable, child: int) -> bool:
        """Whether the condition of a variable holds, by what people decided or else the machine."""
        for name, value in variable.when.items():
            path = path_to(codebook().variable(variable.group, name), child)
            held = self.current[path].value if self._decided(path) else self.suggested.get(path)
            if held != value:
                return False
        return True


def _is_item(path: str) -> bool:
    return isinstance(place_of(path), ItemPlace)


def coding_of(report: Report) -> Coding:
    """Return what machine and people have said of a report so far."""
    return codings_of([report])[report.pk]


def codings_of(reports: Iterable[Report]) -> dict[int, Coding]:
    """Return the same for several reports by their id, in three queries."""
    ids = [report.pk for report in reports]
    latest: dict[int, int] = {}
    looked_for: defaultdict[int, set[str]] = defaultdict(set)
    for extraction in Extraction.objects.filter(report__in=ids).order_by("id"):
        latest[extraction.report_id] = extraction.pk
        looked_for[extraction.report_id].update(extraction.looked_for)
    suggested: defaultdict[int, dict[str, FindingValue]] = defaultdict(dict)
    for report_id, path, value in Finding.objects.filter(
        extraction__in=latest.values()
    ).values_list("extraction__report_id", "path", "value"):
        suggested[report_id][path] = value
    current: defaultdict[int, dict[str, CurrentValue]] = defaultdict(dict)
    for value in CurrentValue.objects.filter(report__in=ids):
        current[value.report_id][value.path] = value
    return {pk: Coding(suggested[pk], frozenset(looked_for[pk]), current[pk]) for pk in ids}
