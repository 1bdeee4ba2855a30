"""Each kind of maltreatment that a report says a child suffered, at the incident or before it.

Three things tell of it: the category of the death or harm, which is of a kind by its definition;
the acts told of the child; and the history of the child's life, by `maltreatment.yaml`.
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
from extractors.children.category import Category
from extractors.children.harm import Told
from extractors.children.holder import is_of_child
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Reading, Role, Sentence
from extractors.reading.patterns import Patterns
from schemas.document import SectionKind

_BY_CATEGORY = {
    "fatal_physical_abuse": ("physical",),
    "severe_persistent_cruelty": ("physical", "emotional"),
    "overt_filicide": ("physical",),
    "extreme_neglect": ("neglect",),
    "physical_abuse": ("physical",),
    "neglect": ("neglect",),
    "sexual_abuse_intrafamilial": ("sexual",),
    "sexual_abuse_extrafamilial": ("sexual",),
    "child_sexual_exploitation": ("sexual_exploitation",),
    "criminal_exploitation": ("criminal_exploitation",),
    "fabricated_induced_illness": ("physical", "emotional"),
    "emotional_abuse": ("emotional",),
    "attempted_filicide": ("physical",),
}
_BY_ACT = {
    "assault": "physical",
    "starvation": "neglect",
    "neglect": "neglect",
    "sexual_abuse": "sexual",
    "sexual_exploitation": "sexual_exploitation",
    "criminal_exploitation": "criminal_exploitation",
    "emotional_abuse": "emotional",
}
_ASSAULT_ALSO = frozenset({"neglect", "extreme_neglect", "severe_persistent_cruelty"})
"""Categories beside which an assault that is told is one more kind, and not the same harm."""
_FIRM_ACTS = 4.0
_ALLOWED = frozenset({Assertion.AFFIRMED, Assertion.HISTORIC})
_NOT_LIFE = frozenset({SectionKind.PROCESS, SectionKind.FINDINGS})


class Suffered(NamedTuple):
    """Words that tell of maltreatment, by their offsets in the view."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    weight: float
    of_family: bool


class _Lexicon(NamedTuple):
    rules: Patterns[_Rule]
    firm: float
    confidence: float


class _Said(NamedTuple):
    sentence: Sentence
    rule: _Rule
    words: Suffered


@cache
def _lexicon() -> _Lexicon:
    name = "maltreatment.yaml"
    data = yaml.safe_load(files("extractors.children").joinpath(name).read_text("utf-8"))
    rules = Patterns(
        (
            re.compile(rule["pattern"], re.IGNORECASE),
            _Rule(kind, float(rule["weight"]), rule.get("of") == "family"),
        )
        for kind, rules in data["kinds"].items()
        for rule in rules
    )
    return _Lexicon(rules, float(data["firm"]), float(data["confidence"]))


def confidence() -> float:
    """Return the chance that the kinds found are right."""
    return _lexicon().confidence


def maltreatment_of(
    reading: Reading,
    subject: Subject,
    subjects: Sequence[Subject],
    told: Sequence[Told],
    category: Category | None,
) -> dict[str, Suffered]:
    """Return each kind that is told firmly enough, with the words that tell it best.

    Args:
        reading: The report.
        subject: The child.
        subjects: All subject children.
        told: The acts told of the child.
        category: The category of the death or harm, where one is found.
    """
    kinds: dict[str, Suffered] = {}
    if category:
        words = Suffered(category.told.start, category.told.end)
        kinds.update(dict.fromkeys(_BY_CATEGORY.get(category.code, ()), words))
    for kind, words in _by_acts(told, category.code if category else None):
        kinds.setdefault(kind, words)
    for kind, words in _by_history(reading, subject, subjects):
        kinds.setdefault(kind, words)
    return kinds


def _by_acts(told: Sequence[Told], category: str | None) -> Iterator[tuple[str, Suffered]]:
    weights: defaultdict[str, float] = defaultdict(float)
    best: dict[str, Told] = {}
    for one in told:
        kind = _BY_ACT.get(one.act)
        if kind is None or (kind == "physical" and category not in _ASSAULT_ALSO):
            continue
        if kind == "sexual_exploitation" and category == "criminal_exploitation":
            continue
        weights[kind] += one.weight
        if kind not in best or one.weight > best[kind].weight:
            best[kind] = one
    for kind, weight in weights.items():
        if weight >= _FIRM_ACTS:
            yield kind, Suffered(best[kind].start, best[kind].end)


def _by_history(
    reading: Reading, subject: Subject, subjects: Sequence[Subject]
) -> Iterator[tuple[str, Suffered]]:
    weights: defaultdict[str, float] = defaultdict(float)
    best: dict[str, _Said] = {}
    for said in reading.once(_said_of_lives):
        if subject.number not in subjects_in(reading, said.sentence, subjects):
            continue
        kind = said.rule.kind
        weights[kind] += said.rule.weight
        if kind not in best or said.rule.weight > best[kind].rule.weight:
            best[kind] = said
    for kind, weight in weights.items():
        if weight >= _lexicon().firm:
            yield kind, best[kind].words


def _said_of_lives(reading: Reading) -> list[_Said]:
    """Return what a report says that its subject children lived with."""
    found: list[_Said] = []
    for sentence, _, rules in case_candidates(reading, _lexicon().rules):
        if sentence.section in _NOT_LIFE:
            continue
        for match, rule in first_of_each(sentence.text, rules):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if _is_theirs(reading, sentence, match.start(), rule) and (
                reading.assertion(start, end) in _ALLOWED
            ):
                found.append(_Said(sentence, rule, Suffered(start, end)))
    return found


def _is_theirs(reading: Reading, sentence: Sentence, at: int, rule: _Rule) -> bool:
    """Whether the words are said of a subject child, or of the home that the child lived in."""
    if not rule.of_family:
        return is_of_child(reading, sentence, at)
    before = [person for person in reading.mentions(sentence) if person.start < at]
    return not (before and before[-1].role in {Role.OTHER_CHILD, Role.OTHER_RELATIVE})
