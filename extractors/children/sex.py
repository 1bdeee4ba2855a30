"""The sex of a child as the report states it, never guessed from a name.

A noun says it ("a baby boy"), or the pronouns of the sentences that name the child do; a report
may say that it withholds it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.about import nearest_subject, subjects_in
from extractors.children.case import (
    Rules,
    case_candidates,
    case_sentences,
    every_match,
    first_of_each,
)
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Mention, Reading, Role, Sentence
from extractors.reading.patterns import Patterns
from schemas.evidence import Evidence

_SURE = 1.5
_BACK = 3
"""Sentences of a paragraph to look back for the child whom an opening pronoun means."""
_BY_THE_WAY = frozenset({None, Role.SUBJECT})


class _Words(NamedTuple):
    withheld: Patterns[None]
    nouns: Patterns[str]
    pronouns: dict[str, re.Pattern[str]]
    any_pronoun: re.Pattern[str]
    opens: re.Pattern[str]
    opens_as_owner: re.Pattern[str]
    titles: dict[str, str]


@cache
def _words() -> _Words:
    data = yaml.safe_load(files("extractors.children").joinpath("sex.yaml").read_text("utf-8"))

    def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)

    return _Words(
        Patterns([(any_of(data["withheld"]), None)]),
        Patterns([(any_of(patterns), sex) for sex, patterns in data["nouns"].items()]),
        {sex: any_of(patterns) for sex, patterns in data["pronouns"].items()},
        re.compile("|".join(p for patterns in data["pronouns"].values() for p in patterns)),
        any_of(data["opens"]),
        any_of(data["opens_as_owner"]),
        data["titles"],
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
    said = [*_by_title(reading, subject), *reading.once(_said)]
    for sentence, weight, (sex, start, end) in said:
        if not _is_said_of(reading, sentence, start, subject, subjects):
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


def _is_said_of(
    reading: Reading, sentence: Sentence, start: int, subject: Subject, subjects: Sequence[Subject]
) -> bool:
    """Whether words are said of a child: of several named, of the one whose name is nearest."""
    if subject.number not in subjects_in(reading, sentence, subjects):
        return False
    nearest = nearest_subject(sentence, start, subjects) if len(subjects) > 1 else None
    return nearest in {None, subject.number}


def _by_title(
    reading: Reading, subject: Subject
) -> list[tuple[Sentence, float, tuple[str, int, int]]]:
    """Return the nouns straight before a child's name that tell the sex: "his sister Mia"."""
    if subject.label is None or " " in subject.label:
        return []
    found: list[tuple[Sentence, float, tuple[str, int, int]]] = []
    for sex, nouns in _words().titles.items():
        pattern = _title(nouns, subject.label)
        for sentence, place in case_sentences(reading):
            match = pattern.search(sentence.text) if subject.label in sentence.text else None
            if match:
                # The name, since that is what tells of which child the noun is said.
                name = sentence.start + match.start("name")
                found.append((sentence, 2 * place, (sex, name, sentence.start + match.end())))
    return found


@lru_cache(maxsize=256)
def _title(nouns: str, label: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{nouns}),? (?:called |named )?(?P<name>{re.escape(label)})\b")


def _said(reading: Reading) -> list[tuple[Sentence, float, tuple[str, int, int]]]:
    """Return each word that tells a child's sex, with its sentence and its weight."""
    found: list[tuple[Sentence, float, tuple[str, int, int]]] = []
    nouns = {each.start: rules for each, _, rules in case_candidates(reading, _words().nouns)}
    for sentence, place in case_sentences(reading):
        if sentence.start in nouns:
            told = _by_noun(reading, sentence, nouns[sentence.start])
            found += [(sentence, 2 * place, noun) for noun in told]
        found += [(sentence, place, pronoun) for pronoun in _by_pronoun(reading, sentence)]
    return found


def _withheld(reading: Reading) -> Sex | None:
    for sentence, rules in _words().withheld.candidates(reading):
        for match, _ in first_of_each(sentence.text, rules):
            start = sentence.start + match.start()
            return Sex(None, reading.evidence(start, sentence.start + match.end()), 0.9)
    return None


def _by_noun(reading: Reading, sentence: Sentence, rules: Rules[str]) -> list[tuple[str, int, int]]:
    """Return each noun of a sentence that tells the child's sex: the sex and its place."""
    found: list[tuple[str, int, int]] = []
    people: list[Mention] | None = None
    for match, sex in every_match(sentence.text, rules):
        people = reading.mentions(sentence) if people is None else people
        of = next((p for p in people if p.start <= match.start() < p.end), None)
        if of is not None and of.role not in _BY_THE_WAY:
            continue
        start = sentence.start + match.start()
        if reading.assertion(start, start + 1) is not Assertion.OTHER_CASE:
            found.append((sex, start, sentence.start + match.end()))
    return found


def _by_pronoun(reading: Reading, sentence: Sentence) -> list[tuple[str, int, int]]:
    """Return the pronoun that follows the child's name with nobody named between them."""
    if not _words().any_pronoun.search(sentence.text.lower()):
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
        between = [
            p for p in people if after <= p.start < pronoun.start() and p.role not in _BY_THE_WAY
        ]
        if not between:
            start = sentence.start + pronoun.start()
            found.append((sex, start, sentence.start + pronoun.end()))
    return found if len(found) == 1 else []


def _goes_on(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence opens with a pronoun after what is about the child and nobody else.

    A professional may be named there too, where the pronoun owns a relative ("His mother").
    """
    if not _words().opens.match(sentence.text):
        return False
    about = {Role.SUBJECT}
    if _words().opens_as_owner.match(sentence.text):
        about.add(Role.OTHER)
    number = reading.sentence_number(sentence.start)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        if earlier.block != sentence.block:
            return False
        roles = {p.role for p in reading.mentions(earlier) if p.role is not None}
        if roles:
            return Role.SUBJECT in roles and roles <= about
    return False
