"""The subject children of a report: one for each label, or for each child that the text counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.age import AgeKind, AgeMention, find_ages, whose
from extractors.children.case import case_sentences
from extractors.reading import Reading, Role, Sentence

_SEX = (
    (
        "female",
        re.compile(r"\b(?:girls?|sisters?|daughters?|female|young women?)\b", re.IGNORECASE),
    ),
    ("male", re.compile(r"\b(?:boys?|brothers?|sons?|male|young m[ae]n)\b", re.IGNORECASE)),
)
_NOUN_AFTER = re.compile(
    r"[\s-]*(?:(?!and\b|who\b|his\b|her\b)[\w-]+ )?"
    r"(?:girls?|sisters?|daughters?|female|boys?|brothers?|sons?|male)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|both|2|3|4|5|6|7|8) "
    r"(?:\w+ ){0,2}(?:siblings|children|sisters|brothers|babies|infants|girls|boys|young people"
    r"|cases of [^.]{0,60}infants|twins)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_OTHERS = re.compile(
    r"^(?:his|her|their|the|its) (?:other |older |younger )?(?:siblings|\w+ siblings)"
)
_ALSO_SUBJECT = re.compile(r"\b(?:and|,) (?:his|her|their) ", re.IGNORECASE)
_ALSO_A_SUBJECT = re.compile(r"\balso (?:a |the )?subjects? of\b")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject child.

    Attributes:
        number: From 0, in the order of the report.
        label: What the report calls the child, or None.
        start, end: Offsets in the view of the words that introduce the child.
        sex: As the words that introduce the child say, or None.
        age: As those words say, for children told only by age ("girls of 7 and 12").
    """

    number: int
    label: str | None
    start: int
    end: int
    sex: str | None = None
    age: AgeMention | None = None


def subjects_of(reading: Reading) -> list[Subject]:
    """Return the subject children in the order of the report; at least one."""
    labels = reading.subjects
    group = _counted(reading)
    if len(labels) > 1 and len(group) != len(labels):
        return [Subject(n, label.text, label.start, label.end) for n, label in enumerate(labels)]
    if len(labels) > 1:
        return [
            replace(one, label=label.text, start=label.start, end=label.end)
            for one, label in zip(group, labels, strict=True)
        ]
    if len(group) > 1:
        if labels:
            group[0] = replace(group[0], label=labels[0].text)
        return group
    if labels:
        return [Subject(0, labels[0].text, labels[0].start, labels[0].end)]
    first = reading.sentences[0]
    return [Subject(0, None, first.start, first.end)]


def _counted(reading: Reading) -> list[Subject]:
    """Return the children whom an opening sentence counts out with their ages."""
    opening = [s for s, place in case_sentences(reading) if place >= 4.0][:6]
    for sentence in opening:
        group = _GROUP.search(sentence.text)
        also = _ALSO_SUBJECT.search(sentence.text)
        if group is None and also is None:
            continue
        ages = [
            replace(age, start=age.start + sentence.start, end=age.end + sentence.start)
            for age in find_ages(sentence.text)
        ]
        if group is None:
            ages = [a for a in ages if whose(reading, a) in {Role.SUBJECT, Role.SIBLING}][:2]
            if len(ages) < 2 or ages[0].kind is AgeKind.LIST or not _both(reading):
                continue
        elif _OTHERS.match(sentence.text[max(0, group.start() - 4) :]):
            continue
        found = [child for age in ages for child in _each(sentence.text, sentence.start, age)]
        found = [child for child in found if child.age and child.age.min_months < 18 * 12]
        count = _NUMBERS.get(group["count"].lower(), 0) if group else 2
        if group and len(found) == 1 and count == 2 and found[0].age is not None:
            found = [found[0], replace(found[0], number=1)]
        if group and len(found) != count:
            continue
        if len(found) > 1:
            return _in_order([*found, *_also_subjects(opening)])
    return []


def _also_subjects(opening: Sequence[Sentence]) -> list[Subject]:
    """Return a child who is said to be "also a subject of the review", with an age."""
    return [
        child
        for sentence in opening
        if _ALSO_A_SUBJECT.search(sentence.text)
        for age in find_ages(sentence.text)[:1]
        for child in _each(
            sentence.text,
            sentence.start,
            replace(age, start=age.start + sentence.start, end=age.end + sentence.start),
        )
    ]


def _both(reading: Reading) -> bool:
    """Whether a text with two ages goes on of "both" children or the children in the plural."""
    return bool(re.search(r"\b(?:[Bb]oth (?:were|was|children|had)|and sibling)\b", reading.text))


def _each(sentence: str, offset: int, age: AgeMention) -> list[Subject]:
    """Return a child for each age of a list, with the sex that its noun says."""
    sex = _sex_beside(sentence, age.start - offset, age.end - offset)
    parts = age.each or ((age.min_months, age.max_months),)
    return [
        Subject(
            0,
            None,
            age.start,
            age.end,
            sex,
            replace(age, min_months=low, max_months=high, kind=AgeKind.STATED, each=()),
        )
        for low, high in parts
    ]


def _sex_beside(sentence: str, start: int, end: int) -> str | None:
    """Return the sex that the noun beside an age says: before it, or else after it."""
    after = _NOUN_AFTER.match(sentence[end : end + 30])
    if after:
        return next((sex for sex, pattern in _SEX if pattern.search(after.group())), None)
    before = sentence[max(0, start - 30) : end]
    last = [(m.start(), sex) for sex, pattern in _SEX for m in pattern.finditer(before)]
    return max(last)[1] if last else None


def _in_order(children: list[Subject]) -> list[Subject]:
    return [replace(child, number=number) for number, child in enumerate(children)]
