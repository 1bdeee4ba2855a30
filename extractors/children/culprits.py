"""Who did harm, by the grammar of the few sentences where the words beside the deed do not say.

Parsing is dear, so only sentences that may decide are parsed: those that hold a deed and a person.
Those that open a report or tell what a court did come first, and there is an end to how many and
how long they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.children.relations import Relation, relation_at
from extractors.reading import Reading, Sentence
from extractors.syntax import Deed, DeedKind, deeds_in, may_tell_a_deed, parse

_MOST_SENTENCES = 4
_MOST_WORDS = 45
_BACK = 4
"""Sentences of the paragraph to look back for whom "he" or "she" stands."""
_PRONOUNS = {"he": "male", "him": "male", "she": "female", "her": "female", "they": "", "them": ""}
_WORD = re.compile(r"[a-z]+")
_SEX = {"mother": "female", "father": "male", "mothers_partner": "male"}
_HARMED_ADULT = re.compile(r"\b(?:mother|mum|partner|wife|police|officer|worker|woman)\b")


class Undecided(NamedTuple):
    """A sentence of harm of which the words alone do not say who did it.

    Attributes:
        sentence: The sentence.
        place: How much it says for where it stands.
        verdict: Whether it tells of a verdict, a charge or a finding.
    """

    sentence: Sentence
    place: float
    verdict: bool


class Culprit(NamedTuple):
    """A person with the deed by which the sentence names him, as offsets in the sentence."""

    relation: str
    kind: DeedKind
    start: int
    end: int


def culprits_of(
    reading: Reading, undecided: Sequence[Undecided], names: Mapping[str, str]
) -> dict[int, list[Culprit]]:
    """Return the persons named by the grammar of sentences, by the start of each in the view."""
    telling = [each for each in undecided if _may_name(reading, each.sentence, names)]
    chosen = sorted(telling, key=lambda each: (not each.verdict, -each.place))[:_MOST_SENTENCES]
    if not chosen:
        return {}
    parsed = parse(each.sentence.text for each in chosen)
    return {
        each.sentence.start: list(_culprits(reading, each.sentence, deeds_in(doc), names))
        for each, doc in zip(chosen, parsed, strict=True)
    }


def _may_name(reading: Reading, sentence: Sentence, names: Mapping[str, str]) -> bool:
    """Whether the grammar of a sentence may name a culprit: it holds a deed, and a person."""
    text = sentence.text
    if text.count(" ") >= _MOST_WORDS or not may_tell_a_deed(text):
        return False
    if relation_at(text, 0, len(text), names):
        return True
    words = set(_WORD.findall(text.lower()))
    return any(
        named_before(reading, sentence, 0, pronoun, names) for pronoun in words & _PRONOUNS.keys()
    )


def _culprits(
    reading: Reading, sentence: Sentence, deeds: Sequence[Deed], names: Mapping[str, str]
) -> Iterator[Culprit]:
    text = sentence.text
    for deed in deeds:
        if deed.denied or (deed.patient and _HARMED_ADULT.search(text[slice(*deed.patient)])):
            continue
        person = _person(reading, sentence, deed.agent, names)
        if person:
            start = min(deed.start, deed.agent[0])
            yield Culprit(person.code, deed.kind, start, max(deed.end, deed.agent[1]))


def _person(
    reading: Reading, sentence: Sentence, agent: tuple[int, int], names: Mapping[str, str]
) -> Relation | None:
    """Return what the person of a deed is to the child; a pronoun is who was named before it."""
    words = sentence.text[slice(*agent)]
    if words.lower() not in _PRONOUNS:
        return relation_at(sentence.text, *agent, names)
    return named_before(reading, sentence, agent[0], words, names)


def named_before(
    reading: Reading, sentence: Sentence, at: int, pronoun: str, names: Mapping[str, str]
) -> Relation | None:
    """Return the person named last before a pronoun, or before a clause without a subject."""
    sex = _PRONOUNS.get(pronoun.lower(), "")
    for words in (sentence.text[:at], *_earlier(reading, sentence, pronoun)):
        told = words.rfind(" that ") + 1
        person = relation_at(words, told, len(words), names) or relation_at(
            words, 0, len(words), names
        )
        if person and (not sex or _SEX.get(person.code, sex) == sex):
            return person
    return None


def _earlier(reading: Reading, sentence: Sentence, pronoun: str) -> Iterator[str]:
    """Yield the sentences before one in which a pronoun's person may be named.

    The one before it; before that, as long as each goes on with the same pronoun ("She denied it").
    """
    number = reading.sentence_number(sentence.start)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        if earlier.block != sentence.block:
            return
        yield earlier.text
        if not pronoun or not earlier.text.lower().startswith((pronoun.lower() + " ", "it ")):
            return
