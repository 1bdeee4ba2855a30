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
    known = reading.once(_Known).by_labels
    labels = tuple((subject.number, subject.label or "") for subject in subjects)
    if labels not in known:
        known[labels] = _named_last(reading, labels)
    return known[labels][reading.sentence_number(sentence.start)] or everyone


_Labels = tuple[tuple[int, str], ...]


class _Known:
    """What `_named_last` found in a report, kept since every variable asks of every child."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.by_labels: dict[_Labels, list[set[int]]] = {}


def _named_last(reading: Reading, labels: _Labels) -> list[set[int]]:
    """Return for each sentence the children whom it or those before it in its section name last.

    Where none is named so near, they are those of the last heading that names any.
    """
    found: list[set[int]] = []
    title, of_part = "", set[int]()
    last, at = set[int](), 0
    for number, sentence in enumerate(reading.sentences):
        if sentence.title != title:
            title, last = sentence.title, set()
            of_part = _named_in(title, labels) or of_part
        named = _named_in(sentence.text, labels)
        if named:
            last, at = named, number
        found.append(last if last and number - at <= _BACK else of_part)
    return found


def _named_in(words: str, labels: _Labels) -> set[int]:
    return {number for number, label in labels if _pattern(label).search(words)}


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


@lru_cache(maxsize=256)
def _pattern(label: str) -> re.Pattern[str]:
    """Return a pattern for a label, or for its last part alone ("P" for "Child P")."""
    last = label.rsplit(maxsplit=1)[-1]
    return re.compile(rf"\b(?:{re.escape(label)}|{re.escape(last)})\b")
