"""What a report says in plain words of a child's origin and needs."""

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
from extractors.children.case import Said, case_candidates, first_of_each
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Reading, Role, Sentence
from extractors.reading.patterns import Patterns
from schemas.evidence import Evidence
from schemas.status import ValueStatus

_ALLOWED = frozenset({Assertion.AFFIRMED, Assertion.HISTORIC})
_ALLOWED_OF_FAMILY = _ALLOWED | {Assertion.OTHER_PERSON}
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
_OF_FAMILY = frozenset({"ethnicity"})
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
    variable: str
    code: str
    weight: float
    denied: bool


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    several: bool
    precision: float


@cache
def _variables() -> tuple[tuple[_Variable, ...], Patterns[_Rule]]:
    """Return the variables and the rules of all, looked for at once."""
    data = yaml.safe_load(files("extractors.children").joinpath("stated.yaml").read_text("utf-8"))
    return (
        tuple(
            _Variable(name, entry["kind"] == "each", entry["precision"])
            for name, entry in data.items()
        ),
        Patterns(
            (
                re.compile(rule["pattern"], re.IGNORECASE if name != "ethnicity" else 0),
                _Rule(name, rule["code"], float(rule["weight"]), bool(rule.get("denied"))),
            )
            for name, entry in data.items()
            for rule in entry["codes"]
        ),
    )


def stated_of(reading: Reading, subject: Subject, subjects: Sequence[Subject]) -> Iterator[Stated]:
    """Yield each variable of `stated.yaml` that the report speaks of for a child."""
    best: defaultdict[str, dict[str, Said[_Rule]]] = defaultdict(dict)
    weights: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for said in reading.once(_said_of_children):
        if subject.number not in subjects_in(reading, said.sentence, subjects):
            continue
        variable, code = said.rule.variable, said.rule.code
        weights[variable][code] += said.weight
        held = best[variable].get(code)
        if held is None or said.weight > held.weight:
            best[variable][code] = said
    variables, _ = _variables()
    for each in variables:
        if weights[each.name]:
            yield from _value(reading, each, weights[each.name], best[each.name])


def _said_of_children(reading: Reading) -> list[Said[_Rule]]:
    """Return all that a report says of its subject children by the rules of `stated.yaml`."""
    _, patterns = _variables()
    return [
        Said(
            sentence,
            rule,
            rule.weight * place,
            sentence.start + match.start(),
            sentence.start + match.end(),
        )
        for sentence, place, rules in case_candidates(reading, patterns)
        for match, rule in first_of_each(sentence.text, rules)
        if _is_said(reading, sentence, match, rule)
    ]


def _is_said(reading: Reading, sentence: Sentence, match: re.Match[str], rule: _Rule) -> bool:
    """Whether a sentence says a code, and says it of a subject child."""
    start, end = sentence.start + match.start(), sentence.start + match.end()
    assertion = reading.assertion(start, end)
    denied = rule.denied and assertion is Assertion.NEGATED
    allowed = _ALLOWED_OF_FAMILY if rule.variable in _OF_FAMILY else _ALLOWED
    if assertion not in allowed and not denied:
        return False
    if rule.variable not in _OF_FAMILY:
        before = [p for p in reading.mentions(sentence) if p.end <= match.start()]
        return not (before and before[-1].role in _NOT_THE_CHILD)
    return True


def _value(
    reading: Reading, variable: _Variable, weights: dict[str, float], best: dict[str, Said[_Rule]]
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
            yield Stated(variable.name, codes, ValueStatus.STATED, variable.precision, evidence)
        return
    code = max(weights, key=lambda each: weights[each])
    evidence = reading.evidence(best[code].start, best[code].end)
    confidence = round(variable.precision * (0.7 + 0.3 * weights[code] / total), 2)
    if code == "withheld":
        yield Stated(variable.name, None, ValueStatus.WITHHELD, 0.9, evidence)
    else:
        yield Stated(variable.name, code, ValueStatus.STATED, confidence, evidence)
