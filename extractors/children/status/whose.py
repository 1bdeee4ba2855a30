"""Whether a subject child, and nobody else, had the service that a sentence speaks of."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from extractors.reading import Mention, Reading, Role, Sentence

_BACK = 3
_OTHERS = frozenset(
    {
        Role.SIBLING,
        Role.MOTHER,
        Role.FATHER,
        Role.PARTNER,
        Role.OTHER_RELATIVE,
        Role.OTHER_CHILD,
    }
)
_PARENTS = frozenset({Role.MOTHER, Role.FATHER, Role.PARTNER})
_OF_THE_CASE = frozenset({"open", "closed", "refused", "unknown"})


@cache
def _data() -> dict[str, Any]:
    path = files("extractors.children.status").joinpath("whose.yaml")
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return data


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _data()["cues"].items()}


@cache
def _no_names() -> frozenset[str]:
    return frozenset(_data()["no_names"])


class Holder(NamedTuple):
    """Of whom a service is told: of a subject child or the family, and how.

    Attributes:
        is_subject: Whether it is.
        sex: The sex that a pronoun says.
        is_named: Whether the child is named, or a pronoun stands for the child.
    """

    is_subject: bool
    sex: str | None = None
    is_named: bool = False


def holder_of(reading: Reading, sentence: Sentence, offset: int, what: str) -> Holder:
    """Return of whom the words at an offset of a sentence tell a service."""
    before = [person for person in _persons(reading, sentence) if person.end <= offset]
    if _cues()["for_another"].match(sentence.text, offset):
        return Holder(False)
    if what in _OF_THE_CASE:
        return Holder(not (before and before[-1].role in {Role.SIBLING, Role.OTHER_CHILD}))
    if _is_of_another(reading, sentence, before, offset):
        return Holder(False)
    sex = before[0].sex if before and before[0].role is None else None
    holder = _holder(reading, sentence, before)
    if holder and holder.role in _PARENTS and not _cues()["held_by"].search(sentence.text[:offset]):
        return Holder(True, sex)
    is_named = holder.role is Role.SUBJECT if holder else sex is not None
    return Holder(holder is None or holder.role not in _OTHERS, sex, is_named)


def _is_of_another(
    reading: Reading, sentence: Sentence, before: list[Mention], offset: int
) -> bool:
    """Whether words say in so many words that somebody else had the service, or people at large."""
    words, cues = sentence.text[:offset], _cues()
    if any(cues[cue].search(words) for cue in ("himself", "anothers_child", "in_general")):
        return True
    of_parents = any(person.role in _PARENTS for person in before)
    if of_parents and cues["own_childhood"].search(sentence.text):
        return True
    return _names_another(reading, sentence, before, offset)


def _persons(reading: Reading, sentence: Sentence) -> list[Mention]:
    """Return who is spoken of, without what only looks so ("subject to", "child protection").

    "All three children" are the family's, of whom the child is one.
    """
    cues = _cues()
    return [
        person._replace(role=Role.SUBJECT) if _is_everyone(sentence, person) else person
        for person in reading.mentions(sentence)
        if not cues["nobody"].match(sentence.text, person.start)
    ]


def _is_everyone(sentence: Sentence, person: Mention) -> bool:
    """Whether a number of children is told of as all that there are."""
    if person.role is not Role.SIBLING or not _cues()["children"].search(person.text):
        return False
    return bool(_cues()["all_of"].search(sentence.text[: person.start]))


def _names_another(
    reading: Reading, sentence: Sentence, before: list[Mention], offset: int
) -> bool:
    """Whether an adult or another child by name, and no subject child after, is spoken of."""
    last = max((p.end for p in before if p.role is Role.SUBJECT), default=0)
    if any(_cues()["adult"].match(p.text) for p in before if p.start >= last):
        return True
    words = sentence.text[last:offset]
    known = reading.once(_subject_names)
    if known:
        for match in _cues()["labelled"].finditer(sentence.text[:offset]):
            if match.start() >= last - len(match.group()) and match.group(1) not in known:
                return True
        for match in _cues()["by_name"].finditer(words):
            if match.group(1) not in known | _no_names():
                return True
    others = reading.once(_other_names)
    return others is not None and bool(others.search(words))


def _subject_names(reading: Reading) -> frozenset[str]:
    """Return every word of the subject children's labels."""
    return frozenset(word for label in reading.subjects for word in label.text.split())


def _other_names(reading: Reading) -> re.Pattern[str] | None:
    """Return a pattern of the names in the family table that are no subject child's."""
    labels = {subject.text for subject in reading.subjects}
    names = sorted(
        {
            person.label
            for person in reading.people
            if person.role is not Role.SUBJECT and person.label not in labels
            if len(person.label) > 1
        }
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None


def _holder(reading: Reading, sentence: Sentence, before: list[Mention]) -> Mention | None:
    """Return the person of whom words are said: the last named, or whom a pronoun stands for."""
    named = [person for person in before if person.role not in {None, Role.OTHER, Role.CARER}]
    if len(named) > 1 and _cues()["both"].search(sentence.text[: before[-1].end]):
        return next((p for p in named if p.role is Role.SUBJECT), named[-1])
    if named and before[-1].role is not None:
        return _together(sentence, named) or named[-1]
    if named:
        between = sentence.text[named[0].start : before[-1].end]
        return None if _cues()["of_the_child"].search(between) else named[0]
    if not before:
        return None
    return _spoken_of(reading, sentence, before[0])


def _together(sentence: Sentence, named: list[Mention]) -> Mention | None:
    """Return the child where the last persons named are the child and others joined to it."""
    for first, second in zip(named[-2::-1], named[:0:-1], strict=False):
        if not _cues()["together"].search(sentence.text[first.end : second.start]):
            return None
        if first.role is Role.SUBJECT:
            return first
    return None


def _spoken_of(reading: Reading, sentence: Sentence, pronoun: Mention) -> Mention | None:
    """Return whom the sentences before one that opens with a pronoun speak of."""
    if pronoun.text.lower() in {"they", "them", "their", "who"}:
        return None
    number = reading.sentence_number(sentence.start)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        if earlier.block != sentence.block:
            return None
        people = [p for p in _persons(reading, earlier) if p.role is not Role.OTHER]
        if people and people[0].role is not None:
            return people[0]
    return None
