"""Whose age it is: the person whom the words around it speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.age.mention import AgeMention
from extractors.reading import Assertion, Mention, Reading, Role, Sentence

_NOUN_FOLLOWS = re.compile(r"[\s-]*(?:[A-Za-z'\u2019-]+ ){0,3}")
_NO_NOUN_PHRASE = re.compile(
    r"\b(?:when|who|and|the|her|his|was|in|at|is|were|with|by|on|to|a|an|of|had|whose|their|that"
    r"|from|for|after|before)\b",
    re.IGNORECASE,
)
_AT_A_BIRTH = re.compile(
    r"\s*,?\s*(?:years old |years )?(?:when (?:she|he) (?:had|gave|became|conceived|fell|got)"
    r"|(?:when|at|before|after) (?:he|she|they|the (?:baby|child|twins|first|eldest)"
    r"|(?:Child|Baby) \w+|[A-Z]\w+|(?:his|her|their)(?: birth)?) ?"
    r"(?:was born|were born|birth\b|$|[.,)])"
    r"|at (?:the )?(?:time of )?(?:his|her|their|the) (?:\w+ )?birth)"
)
_BY = re.compile(r"\bby (?:an?|another|two|three|the) (?:other )?$")
_YOUNGEST = re.compile(r"\b(?:youngest|eldest|oldest|elder|younger|older)\b", re.IGNORECASE)
_IS_SUBJECT = re.compile(r"\bsubjects?\b", re.IGNORECASE)
_SEX_OF = {Role.MOTHER: "female", Role.FATHER: "male"}
_ADULTS = frozenset({Role.MOTHER, Role.FATHER, Role.PARTNER})
_ADULTHOOD = 19 * 12
_LEAST_PARENT = 11 * 12


def whose(reading: Reading, mention: AgeMention) -> Role:
    """Return whose age a mention states.

    A noun that the age describes decides ("ten-week-old sister"), else the person spoken of last
    before it, a pronoun standing for whom its sentence or the one before it is about. Where nobody
    is named it is the subject child's, unless only an adult can have that age.

    Args:
        reading: The report.
        mention: An age whose offsets are those of the reading's text.
    """
    sentence = reading.sentence_at(mention.start)
    start, end = mention.start - sentence.start, mention.end - sentence.start
    elsewhere = reading.assertion(mention.start, mention.end)
    if elsewhere in {Assertion.OTHER_CASE, Assertion.GENERAL}:
        return Role.OTHER
    people = reading.mentions(sentence)
    if _BY.search(sentence.text[:start]):
        return Role.OTHER
    role = (
        _described(sentence.text, people, end)
        or _gave_birth(sentence.text, people, start, end)
        or _youngest(sentence.text, start)
        or _before(reading, sentence, people, start, mention)
        or _after(people, end)
        or Role.SUBJECT
    )
    if role is Role.SUBJECT and mention.min_months >= _ADULTHOOD:
        return Role.OTHER
    return role


def _youngest(sentence: str, start: int) -> Role | None:
    """Return whose age stands beside "the youngest": a sibling's, but where it is the subject."""
    if not _YOUNGEST.search(sentence[max(0, start - 12) : start + 12]):
        return None
    return Role.SUBJECT if _IS_SUBJECT.search(sentence) else Role.SIBLING


def _described(sentence: str, people: Sequence[Mention], end: int) -> Role | None:
    """Return the role of the noun that the age stands before, as in "4-year-old cousin"."""
    for person in people:
        if person.role is None:
            continue
        if person.start < end < person.end or person.start == end:
            return person.role
        between = sentence[end : person.start]
        if end <= person.start and _NOUN_FOLLOWS.fullmatch(between):
            return None if _NO_NOUN_PHRASE.search(between) else person.role
    return None


def _gave_birth(sentence: str, people: Sequence[Mention], start: int, end: int) -> Role | None:
    """Return the parent whose age at a child's birth is told, as in "was 19 when he was born"."""
    if not _AT_A_BIRTH.match(sentence[end:]):
        return None
    parents = [p.role for p in people if p.end <= start and p.role in {Role.MOTHER, Role.FATHER}]
    return parents[-1] if parents else Role.MOTHER


def _before(
    reading: Reading,
    sentence: Sentence,
    people: Sequence[Mention],
    start: int,
    age: AgeMention,
) -> Role | None:
    """Return the role of the person spoken of last before the age."""
    earlier = [person for person in people if person.end <= start]
    for person in reversed(earlier):
        if person.text.lower() == "who":
            continue
        if person.role is None:
            before = [p for p in earlier if p.end <= person.start]
            return _meant(reading, sentence, person, before, age.max_months < _LEAST_PARENT)
        if not _owns(sentence.text, person, start):
            return person.role
    return None


def _owns(sentence: str, person: Mention, start: int) -> bool:
    """Whether a person is named only as the owner of what follows ("the boy's 3-year-old ...")."""
    return bool(re.match(r"['\u2019]s?\s", sentence[person.end : start]))


def _meant(
    reading: Reading,
    sentence: Sentence,
    pronoun: Mention,
    earlier: Sequence[Mention],
    child: bool,
) -> Role:
    """Return for whom a pronoun stands: whom its sentence, or else the one before it, is about.

    No parent is meant where the age is that of a child.
    """
    named = [p for p in earlier if p.role is not None and _fits(p, pronoun)]
    if not named:
        number = reading.sentence_number(sentence.start)
        previous = reading.sentences[number - 1] if number else None
        if previous and previous.block == sentence.block:
            named = [
                p
                for p in reading.mentions(previous)[:4]
                if p.role is not None and _fits(p, pronoun)
            ]
    roles = [p.role for p in named if p.role is not None and not (child and p.role in _ADULTS)]
    return roles[0] if roles else Role.SUBJECT


def _fits(person: Mention, pronoun: Mention) -> bool:
    if person.role in {Role.OTHER, Role.OTHER_CHILD}:
        return False
    if pronoun.sex is None:
        return person.role is Role.SUBJECT
    if person.role is Role.SIBLING:
        return ("sister" in person.text.lower()) == (pronoun.sex == "female")
    return _SEX_OF.get(person.role or Role.SUBJECT, pronoun.sex) == pronoun.sex


def _after(people: Sequence[Mention], end: int) -> Role | None:
    """Return the role of the first person named after the age, where none is before it."""
    return next((p.role for p in people if p.start >= end and p.role is not None), None)
