"""The sex of a child as the report states it, never guessed from a name.

A noun says it ("a baby boy"), or the pronouns of the sentences that name the child do; a report
may say that it withholds it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.about import subjects_in
from extractors.children.harm import case_sentences
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Mention, Reading, Role, Sentence
from extractors.reading.patterns import Patterns
from schemas.evidence import Evidence

_OPENS_WITH_PRONOUN = re.compile(r"(?:He|She|His|Her)\b")
_SURE = 1.5


class _Words(NamedTuple):
    withheld: Patterns[None]
    nouns: Patterns[str]
    pronouns: dict[str, re.Pattern[str]]


@cache
def _words() -> _Words:
    data = yaml.safe_load(files("extractors.children").joinpath("sex.yaml").read_text("utf-8"))

    def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)

    return _Words(
        Patterns([(any_of(data["withheld"]), None)]),
        Patterns([(any_of(patterns), sex) for sex, patterns in data["nouns"].items()]),
        {sex: any_of(patterns) for sex, patterns in data["pronouns"].items()},
    )


class Sex(NamedTuple):
    """The sex, or None where it is withheld, with the words that say so."""

    value: str | None
    evidence: tuple[Evidence, ...]
    confidence: float


def sex_of(reading: Reading, subject: Subject, subjects: Sequence[Subject]) -> Sex | None:
    """Return the sex of a child, or None where the report does not say."""
    withheld = reading.once(_withheld)
    if withheld:
        return withheld
    if subject.sex:
        return Sex(subject.sex, reading.evidence(subject.start, subject.end), 0.95)
    weights: defaultdict[str, float] = defaultdict(float)
    first: dict[str, tuple[float, int, int]] = {}
    for sentence, weight, (sex, start, end) in reading.once(_said):
        if subject.number not in subjects_in(reading, sentence, subjects):
            continue
        weights[sex] += weight
        if sex not in first or weight > first[sex][0]:
            first[sex] = (weight, start, end)
    if not weights:
        return None
    value = max(weights, key=lambda sex: weights[sex])
    other = sum(weights.values()) - weights[value]
    if weights[value] < _SURE * other:
        return None
    _, start, end = first[value]
    return Sex(value, reading.evidence(start, end), 0.95 if other == 0 else 0.85)


def _said(reading: Reading) -> list[tuple[Sentence, float, tuple[str, int, int]]]:
    """Return each word that tells a child's sex, with its sentence and its weight."""
    found: list[tuple[Sentence, float, tuple[str, int, int]]] = []
    for sentence, place in case_sentences(reading):
        found += [(sentence, 2 * place, noun) for noun in _by_noun(reading, sentence)]
        found += [(sentence, place, pronoun) for pronoun in _by_pronoun(reading, sentence)]
    return found


def _withheld(reading: Reading) -> Sex | None:
    for sentence in reading.sentences:
        for match, _ in _words().withheld.first(sentence.text):
            start = sentence.start + match.start()
            return Sex(None, reading.evidence(start, sentence.start + match.end()), 0.9)
    return None


def _by_noun(reading: Reading, sentence: Sentence) -> list[tuple[str, int, int]]:
    """Return each noun of a sentence that tells the child's sex: the sex and its place."""
    found: list[tuple[str, int, int]] = []
    people: list[Mention] | None = None
    for match, sex in _words().nouns.find(sentence.text):
        people = reading.mentions(sentence) if people is None else people
        of = next((p for p in people if p.start <= match.start() < p.end), None)
        start = sentence.start + match.start()
        elsewhere = reading.assertion(start, start + 1) is Assertion.OTHER_CASE
        if not elsewhere and (of is None or of.role in {None, Role.SUBJECT}):
            found.append((sex, start, sentence.start + match.end()))
    return found


def _by_pronoun(reading: Reading, sentence: Sentence) -> list[tuple[str, int, int]]:
    """Return the pronoun that follows the child's name with nobody named between them."""
    if not any(pattern.search(sentence.text) for pattern in _words().pronouns.values()):
        return []
    people = reading.mentions(sentence)
    named = next((p for p in people if p.role is Role.SUBJECT), None)
    after = named.end if named else 0
    if named is None and not _goes_on(reading, sentence):
        return []
    found: list[tuple[str, int, int]] = []
    for sex, pattern in _words().pronouns.items():
        pronoun = pattern.search(sentence.text, after)
        if pronoun is None:
            continue
        between = [p for p in people if after <= p.start < pronoun.start() and p.role]
        if not between:
            start = sentence.start + pronoun.start()
            found.append((sex, start, sentence.start + pronoun.end()))
    return found if len(found) == 1 else []


def _goes_on(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence opens with a pronoun after one that is about the child and nobody else."""
    if not _OPENS_WITH_PRONOUN.match(sentence.text):
        return False
    number = reading.sentence_number(sentence.start)
    previous = reading.sentences[number - 1] if number else None
    if previous is None or previous.block != sentence.block:
        return False
    roles = [p.role for p in reading.mentions(previous) if p.role is not None]
    return bool(roles) and all(role is Role.SUBJECT for role in roles)
