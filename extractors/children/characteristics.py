"""What a report says of the child: needs, illness, behaviour and experiences.

Much of what a report says of illness, drink or school is said of a parent or a sibling. So a
mention counts where the person named last before it, through pronouns, is a subject child.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.about import subjects_in
from extractors.children.adults import named_adults
from extractors.children.harm import case_sentences
from extractors.children.stated import Stated
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Mention, Reading, Role, Sentence
from extractors.reading.patterns import Patterns
from schemas.document import SectionKind
from schemas.status import ValueStatus

_ALLOWED = frozenset({Assertion.AFFIRMED, Assertion.HISTORIC})
_FIRM = 1.5
_VARIABLE = "child_characteristics"
_BACK = 6
"""Sentences of a paragraph to look back for whom a pronoun stands."""


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    weight: float
    alone: bool


class _Lexicon(NamedTuple):
    rules: Patterns[_Rule]
    tellers: re.Pattern[str]
    others: re.Pattern[str]
    confidence: float


class _Said(NamedTuple):
    sentence: Sentence
    code: str
    weight: float
    start: int
    end: int


@cache
def _lexicon() -> _Lexicon:
    name = "characteristics.yaml"
    data = yaml.safe_load(files("extractors.children").joinpath(name).read_text("utf-8"))
    rules = Patterns(
        (
            re.compile(rule["pattern"], re.IGNORECASE),
            _Rule(code, float(rule["weight"]), bool(rule.get("alone"))),
        )
        for code, rules in data["codes"].items()
        for rule in rules
    )
    tellers, others = (re.compile(data[name], re.IGNORECASE) for name in ("tellers", "others"))
    return _Lexicon(rules, tellers, others, data["confidence"])


def characteristics_of(
    reading: Reading, subject: Subject, subjects: Sequence[Subject]
) -> Iterator[Stated]:
    """Yield the characteristics that the report states of a child, each with its words."""
    weights: defaultdict[str, float] = defaultdict(float)
    best: dict[str, _Said] = {}
    for said in reading.once(_said_of_children):
        if subject.number not in subjects_in(reading, said.sentence, subjects):
            continue
        weights[said.code] += said.weight
        if said.code not in best or said.weight > best[said.code].weight:
            best[said.code] = said
    codes = [code for code, weight in weights.items() if weight >= _FIRM]
    evidence = tuple(
        words
        for code in codes
        for words in reading.evidence(best[code].start, best[code].end, code)
    )
    if codes:
        yield Stated(_VARIABLE, codes, ValueStatus.STATED, _lexicon().confidence, evidence)


def _said_of_children(reading: Reading) -> list[_Said]:
    return [
        _Said(
            sentence,
            rule.code,
            rule.weight * place,
            sentence.start + match.start(),
            sentence.start + match.end(),
        )
        for sentence, place in case_sentences(reading)
        if sentence.section is not SectionKind.PROCESS
        for match, rule in _lexicon().rules.first(sentence.text)
        if (rule.alone or _is_of_child(reading, sentence, match.start()))
        and reading.assertion(
            sentence.start + match.start(), sentence.start + match.end(), rule.code
        )
        in _ALLOWED
    ]


def _is_of_child(reading: Reading, sentence: Sentence, at: int) -> bool:
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
    words, text = _lexicon(), sentence.text
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
        and not any(start <= person.start < end for start, end in at_large)
    ]
    return sorted(people, key=lambda person: person.start)
