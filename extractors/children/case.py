"""The sentences of a report that may tell of the case itself, and which rules each may match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from extractors.reading import Reading, Sentence
from extractors.reading.patterns import Patterns
from schemas.document import SectionKind

Label = TypeVar("Label")
Rules = list[tuple[re.Pattern[str], Label]]

_NOT_OF_THE_CASE = frozenset(
    {
        SectionKind.RECOMMENDATIONS,
        SectionKind.TERMS_OF_REFERENCE,
        SectionKind.PANEL,
        SectionKind.BACK_MATTER,
        SectionKind.CONTENTS,
    }
)
_OPENING = frozenset(
    {SectionKind.COVER, SectionKind.SUMMARY, SectionKind.INTRODUCTION, SectionKind.ADDENDUM}
)
_OPENING_SENTENCES = 20
_FIRST_SENTENCES = 4


class Said(NamedTuple, Generic[Label]):
    """What a rule finds in a sentence: the words `start` to `end` of the view, with a weight."""

    sentence: Sentence
    rule: Label
    weight: float
    start: int
    end: int


def case_sentences(reading: Reading) -> tuple[tuple[Sentence, float], ...]:
    """Return the sentences that may tell of the case, with a weight for where they stand.

    What opens a report says what it is about; what its recommendations, its terms of reference and
    its panel say is no event of the case.
    """
    return reading.once(_case_sentences)


def case_candidates(
    reading: Reading, patterns: Patterns[Label]
) -> Iterator[tuple[Sentence, float, Rules[Label]]]:
    """Yield the sentences of the case that some rule may match, with weight and those rules."""
    places = reading.once(_places)
    for sentence, rules in patterns.candidates(reading):
        place = places.get(sentence.start)
        if place is not None:
            yield sentence, place, rules


def first_of_each(
    text: str, rules: Iterable[tuple[re.Pattern[str], Label]]
) -> Iterator[tuple[re.Match[str], Label]]:
    """Yield the first match of every rule that matches a text, with its label."""
    for pattern, label in rules:
        match = pattern.search(text)
        if match:
            yield match, label


def every_match(
    text: str, rules: Iterable[tuple[re.Pattern[str], Label]]
) -> Iterator[tuple[re.Match[str], Label]]:
    """Yield every match of every rule in a text, rule by rule, with its label."""
    for pattern, label in rules:
        for match in pattern.finditer(text):
            yield match, label


def _case_sentences(reading: Reading) -> tuple[tuple[Sentence, float], ...]:
    return tuple(_weighed(reading))


def _places(reading: Reading) -> dict[int, float]:
    """Return the weight of each sentence of the case by its start."""
    return {sentence.start: place for sentence, place in case_sentences(reading)}


def _weighed(reading: Reading) -> Iterator[tuple[Sentence, float]]:
    prose = 0
    for sentence in reading.sentences:
        if sentence.section in _NOT_OF_THE_CASE:
            continue
        prose += not sentence.in_heading and sentence.section is not SectionKind.COVER
        if prose <= _FIRST_SENTENCES:
            place = 4.0
        elif sentence.section is SectionKind.ADDENDUM:
            place = 3.0
        elif prose <= _OPENING_SENTENCES or sentence.section in _OPENING:
            place = 2.0
        else:
            place = 0.5
        yield sentence, place
