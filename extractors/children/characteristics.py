"""What a report says of the child: needs, illness, behaviour and experiences.

Much of what a report says of illness, drink or school is said of a parent or a sibling, so a
mention counts where it is said of a subject child.
"""

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
from extractors.children.case import case_candidates, first_of_each
from extractors.children.holder import is_of_child
from extractors.children.stated import Stated
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Reading, Sentence
from extractors.reading.patterns import Patterns
from schemas.document import SectionKind
from schemas.status import ValueStatus

_ALLOWED = frozenset({Assertion.AFFIRMED, Assertion.HISTORIC})
_FIRM = 1.5
_GENERAL = frozenset({SectionKind.FINDINGS, SectionKind.CONCLUSIONS, SectionKind.PRACTITIONER_VIEW})
_IN_GENERAL = 0.6
"""Of the weight of a mention where a report speaks of children at large as well."""
_VARIABLE = "child_characteristics"


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    weight: float
    alone: bool


class _Lexicon(NamedTuple):
    rules: Patterns[_Rule]
    confidence: float


class _Said(NamedTuple):
    sentence: Sentence
    code: str
    weight: float
    start: int
    end: int


@cache
def _lexicon() -> _Lexicon:
    name = "characteristics.yaml"
    data = yaml.safe_load(files("extractors.children").joinpath(name).read_text("utf-8"))
    rules = Patterns(
        (
            re.compile(rule["pattern"], re.IGNORECASE),
            _Rule(code, float(rule["weight"]), bool(rule.get("alone"))),
        )
        for code, rules in data["codes"].items()
        for rule in rules
    )
    return _Lexicon(rules, data["confidence"])


def characteristics_of(
    reading: Reading, subject: Subject, subjects: Sequence[Subject]
) -> Iterator[Stated]:
    """Yield the characteristics that the report states of a child, each with its words."""
    weights: defaultdict[str, float] = defaultdict(float)
    best: dict[str, _Said] = {}
    for said in reading.once(_said_of_children):
        if subject.number not in subjects_in(reading, said.sentence, subjects):
            continue
        weights[said.code] += said.weight
        if said.code not in best or said.weight > best[said.code].weight:
            best[said.code] = said
    codes = [code for code, weight in weights.items() if weight >= _FIRM]
    evidence = tuple(
        words
        for code in codes
        for words in reading.evidence(best[code].start, best[code].end, code)
    )
    if codes:
        yield Stated(_VARIABLE, codes, ValueStatus.STATED, _lexicon().confidence, evidence)


def _said_of_children(reading: Reading) -> list[_Said]:
    return [
        _Said(
            sentence,
            rule.code,
            rule.weight * place * (_IN_GENERAL if sentence.section in _GENERAL else 1.0),
            sentence.start + match.start(),
            sentence.start + match.end(),
        )
        for sentence, place, rules in case_candidates(reading, _lexicon().rules)
        if sentence.section is not SectionKind.PROCESS
        for match, rule in first_of_each(sentence.text, rules)
        if (rule.alone or is_of_child(reading, sentence, match.start()))
        and reading.assertion(
            sentence.start + match.start(), sentence.start + match.end(), rule.code
        )
        in _ALLOWED
    ]
