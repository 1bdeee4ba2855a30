"""What a report says in plain words of a child's home, origin, services and needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.about import subjects_in
from extractors.children.harm import case_sentences
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Reading, Role, Sentence
from extractors.reading.patterns import Patterns
from schemas.evidence import Evidence
from schemas.status import ValueStatus

_ALLOWED = frozenset({Assertion.AFFIRMED, Assertion.HISTORIC})
_FIRM = 1.5
_NOT_THE_CHILD = frozenset(
    {
        Role.SIBLING,
        Role.MOTHER,
        Role.FATHER,
        Role.PARTNER,
        Role.OTHER_RELATIVE,
        Role.OTHER_CHILD,
        Role.OTHER,
    }
)
_OF_FAMILY = frozenset({"ethnicity", "living_with"})
"""Variables that a sentence about the parents or the family tells of the child too."""


class Stated(NamedTuple):
    """A value of one variable: a code, or several, with words for each."""

    variable: str
    value: str | list[str] | None
    status: ValueStatus
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    weight: float
    denied: bool


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    several: bool
    rules: Patterns[_Rule]


class _Said(NamedTuple):
    weight: float
    start: int
    end: int


@cache
def _variables() -> tuple[_Variable, ...]:
    data = yaml.safe_load(files("extractors.children").joinpath("stated.yaml").read_text("utf-8"))
    return tuple(
        _Variable(
            name,
            entry["kind"] == "each",
            Patterns(
                (
                    re.compile(rule["pattern"], re.IGNORECASE if name != "ethnicity" else 0),
                    _Rule(rule["code"], float(rule["weight"]), bool(rule.get("denied"))),
                )
                for rule in entry["codes"]
            ),
        )
        for name, entry in data.items()
    )


def stated_of(reading: Reading, subject: Subject, subjects: Sequence[Subject]) -> Iterator[Stated]:
    """Yield each variable of `stated.yaml` that the report speaks of for a child."""
    sentences = [
        (sentence, place)
        for sentence, place in case_sentences(reading)
        if subject.number in subjects_in(reading, sentence, subjects)
    ]
    for variable in _variables():
        weights: defaultdict[str, float] = defaultdict(float)
        best: dict[str, _Said] = {}
        for sentence, place in sentences:
            for match, rule in variable.rules.first(sentence.text):
                said = _said(reading, sentence, match, rule, variable.name)
                if said is None:
                    continue
                weight = rule.weight * place
                weights[rule.code] += weight
                if rule.code not in best or weight > best[rule.code].weight:
                    best[rule.code] = _Said(weight, *said)
        if weights:
            yield from _value(reading, variable, weights, best)


def _said(
    reading: Reading, sentence: Sentence, match: re.Match[str], rule: _Rule, variable: str
) -> tuple[int, int] | None:
    """Return where a sentence says a code of the child, or None where it is not said of it."""
    start, end = sentence.start + match.start(), sentence.start + match.end()
    assertion = reading.assertion(start, end)
    denied = rule.denied and assertion is Assertion.NEGATED
    if assertion not in _ALLOWED and not denied:
        return None
    if variable not in _OF_FAMILY:
        before = [p for p in reading.mentions(sentence) if p.end <= match.start()]
        if before and before[-1].role in _NOT_THE_CHILD:
            return None
    return start, end


def _value(
    reading: Reading, variable: _Variable, weights: dict[str, float], best: dict[str, _Said]
) -> Iterator[Stated]:
    total = sum(weights.values())
    if variable.several:
        codes = [code for code in weights if weights[code] >= _FIRM]
        evidence = tuple(
            words
            for code in codes
            for words in reading.evidence(best[code].start, best[code].end, code)
        )
        if codes:
            yield Stated(variable.name, codes, ValueStatus.STATED, 0.7, evidence)
        return
    code = max(weights, key=lambda each: weights[each])
    evidence = reading.evidence(best[code].start, best[code].end)
    confidence = round(0.4 + 0.4 * weights[code] / total, 2)
    if code == "withheld":
        yield Stated(variable.name, None, ValueStatus.WITHHELD, 0.9, evidence)
    else:
        yield Stated(variable.name, code, ValueStatus.STATED, confidence, evidence)
