"""Who caused the harm, and how firmly the report says so.

Never inferred from domestic abuse or from who lived in the home: a person is named where the report
says that he did it, or that he was suspected, charged or convicted of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.children.about import subjects_in
from extractors.children.blame import Blame, Named, blames
from extractors.children.subjects import Subject
from extractors.reading import Reading, Sentence
from schemas.evidence import Evidence

_NOT_ESTABLISHED = "not_established"
_ESTABLISHED = frozenset({"convicted", "charged", "family_court_finding"})
_OWN_ACTS = frozenset({"suicide", "risk_taking_violent_behaviour"})
_NOBODYS_ACTS = frozenset(
    {
        "sudi",
        "accident",
        "poisoning_ingestion",
        "accident_or_ingestion",
        "medical_cause",
        "risk_taking",
    }
)
_TAKES_DRUGS = 144.0
"""Months of age from which drugs that kill a child are more often taken than come upon."""
_OPENING = 2.0
"""What the place in a report may add to a certainty: the first lines no more than the opening."""
_FIRM_MORE = 4.0
"""More for whoever was convicted of the harm than for whom it was only said to be done by."""
_UNSAID = 0.3
"""Of a verdict's weight where the sentence does not say that it is about harm."""


class Source(NamedTuple):
    """Who did it and how sure that is, each with its words; either may be unsaid.

    Attributes:
        relation: What the person is to the child.
        certainty: How firmly that is established, if the report says it.
        evidence: The words.
        weight: How much the report says for it.
        rival: Whether it says nearly as much for another.
    """

    relation: str
    certainty: str | None
    evidence: tuple[Evidence, ...]
    weight: float
    rival: bool = False


def source_of_harm(
    reading: Reading, subject: Subject, subjects: Sequence[Subject]
) -> Source | None:
    """Return who harmed a child, or None where the report names nobody and does not leave it open.

    `unclear` with `not_established` is returned where the report says that it is not known.
    """
    held = _Held()
    for blame in reading.once(blames):
        if subject.number in subjects_in(reading, blame.sentence, subjects):
            held.add(blame)
    ranked = sorted(held.totals().items(), key=lambda each: -each[1])
    top = ranked[0][0] if ranked else None
    sure = held.certainty.get(top or "")
    if top is None or (held.unknown and not _firm(sure)):
        left_open = held.unknown or held.nobody_held
        if left_open is None:
            return None
        return Source("unclear", _NOT_ESTABLISHED, _evidence(reading, left_open), left_open[0])
    code = sure[1] if sure else held.loose[1] if held.loose else None
    if held.nobody_held and not _firm(sure):
        code = _NOT_ESTABLISHED
    rival = len(ranked) > 1 and ranked[1][1] > ranked[0][1] / 2
    return Source(top, code, _evidence(reading, held.best[top]), ranked[0][1], rival)


def nobody_else(
    outcome: str | None, category: str | None, source: Source | None, age: float | None
) -> str | None:
    """Return `self` or `none` where what happened leaves no other person to have done it.

    Args:
        outcome: The outcome for the child.
        category: The category of the death or the harm.
        source: Whom the report names; a verdict on him outweighs that nobody need have done it.
        age: The age in months at the incident.
    """
    if outcome == "other":
        return "none"
    if category in _OWN_ACTS:
        return "self"
    if category not in _NOBODYS_ACTS or (source and source.certainty in _ESTABLISHED):
        return None
    took_it = category == "poisoning_ingestion" and age is not None and age >= _TAKES_DRUGS
    return "self" if took_it else "none"


_Place = tuple[float, Sentence, int, int]
"""How much a sentence says, the sentence, and the offsets in it of the words that say it."""
_Certainty = tuple[float, str]


@dataclass(slots=True)
class _Held:
    """What the sentences about one child add up to."""

    weights: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    certainty: dict[str, _Certainty] = field(default_factory=dict)
    best: dict[str, _Place] = field(default_factory=dict)
    unknown: _Place | None = None
    nobody_held: _Place | None = None
    loose: _Certainty | None = None
    """The firmest verdict told without a person."""

    def add(self, blame: Blame) -> None:
        """Count what one more sentence says."""
        place, sentence = blame.place, blame.sentence
        if blame.unknown:
            self.unknown = _weightier(self.unknown, (place, sentence, *blame.unknown))
        if blame.nobody_held:
            self.nobody_held = _weightier(self.nobody_held, (place, sentence, *blame.nobody_held))
        for named in blame.named:
            self._name(named, place, sentence)
        if blame.loose and blame.loose.of_harm:
            verdict = (blame.loose.weight * min(place, _OPENING), blame.loose.code)
            self.loose = max(self.loose or verdict, verdict)

    def totals(self) -> dict[str, float]:
        """Return how much is said for each person, a firm verdict on the harm above all."""
        totals = dict(self.weights)
        for relation, sure in self.certainty.items():
            if _firm(sure):
                totals[relation] += _FIRM_MORE * sure[0]
        return totals

    def _name(self, named: Named, place: float, sentence: Sentence) -> None:
        found = (named.weight * place, sentence, named.start, named.end)
        self.weights[named.relation] += found[0]
        self.best[named.relation] = _weightier(self.best.get(named.relation), found)
        if named.sure:
            weight = named.sure.weight * (1.0 if named.sure.of_harm or place > 1 else _UNSAID)
            known = self.certainty.get(named.relation, (0.0, ""))
            self.certainty[named.relation] = max(known, (weight, named.sure.code))


def _evidence(reading: Reading, place: _Place) -> tuple[Evidence, ...]:
    _, sentence, start, end = place
    return reading.evidence(sentence.start + start, sentence.start + end)


def _weightier(held: _Place | None, found: _Place) -> _Place:
    return found if held is None or found[0] > held[0] else held


def _firm(certainty: _Certainty | None) -> bool:
    return certainty is not None and certainty[1] in _ESTABLISHED and certainty[0] > _FIRM


_FIRM = 4.0
"""What a certainty must weigh to be taken for established."""
