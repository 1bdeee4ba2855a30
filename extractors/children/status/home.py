"""Where a child lived at the time of the incident."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.children.about import subjects_in
from extractors.children.case import Rules, Said, case_candidates, first_of_each
from extractors.children.stated import Stated
from extractors.children.status.afterwards import is_afterwards
from extractors.children.status.whose import holder_of
from extractors.children.status.words import words
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Reading, Sentence
from extractors.reading.patterns import Patterns
from schemas.status import ValueStatus

_LEAST = 1.0  # what words deep in a report weigh, which tell of homes as well as its opening
_AT_INCIDENT = 2.0  # how much more words weigh that are tied to the incident
_WEAK, _SURE, _PRECISION = 0.35, 0.4, 0.6
_IN_CARE = frozenset({"looked_after", "care_leaver"})
_AT_HOME = frozenset({"parents", "mother", "father"})


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    weight: float
    of_family: bool
    care: bool
    weak: bool
    denied: bool


@cache
def _rules() -> Patterns[_Rule]:
    text = files("extractors.children.status").joinpath("home.yaml").read_text("utf-8")
    return Patterns(
        (
            re.compile(rule["pattern"], re.IGNORECASE),
            _Rule(
                rule["code"],
                float(rule["weight"]),
                bool(rule.get("of_family")),
                bool(rule.get("care")),
                bool(rule.get("weak")),
                bool(rule.get("denied")),
            ),
        )
        for rule in yaml.safe_load(text)["places"]
    )


def home_of(
    reading: Reading, subject: Subject, subjects: Sequence[Subject], level: str | None
) -> Iterator[Stated]:
    """Yield where a child lived, given the level of service at the incident where it is known."""
    fitting = [said for said in reading.once(_said) if _fits(said.rule, level)]
    own = [s for s in fitting if subject.number in subjects_in(reading, s.sentence, subjects)]
    family = [said for said in fitting if said.rule.of_family]
    # The first of these that tells of a home: the child's own, the family's, what is weak.
    for told in (_strong(own), _strong(family), own, family):
        if told:
            yield _heaviest(reading, told)
            return


def _strong(told: Sequence[Said[_Rule]]) -> list[Said[_Rule]]:
    return [said for said in told if not said.rule.weak]


def _heaviest(reading: Reading, told: Sequence[Said[_Rule]]) -> Stated:
    """Return the place that the words told weigh most for."""
    weights: defaultdict[str, float] = defaultdict(float)
    for said in told:
        weights[said.rule.code] += said.weight
    code = max(weights, key=lambda each: weights[each])
    best = max((said for said in told if said.rule.code == code), key=lambda said: said.weight)
    share = weights[code] / sum(weights.values())
    chance = _WEAK if best.rule.weak else _SURE + (_PRECISION - _SURE) * share
    evidence = reading.evidence(best.start, best.end)
    return Stated("living_with", code, ValueStatus.STATED, round(chance, 2), evidence)


def _fits(rule: _Rule, level: str | None) -> bool:
    """Whether a child at that level of service may have lived there."""
    if level is None:
        return True
    return not rule.care if level not in _IN_CARE else rule.code not in _AT_HOME


def _said(reading: Reading) -> list[Said[_Rule]]:
    return [
        said
        for sentence, place, rules in case_candidates(reading, _rules())
        for said in _in_sentence(reading, sentence, max(place, _LEAST), rules)
    ]


def _in_sentence(
    reading: Reading, sentence: Sentence, place: float, rules: Rules[_Rule]
) -> Iterator[Said[_Rule]]:
    at_incident = bool(words().cues["incident"].search(sentence.text))
    matches = list(first_of_each(sentence.text, rules))
    if not matches or is_afterwards(reading, sentence, at_incident):
        return
    for match, rule in matches:
        start, end = sentence.start + match.start(), sentence.start + match.end()
        assertion = reading.assertion(start, end)
        if assertion is not Assertion.AFFIRMED and not rule.denied:
            continue
        if not rule.of_family:
            holder = holder_of(reading, sentence, match.start(), rule.code)
            if not holder.is_subject:
                continue
        tied = _AT_INCIDENT if at_incident else 1.0
        yield Said(sentence, rule, rule.weight * place * tied, start, end)
