"""Of whom a sentence says something: a subject child, or somebody else.

That is the person named last before the words, through pronouns; where none is named before them,
the first after them, and else the one of whom the paragraph speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.adults import named_adults
from extractors.reading import Mention, Reading, Role, Sentence

_BACK = 6
"""Sentences of a paragraph to look back for whom a pronoun stands."""


class _Words(NamedTuple):
    tellers: re.Pattern[str]
    others: re.Pattern[str]
    nobody: re.Pattern[str]


@cache
def _words() -> _Words:
    data = yaml.safe_load(files("extractors.children").joinpath("holder.yaml").read_text("utf-8"))
    return _Words(*(re.compile(data[name], re.IGNORECASE) for name in _Words._fields))


def is_of_child(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether what stands at an offset of a sentence is said of a subject child."""
    holder = _holder(reading, sentence, at)
    if holder is None:
        return True
    return holder is Role.SUBJECT or (holder is Role.SIBLING and len(reading.subjects) > 1)


def _holder(reading: Reading, sentence: Sentence, at: int) -> Role | None:
    """Return who is spoken of: the last person named before, else the first after, else before."""
    people = _people(reading, sentence)
    before = [person for person in people if person.start < at]
    if before:
        last = before[-1]
        if last.role is not None:
            return last.role
        return _stands_for(reading, sentence, last, before[:-1])
    after = next((person for person in people if person.role is not None), None)
    return after.role if after else _spoken_of_before(reading, sentence, None)


def _stands_for(
    reading: Reading, sentence: Sentence, pronoun: Mention, before: Sequence[Mention]
) -> Role | None:
    """Return whom a pronoun stands for: the first so far in the sentence whom its sex fits."""
    for person in before:
        if person.role is not None and _fits(pronoun.sex, person.role):
            return person.role
    return _spoken_of_before(reading, sentence, pronoun.sex)


def _spoken_of_before(reading: Reading, sentence: Sentence, sex: str | None) -> Role | None:
    """Return of whom the paragraph has spoken last as the first person of a sentence."""
    number = reading.sentence_number(sentence.start)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        if earlier.block != sentence.block:
            break
        people = _people(reading, earlier)
        if people and people[0].role is None and _agree(sex, people[0].sex):
            continue
        for person in people:
            if person.role is not None and _fits(sex, person.role):
                return person.role
    return None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _fits(sex: str | None, role: Role) -> bool:
    """Whether a pronoun of a sex may stand for a person of a role."""
    if sex == "female":
        return role is not Role.FATHER
    if sex == "male":
        return role is not Role.MOTHER
    return True


def _people(reading: Reading, sentence: Sentence) -> list[Mention]:
    """Return the persons of a sentence in order, without those who only tell of others.

    Adults whom the report calls by a name, and people at large, are persons too.
    """
    words, text = _words(), sentence.text
    people = [Mention(m.start(), m.end(), m[0], Role.OTHER) for m in words.others.finditer(text)]
    at_large = [(person.start, person.end) for person in people]
    people += [
        Mention(at, at + len(name), name, Role.OTHER)
        for name in reading.once(named_adults)
        if (at := text.find(name)) >= 0
    ]
    people += [
        person
        for person in reading.mentions(sentence)
        if not words.tellers.match(person.text)
        and not words.nobody.match(text[person.start :])
        and not any(start <= person.start < end for start, end in at_large)
    ]
    return sorted(people, key=lambda person: person.start)
