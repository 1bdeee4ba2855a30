"""Who did harm in a sentence, and who was convicted or charged, by its grammar.

Patterns of words find a culprit who stands beside the deed. The grammar also finds one who stands
far from it: "a man whom she had met online, and who was known to two forces, was charged".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_JOINED = frozenset({"conj", "xcomp", "advcl", "ccomp"})
"""How a verb hangs on another whose subject it takes where it has none of its own."""

_DONE = frozenset({"by", "of"})
"""What joins a noun of harm to the person who did it."""
_WORD = re.compile(r"[a-z]+")


class DeedKind(StrEnum):
    """What is told of a person."""

    HARM = "harm"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Deed:
    """A person with what is told of the person, by offsets in the sentence.

    Attributes:
        kind: A harm that was done, or what police or a court did to whoever did it.
        agent: The words for the person who did it.
        patient: Those for whom or what it was done to, where it is said.
        start, end: The word that tells it.
        denied: Whether the sentence says that it was not so.
    """

    kind: DeedKind
    agent: tuple[int, int]
    patient: tuple[int, int] | None
    start: int
    end: int
    denied: bool


@dataclass(frozen=True, slots=True)
class _Forms:
    harm: frozenset[str]
    verdict: frozenset[str]
    nouns: frozenset[str]
    relative: frozenset[str]
    negations: frozenset[str]


@cache
def _forms() -> _Forms:
    data = yaml.safe_load(files("extractors.syntax").joinpath("deeds.yaml").read_text("utf-8"))
    return _Forms(**{name: frozenset(words) for name, words in data.items()})


def may_tell_a_deed(sentence: str) -> bool:
    """Whether words stand in a sentence without which its grammar tells no deed.

    >>> may_tell_a_deed("The injury was seen by a nurse."), may_tell_a_deed("The injury healed.")
    (True, False)
    """
    forms, words = _forms(), set(_WORD.findall(sentence.lower()))
    if not words.isdisjoint(forms.harm) or not words.isdisjoint(forms.verdict):
        return True
    return not words.isdisjoint(forms.nouns) and not words.isdisjoint(_DONE)


def deeds_in(sentence: Doc) -> list[Deed]:
    """Return the deeds that a parsed sentence tells, in the order of their words."""
    return [deed for token in sentence for deed in _deeds_of(token)]


def _deeds_of(token: Token) -> Iterator[Deed]:
    forms, word = _forms(), token.lower_
    if word in forms.verdict and (person := _subject(token)) is not None:
        yield _deed(DeedKind.VERDICT, token, person, None)
    elif word in forms.harm:
        yield from _harm(token)
    elif word in forms.nouns:
        yield from (_deed(DeedKind.HARM, token, person, None) for person in _by(token))


def _harm(verb: Token) -> Iterator[Deed]:
    by = _by(verb)
    if by:
        patient = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        yield from (_deed(DeedKind.HARM, verb, person, patient) for person in by)
    elif not _is_passive(verb) and verb.dep_ != "acl":
        person = _subject(verb)
        if person is not None:
            patient = next((c for c in verb.children if c.dep_ in {"dobj", "obj"}), None)
            yield _deed(DeedKind.HARM, verb, person, patient)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def _by(word: Token) -> list[Token]:
    """Return the persons of "by her uncle", or of "at the hands of her uncle"."""
    of = "of" if word.lower_ == "hands" else "by"
    return [
        person
        for preposition in word.children
        if preposition.lower_ == of
        for person in preposition.children
        if person.dep_ == "pobj"
    ]


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb: its own, or that of the verb that it is joined to."""
    at = verb
    for _ in range(4):
        own = next((child for child in at.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            return _antecedent(at, own)
        if at.dep_ in {"acl", "relcl"}:
            return at.head
        if at.dep_ not in _JOINED or at.head is at:
            return None
        at = at.head
    return None


def _antecedent(verb: Token, subject: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the subject itself."""
    if subject.lower_ not in _forms().relative:
        return subject
    at: Token = verb
    while at.dep_ not in {"relcl", "ROOT"}:
        at = at.head
    return at.head if at.dep_ == "relcl" else subject


def _deed(kind: DeedKind, word: Token, agent: Token, patient: Token | None) -> Deed:
    denied = any(child.lower_ in _forms().negations for child in (*word.children, *agent.children))
    return Deed(
        kind,
        _phrase(agent),
        _phrase(patient) if patient is not None else None,
        word.idx,
        word.idx + len(word),
        denied or agent.lower_ in _forms().negations,
    )


def _phrase(noun: Token) -> tuple[int, int]:
    """Return where the words of a noun stand: what is before it, "of" whom, and "and" whom."""
    words: Sequence[Token] = [noun]
    for child in noun.children:
        if child.i < noun.i or (child.dep_ == "prep" and child.lower_ == "of"):
            words = [*words, *child.subtree]
        elif child.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in child.children):
            words = [*words, child, *(c for c in child.children if c.i < child.i)]
    first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    return first.idx, last.idx + len(last)
