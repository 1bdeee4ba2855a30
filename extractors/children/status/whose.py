"""Whether a subject child, and nobody else, had the service that a sentence speaks of."""

from __future__ import annotations

import re
from typing import NamedTuple

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
# Before a service that somebody has; else it is the child's, whoever else is spoken of.
_HELD_BY = re.compile(
    r"\b(?:subjects?|on|off|had|has|have|having|under|been|was|were|became|is|into?|with|from"
    r"|leaving|who)(?: [\w-]+){0,3} $|['\u2019]s?(?: [\w-]+)? $"
)
_OF_THE_CASE = frozenset({"open", "closed", "refused", "unknown"})
_ADULT = re.compile(r"(?:Mr|Mrs|Ms|Miss) [A-Z]|Adult \d")
_HIMSELF = re.compile(
    r"\b(?:her|him|them)sel(?:f|ves) ?(?:had )?(?:been |was |a |the |in )", re.IGNORECASE
)
_LABELLED = re.compile(r"\b(?:Child|Baby|Infant|Twin|Sibling|Cousin) ([A-Z]\w?)\b")
_BY_NAME = re.compile(r"\b([A-Z][a-z]+) (?:was|had|has|is|were|came|became|went)\b")
_NO_NAMES = frozenset(
    {"He", "She", "They", "It", "There", "This", "That", "Mother", "Father", "Both", "Each", "Who"}
    | {"Child", "Baby", "Family", "Parents", "Children", "All", "None", "Neither", "Police"}
    | {"School", "Services", "Care", "Plan", "Register", "Council", "Authority", "Conference"}
)
_BOTH = re.compile(r"\b(?:[Nn]either|[Bb]oth|[Ee]ither)\b[^.;]{0,40}\b(?:nor|and|or)\b")
_NOBODY = re.compile(
    r"subjects? (?:of|to)\b|child(?:ren)?(?:['\u2019]s)? (?:protection|in need|social|services)",
    re.IGNORECASE,
)
_FOR_ANOTHER = re.compile(
    r"[^.;,]{0,40}\b(?:for|of) (?:(?:his|her|their|the|an?|[Mm]other['\u2019]s) )?"
    r"(?:\w+ )?(?:half-)?(?:sisters?|brothers?|siblings?|Sib \d|Sibling \d|mother|father)\b"
)
# Parents are said to have children on plans, to be told of them and to agree to them.
_OF_THE_CHILD = re.compile(
    r"\b(?:the )?(?:children|child|family|both|all (?:of them|\w+)|each)\b", re.IGNORECASE
)


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
    if _FOR_ANOTHER.match(sentence.text, offset):
        return Holder(False)
    if what in _OF_THE_CASE:
        return Holder(not (before and before[-1].role in {Role.SIBLING, Role.OTHER_CHILD}))
    if _HIMSELF.search(sentence.text[:offset]) or _names_another(reading, sentence, before, offset):
        return Holder(False)
    sex = before[0].sex if before and before[0].role is None else None
    holder = _holder(reading, sentence, before)
    if holder and holder.role in _PARENTS and not _HELD_BY.search(sentence.text[:offset]):
        return Holder(True, sex)
    is_named = holder.role is Role.SUBJECT if holder else sex is not None
    return Holder(holder is None or holder.role not in _OTHERS, sex, is_named)


def _persons(reading: Reading, sentence: Sentence) -> list[Mention]:
    """Return who is spoken of, without what only looks so ("subject to", "child protection")."""
    return [
        person
        for person in reading.mentions(sentence)
        if not _NOBODY.match(sentence.text, person.start)
    ]


def _names_another(
    reading: Reading, sentence: Sentence, before: list[Mention], offset: int
) -> bool:
    """Whether an adult or another child by name, and no subject child after, is spoken of."""
    last = max((p.end for p in before if p.role is Role.SUBJECT), default=0)
    if any(_ADULT.match(p.text) for p in before if p.start >= last):
        return True
    words = sentence.text[last:offset]
    known = reading.once(_subject_names)
    if known:
        for match in _LABELLED.finditer(sentence.text[:offset]):
            if match.start() >= last - len(match.group()) and match.group(1) not in known:
                return True
        for match in _BY_NAME.finditer(words):
            if match.group(1) not in known | _NO_NAMES:
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
    if len(named) > 1 and _BOTH.search(sentence.text[: before[-1].end]):
        return next((p for p in named if p.role is Role.SUBJECT), named[-1])
    if named and before[-1].role is not None:
        return named[-1]
    if named:
        between = sentence.text[named[0].start : before[-1].end]
        return None if _OF_THE_CHILD.search(between) else named[0]
    if not before:
        return None
    return _spoken_of(reading, sentence, before[0])


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
