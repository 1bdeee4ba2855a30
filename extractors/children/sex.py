"""The sex of a child as the report states it, never guessed from a name.

A noun says it ("a baby boy"), or the pronouns of the sentences that name the child do; a report
may say that it withholds it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from extractors.children.about import subjects_in
from extractors.children.harm import case_sentences
from extractors.children.subjects import Subject
from extractors.reading import Reading, Role, Sentence
from schemas.evidence import Evidence

_WITHHELD = re.compile(
    r"\b(?:sex|gender)\b[^.]{0,60}\b(?:withheld|not (?:given|stated|disclosed|said|revealed)|removed|omitted)"
    r"|does not say whether [^.]{0,40}(?:man or a young woman|boy or (?:a )?girl|male or female)"
    r"|without [\"“‘']he[\"”’'] or",
    re.IGNORECASE,
)
_NOUN = {
    "female": re.compile(
        r"(?<!the )\b(?:girl|female|young woman|daughter|schoolgirl)\b|\(f\)|\| F \|", re.IGNORECASE
    ),
    "male": re.compile(
        r"(?<!the )\b(?:boy|male|young man|son|schoolboy)\b|\(m\)|\| M \|", re.IGNORECASE
    ),
}
_PRONOUN = {
    "female": re.compile(r"\b(?:she|her|herself)\b", re.IGNORECASE),
    "male": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
}
_NOT_THE_CHILD = {Role.SIBLING, Role.OTHER_CHILD, Role.OTHER, Role.OTHER_RELATIVE, Role.PARTNER}
_SURE = 3.0


class Sex(NamedTuple):
    """The sex, or None where it is withheld, with the words that say so."""

    value: str | None
    evidence: tuple[Evidence, ...]
    confidence: float


def sex_of(reading: Reading, subject: Subject, subjects: Sequence[Subject]) -> Sex | None:
    """Return the sex of a child, or None where the report does not say."""
    withheld = _withheld(reading)
    if withheld:
        return withheld
    if subject.sex:
        return Sex(subject.sex, reading.evidence(subject.start, subject.end), 0.95)
    weights: defaultdict[str, float] = defaultdict(float)
    first: dict[str, tuple[float, int, int]] = {}
    for sentence, place in case_sentences(reading):
        if subject.number not in subjects_in(reading, sentence, subjects):
            continue
        for sex, start, end, weight in _said(reading, sentence, subject):
            weights[sex] += weight * place
            kept = first.get(sex)
            if kept is None or weight * place > kept[0]:
                first[sex] = (weight * place, start, end)
    if not weights:
        return None
    value = max(weights, key=lambda sex: weights[sex])
    other = sum(weights.values()) - weights[value]
    if weights[value] < 1 or (other and weights[value] < _SURE * other):
        return None
    _, start, end = first[value]
    return Sex(value, reading.evidence(start, end), 0.97 if weights[value] >= 6 else 0.85)


def _withheld(reading: Reading) -> Sex | None:
    for sentence in reading.sentences:
        match = _WITHHELD.search(sentence.text)
        if match:
            start = sentence.start + match.start()
            return Sex(None, reading.evidence(start, sentence.start + match.end()), 0.9)
    return None


def _said(
    reading: Reading, sentence: Sentence, subject: Subject
) -> list[tuple[str, int, int, float]]:
    """Return what a sentence says of the child's sex: sex, words in the view, weight."""
    people = reading.mentions(sentence)
    found: list[tuple[str, int, int, float]] = []
    for sex, pattern in _NOUN.items():
        for match in pattern.finditer(sentence.text):
            of = next((p for p in people if p.start <= match.start() < p.end), None)
            if of is None or of.role in {None, Role.SUBJECT}:
                start = sentence.start + match.start()
                found.append((sex, start, sentence.start + match.end(), 2.0))
    named = [p for p in people if p.role is Role.SUBJECT]
    others = [p for p in people if p.role not in {None, Role.SUBJECT}]
    if named and not found and subject.label:
        for sex, pattern in _PRONOUN.items():
            pronoun = pattern.search(sentence.text, named[0].end)
            between = [p for p in others if pronoun and named[0].end <= p.start < pronoun.start()]
            if pronoun and not between:
                start = sentence.start + pronoun.start()
                found.append((sex, start, sentence.start + pronoun.end(), 0.5))
    return found
