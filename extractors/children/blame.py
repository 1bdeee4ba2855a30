"""What each sentence of a report says of who did the harm: whom it names, or that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.case import case_candidates, first_of_each
from extractors.children.culprits import Culprit, Undecided, culprits_of
from extractors.children.relations import relation_at, relations_by_name
from extractors.children.verdicts import Verdict, VerdictRule, of_whom, verdict_rules, verdicts_of
from extractors.reading import Assertion, Reading, Role, Sentence
from extractors.reading.patterns import Patterns
from extractors.syntax import DeedKind

_DENIED = frozenset(
    {
        Assertion.NEGATED,
        Assertion.HYPOTHETICAL,
        Assertion.GENERAL,
        Assertion.OTHER_CASE,
        Assertion.RECOMMENDATION,
    }
)
_HARM_TOLD = "harm"
_UNKNOWN = "not_established"
_NOBODY_HELD = "nobody_held"
_BY_HARM = 3.0
_ACTIVE = 2.0
_BY_GRAMMAR = 2.0
_LESSER = 0.5
"""Of the weight of a verdict on having allowed or hidden what another did."""
_BACK = 60
"""Characters before "by her uncle" in which the harm is told."""
_NAME = 45
"""Characters after "by" in which the person is named, and those in which the name begins."""
_NAME_BEGINS = 22
_HARM_ITSELF = ("at the hands", "fight", "altercation", "struggle", "confrontation")
_SURVIVED = re.compile(r"\bsurviv\w+", re.IGNORECASE)
"""Denies a death, and not the attack that was survived."""
_BEFORE_DEED = 14
_OPENING = 2.0
"""The place of a sentence that opens a report."""
_OTHER_VICTIMS = frozenset(
    {Role.MOTHER, Role.FATHER, Role.PARTNER, Role.OTHER, Role.OTHER_RELATIVE}
)


@dataclass(frozen=True, slots=True)
class _Rules:
    clues: Patterns[str | VerdictRule]
    harm: re.Pattern[str]
    done_by: re.Pattern[str]
    another_between: re.Pattern[str]
    did_it: re.Pattern[str]


@cache
def _rules() -> _Rules:
    text = files("extractors.children").joinpath("source_of_harm.yaml").read_text("utf-8")
    data = yaml.safe_load(text)

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    harm = compiled(data["harm"])
    clues: list[tuple[re.Pattern[str], str | VerdictRule]] = [(harm, _HARM_TOLD)]
    for code in (_UNKNOWN, _NOBODY_HELD):
        clues += [(compiled(pattern), code) for pattern in data[code]]
    clues += verdict_rules()
    others = (compiled(data[name]) for name in ("done_by", "another_between", "did_it"))
    return _Rules(Patterns(clues), harm, *others)


class Named(NamedTuple):
    """A person whom a sentence names, with the offsets in it of the words that do.

    Attributes:
        relation: What the person is to the child.
        weight: How much the words say.
        sure: The verdict on the person, where one is told.
        start, end: The words.
    """

    relation: str
    weight: float
    sure: Verdict | None
    start: int
    end: int


class Blame(NamedTuple):
    """What a sentence of harm says: where it leaves open who did it, or whom it names.

    Attributes:
        sentence: The sentence.
        place: How much it says for where it stands.
        unknown: The words that say that nobody knows who did it.
        nobody_held: Those that say that nobody was held to have done it.
        named: The persons whom it names.
        loose: A verdict that it tells of nobody in particular.
    """

    sentence: Sentence
    place: float
    unknown: tuple[int, int] | None
    nobody_held: tuple[int, int] | None
    named: list[Named]
    loose: Verdict | None


_Clues = Sequence[tuple[re.Match[str], str | VerdictRule]]


def blames(reading: Reading) -> list[Blame]:
    """Return the sentences of a report that say who did harm, or that nobody knows it."""
    names = relations_by_name(reading)
    found: list[Blame] = []
    verdicts: dict[int, list[Verdict]] = {}
    for sentence, place, rules in case_candidates(reading, _rules().clues):
        clues = list(first_of_each(sentence.text, rules))
        if not clues:
            continue
        told = _verdicts(reading, sentence, clues)
        named = list(_named(reading, sentence, clues, told, names))
        loose = told[0] if told and not named else None
        unknown, nobody = _unknown(clues, place), _span(clues, _NOBODY_HELD)
        found.append(Blame(sentence, place, unknown, nobody, named, loose))
        verdicts[sentence.start] = told
    if any(each.named for each in found):
        return found  # grammar is asked only where words alone name nobody
    undecided = [
        Undecided(each.sentence, each.place, bool(verdicts[each.sentence.start]))
        for each in found
        if not each.unknown
    ]
    by_start = {each.sentence.start: each for each in found}
    for start, culprits in culprits_of(reading, undecided, names).items():
        told = verdicts[start]
        by_start[start].named.extend(_by_grammar(culprits, told[0] if told else None))
    return found


def _unknown(clues: _Clues, place: float) -> tuple[int, int] | None:
    """Return the words that leave open who did it; deep in a report, only beside the harm."""
    of_harm = place >= _OPENING or any(clue == _HARM_TOLD for _, clue in clues)
    return _span(clues, _UNKNOWN) if of_harm else None


def _span(clues: _Clues, code: str) -> tuple[int, int] | None:
    return next((match.span() for match, clue in clues if clue == code), None)


def _verdicts(reading: Reading, sentence: Sentence, clues: _Clues) -> list[Verdict]:
    matches = [(match, clue) for match, clue in clues if isinstance(clue, VerdictRule)]
    return verdicts_of(reading, sentence, matches) if matches else []


def _by_grammar(culprits: Sequence[Culprit], sure: Verdict | None) -> Iterator[Named]:
    """Yield whom grammar names; of a verdict only where the sentence asserts it."""
    for one in culprits:
        if one.kind is DeedKind.HARM:
            yield Named(one.relation, _BY_GRAMMAR, sure, one.start, one.end)
        elif sure is not None:
            yield Named(one.relation, sure.weight, sure, one.start, one.end)


def _named(
    reading: Reading,
    sentence: Sentence,
    clues: _Clues,
    told: Sequence[Verdict],
    names: Mapping[str, str],
) -> Iterator[Named]:
    """Yield the persons whom a sentence names: by the harm, by a verdict, or as doing it."""
    harmed = any(clue == _HARM_TOLD for _, clue in clues)
    if not told and not harmed:
        return
    sure = told[0] if told else None
    done = list(_done_by(reading, sentence, sure, names)) if harmed else []
    yield from done
    if not done:
        judged = _judged(reading, sentence, told, names)
        if judged:
            yield judged
        elif harmed:
            yield from _doing(reading, sentence, sure, names)


def _done_by(
    reading: Reading, sentence: Sentence, sure: Verdict | None, names: Mapping[str, str]
) -> Iterator[Named]:
    """Yield who follows "by" or "at the hands of" after a harm that was done to the child."""
    text, rules = sentence.text, _rules()
    for match in rules.done_by.finditer(text):
        if not match.group().lower().startswith(_HARM_ITSELF) and not rules.harm.search(
            text, max(0, match.start() - _BACK), match.start() + 3
        ):
            continue
        relation = relation_at(text, match.end(), match.end() + _NAME, names)
        if relation is None or relation.start > match.end() + _NAME_BEGINS:
            continue
        if rules.another_between.search(text, match.end(), relation.start):
            continue
        if _done_to_another(reading, sentence, match.start()):
            continue
        start, end = sentence.start + match.start(), sentence.start + relation.end
        assertion = reading.assertion(start, end)
        survived = assertion is Assertion.NEGATED and _SURVIVED.search(text)
        if survived or assertion not in _DENIED:
            yield Named(relation.code, _BY_HARM, sure, match.start(), relation.end)


def _done_to_another(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether the person named last before a harm is one whom the review is not about."""
    before = [person for person in reading.mentions(sentence) if person.end <= at]
    return bool(before) and before[-1].role in _OTHER_VICTIMS


def _judged(
    reading: Reading, sentence: Sentence, told: Sequence[Verdict], names: Mapping[str, str]
) -> Named | None:
    """Return of whom the firmest verdict is told that says of whom it is."""
    for verdict in told:
        person = of_whom(reading, sentence, verdict, names)
        if person:
            relation, start = person
            weight = verdict.weight * (_LESSER if verdict.lesser else 1.0)
            end = max(verdict.end, relation.end if verdict.after else 0)
            return Named(relation.code, weight, verdict, start, end)
    return None


def _doing(
    reading: Reading, sentence: Sentence, sure: Verdict | None, names: Mapping[str, str]
) -> Iterator[Named]:
    """Yield the person who is the subject of a harm ("his father shook him")."""
    active = _rules().did_it.search(sentence.text)
    if active is None:
        return
    start, end = active.span()
    relation = relation_at(sentence.text, max(0, start - _BEFORE_DEED), end, names)
    asserted = reading.assertion(sentence.start + start, sentence.start + end) not in _DENIED
    if relation and asserted:
        yield Named(relation.code, _ACTIVE, sure, start, end)
