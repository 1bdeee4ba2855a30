"""Agencies and mechanisms as findings: each agency decided over the whole report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from extractors.agencies.lexicon import Form, seldom_involved
from extractors.agencies.roles import Part, Sighting, sightings
from extractors.reading import Reading
from extractors.review import is_in_scope
from schemas.finding import Finding, FindingValue

# What one mention is worth as a sign that the agency worked with the family.
_WORTH = {
    Part.CONTACT: 1.0,
    Part.CONTRIBUTED: 1.0,
    Part.BACKGROUND: 0.5,
    Part.NAMED: 0.3,
    Part.INCIDENT_ONLY: 0.5,
}
_ENOUGH = 1.0
_ENOUGH_OF_THE_SELDOM = 1.5
# A seat on the panel, however often it is named, bears out what little is told of the case.
_OF_A_SEAT = 0.5
# Worth that outweighs a nil statement, which may be of one branch of a service or one time.
_IN_SPITE_OF_NIL = 2.0
# A service named in these ways alone is neither involved nor said to be not involved.
_IN_PASSING = frozenset({Part.BACKGROUND, Part.NAMED, Part.INCIDENT_ONLY, Part.SUPPOSED})
_DENIED = frozenset({Part.NIL, Part.NIL_IN_STORY, Part.NOT_REACHED})
_MOST_QUOTES = 3
_MECHANISM_CONFIDENCE = 0.8


class AgencyExtractor:
    """Finds the services that a report names and what part each had in the case."""

    name = "agencies"
    version = "7"
    looks_for = frozenset[str]()

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return one finding for each agency named and each mechanism used."""
        if not is_in_scope(reading):
            return []
        by_code: defaultdict[tuple[str, bool], list[Sighting]] = defaultdict(list)
        for sighting in sightings(reading):
            mechanism = sighting.mention.form is Form.MECHANISM
            by_code[sighting.mention.code, mechanism].append(sighting)
        return [
            finding
            for (code, mechanism), seen in by_code.items()
            for finding in (
                self._mechanism(reading, code, seen)
                if mechanism
                else self._agency(reading, code, seen)
            )
        ]

    def _mechanism(self, reading: Reading, code: str, seen: list[Sighting]) -> Iterator[Finding]:
        used = [s for s in seen if s.part in {Part.CONTACT, Part.BACKGROUND}]
        if len(used) > sum(s.part in {Part.NIL, Part.NIL_IN_STORY} for s in seen):
            yield self._finding(reading, f"mechanisms.{code}", code, _MECHANISM_CONFIDENCE, used)

    def _agency(self, reading: Reading, code: str, seen: list[Sighting]) -> Iterator[Finding]:
        parts = Counter(s.part for s in seen)
        worth = sum(_WORTH.get(s.part, 0.0) for s in seen)
        if parts[Part.PANEL] and (parts[Part.CONTACT] or parts[Part.BACKGROUND]):
            worth += _OF_A_SEAT
        if set(parts) <= _IN_PASSING and worth < _ENOUGH:
            return
        pages = len(reading.view.document.pages)
        seldom = pages > 1 and code in seldom_involved() and not parts[Part.CONTRIBUTED]
        involved = worth >= max(_needed(parts), _ENOUGH_OF_THE_SELDOM if seldom else 0.0)
        if not involved and parts[Part.CONTACT] and not parts.keys() & _DENIED:
            return
        roles = ["involved" if involved else "not_involved"]
        roles += [role.value for role in (Part.CONTRIBUTED, Part.PANEL) if parts[role]]
        shown = _shown(seen, involved)
        value: FindingValue = {"code": code, "roles": roles, "name": _name(reading, shown)}
        yield self._finding(
            reading, f"agencies.{code}", value, _confidence(involved, worth, parts), shown
        )

    def _finding(
        self,
        reading: Reading,
        path: str,
        value: FindingValue,
        confidence: float,
        seen: list[Sighting],
    ) -> Finding:
        evidence = tuple(
            e
            for s in seen[:_MOST_QUOTES]
            for e in reading.evidence(s.sentence.start, s.sentence.end)
        )
        return Finding(path, value, confidence, evidence, self.name, self.version)


def _needed(parts: Counter[Part]) -> float:
    if parts[Part.NIL] and not (parts[Part.CONTRIBUTED] and parts[Part.CONTACT]):
        return _IN_SPITE_OF_NIL
    return _ENOUGH


def _shown(seen: list[Sighting], involved: bool) -> list[Sighting]:
    """Return the sightings that bear out the decision, the plainest first, no sentence twice."""
    order = (
        [Part.CONTACT, Part.CONTRIBUTED, Part.BACKGROUND, Part.INCIDENT_ONLY, Part.NAMED]
        if involved
        else [Part.NIL, Part.NIL_IN_STORY, Part.NOT_REACHED, Part.PANEL, Part.ELSEWHERE]
    )
    ranked = sorted(seen, key=lambda s: order.index(s.part) if s.part in order else len(order))
    shown: list[Sighting] = []
    for sighting in ranked:
        if all(sighting.sentence is not other.sentence for other in shown):
            shown.append(sighting)
    return shown


def _name(reading: Reading, seen: list[Sighting]) -> str:
    """Return the agency as the report writes it: by its name rather than by a role or a plan."""
    named = [s for s in seen if s.mention.form is Form.NAME] or seen
    best = max(named, key=lambda s: (s.mention.end - s.mention.start, -s.mention.start))
    return reading.text[best.mention.start : best.mention.end]


def _confidence(involved: bool, worth: float, parts: Counter[Part]) -> float:
    if involved:
        return min(0.95, 0.76 + 0.05 * worth) - (0.25 if parts[Part.NIL] else 0.0)
    if parts[Part.NIL]:
        return 0.9
    return 0.55 if worth else 0.7
