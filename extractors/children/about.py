"""Which of several subject children a sentence is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.children.subjects import Subject
from extractors.reading import Reading, Sentence

_BACK = 12
"""Sentences to look back for the child's name within a section."""
_ALL = re.compile(
    r"\b(?:[Bb]oth|[Tt]he (?:twins|children|girls|boys|siblings|sisters|brothers)"
    r"|[Aa]ll (?:two|three|four|five|of them)|[Ee]ach)\b"
)


def subjects_in(reading: Reading, sentence: Sentence, subjects: Sequence[Subject]) -> set[int]:
    """Return the numbers of the subject children whom a sentence is about.

    A sentence that names none of them is about whom those before it in its section name last; one
    that speaks of "both", and one for which nothing is known, is about all.
    """
    everyone = {subject.number for subject in subjects}
    unnamed = any(subject.label is None for subject in subjects)
    if len(subjects) == 1 or unnamed or _ALL.search(sentence.text):
        return everyone
    number = reading.sentence_number(sentence.start)
    least = number - _BACK
    while number >= max(0, least) and reading.sentences[number].title == sentence.title:
        named = {s.number for s in subjects if s.label and _names(s.label, reading, number)}
        if named:
            return named
        number -= 1
    return _of_part(reading, reading.sentence_number(sentence.start), subjects) or everyone


def _of_part(reading: Reading, number: int, subjects: Sequence[Subject]) -> set[int]:
    """Return the children named by the last heading before a sentence that names any."""
    title = ""
    for sentence in reversed(reading.sentences[: number + 1]):
        if sentence.title != title:
            title = sentence.title
            named = {s.number for s in subjects if s.label and _pattern(s.label).search(title)}
            if named:
                return named
    return set()


def nearest_subject(sentence: Sentence, offset: int, subjects: Sequence[Subject]) -> int | None:
    """Return the child whose label stands last before an offset of the view, or first after it."""
    at = offset - sentence.start
    places = [
        (match.start(), subject.number)
        for subject in subjects
        if subject.label
        for match in _pattern(subject.label).finditer(sentence.text)
    ]
    before = [place for place in places if place[0] <= at]
    if before:
        return max(before)[1]
    return min(places)[1] if places else None


def _names(label: str, reading: Reading, number: int) -> bool:
    return bool(_pattern(label).search(reading.sentences[number].text))


@lru_cache(maxsize=256)
def _pattern(label: str) -> re.Pattern[str]:
    """Return a pattern for a label, or for its last part alone ("P" for "Child P")."""
    last = label.rsplit(maxsplit=1)[-1]
    return re.compile(rf"\b(?:{re.escape(label)}|{re.escape(last)})\b")
