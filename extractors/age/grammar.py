"""The grammar of ages: where in a text an age is stated, and which range of months it means.

A rule begins at a token and takes in as much as it can; of the rules that match at a token the
first in `RULES` counts. A bare number is an age only where something says so: "aged", a person
before it, a birthday. `traps` takes out what only looks like an age.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from extractors.age.beside import beside_person, was
from extractors.age.birthdays import OF_BIRTHDAYS, birthday, to_be, turned
from extractors.age.carriers import Places, numbered_windows, places_of
from extractors.age.dates import computed_ages
from extractors.age.lexer import Token, tokens_of
from extractors.age.mention import AgeKind, AgeMention
from extractors.age.quantity import quantity
from extractors.age.rules import (
    COPULAS,
    Rule,
    aged,
    between,
    ends_age,
    old,
)
from extractors.age.told import (
    at_harm,
    fraction,
    lived,
    mangled,
    of_person,
    opening,
    under,
    year_of_life,
)
from extractors.age.traps import is_trap
from extractors.age.vocabulary import Stage, vocabulary
from extractors.reading.literals import lower
from extractors.reading.patterns import Patterns

RULES: tuple[Rule, ...] = (
    birthday,
    to_be,
    turned,
    year_of_life,
    between,
    lived,
    old,
    aged,
    at_harm,
    was,
    beside_person,
    of_person,
    under,
    opening,
    mangled,
    fraction,
)

# The words that a rule begins at, beside amounts of time for those of `_AT_AMOUNTS`. A rule that is
# not named here is tried at every word; most words begin no rule that is.
_AT_WORDS: dict[Rule, frozenset[str]] = {
    to_be: frozenset({"was", "were", "would", "turned"}),
    turned: frozenset({"turned"}),
    year_of_life: frozenset({"in"}),
    between: frozenset({"between", "from"}),
    lived: frozenset({"lived", "life", "survived"}),
    old: frozenset(),
    aged: frozenset({"aged", "age", "ages"}),
    at_harm: frozenset({"at"}),
    was: frozenset({*COPULAS, "had", "has"}),
    beside_person: frozenset({"(", ",", "-"}),
    of_person: frozenset({"of"}),
    under: frozenset(),
    opening: frozenset({"at"}),
    mangled: frozenset({"old"}),
    fraction: frozenset(),
}
_AT_AMOUNTS = frozenset({lived, old, at_harm, under, mangled, fraction})

_CHILD_IN_ROW = {"boy", "girl", "male", "female", "son", "daughter", "m", "f"}
_CARRIERS = {"number", "ordinal", "fraction", "unit"}
_WORDS_BEFORE = 10
_BAND = re.compile(
    r"\b(?:age|category)(?: group| band| range)?[^.;]{0,40}?[:|]\s*"
    r"(?P<low>\d{1,2})\s?(?:-|\u2013|to)\s?(?P<high>\d{1,2})\s?(?P<months>m(?:onths|ths)?\b)?",
    re.IGNORECASE,
)
_UNDER_ONE = re.compile(r"\bU1\b|<\s?1\b|\b0 years\b")
_SCHOOL_YEAR = re.compile(
    r"\b(?:in|into|started|entered|of|an?|the)(?: school)? Year (?P<year>1[0-3]|[1-9])\b"
    r"(?! (?:plan|review|project|programme|strategy|of (?:the|a|this|our|its|\w+ing|funding)\b)"
    r"(?! (?:primary|secondary|school)))"
    r"|\bYear (?P<pupils>1[0-3]|[1-9]) (?:pupil|student|boy|girl|child|class)\b"
)
_UNBORN = re.compile(
    r"\b(?:in utero|not yet born|unborn|(?:before|prior to) (?:his|her|their) birth)\b",
    re.IGNORECASE,
)


def find_ages(text: str) -> list[AgeMention]:
    """Return the ages that a text states, in order; none overlaps another.

    Args:
        text: A sentence or a paragraph.

    Returns:
        Ages of anyone, adults too; `whose` says whose they are. Durations, gestation, statutes,
        ages of development and differences of age are no ages.
    """
    return list(_found(text))


@lru_cache(maxsize=4096)  # several rules, for each of several children, read one sentence
def _found(text: str) -> tuple[AgeMention, ...]:
    places = places_of(lower(text))
    if not places.windows and not places.stages:
        return ()
    found: list[AgeMention] = list(computed_ages(text)) if places.stages else []
    for mention in [*_by_rules(text, places), *_by_patterns(text)]:
        apart = all(mention.end <= other.start or other.end <= mention.start for other in found)
        if apart and not is_trap(text, mention):
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def parse_age(cell: str) -> AgeMention | None:
    """Return the age that a table cell holds ("11/52", "3 years", "4", "13 (Year 9)"), or None."""
    stated = find_ages(cell)
    if stated:
        return stated[0]
    tokens = tokens_of(cell)
    amount = quantity(tokens, 0)
    if amount is None or (amount.end < len(tokens) and tokens[amount.end].text not in {"(", ","}):
        return None
    kind = AgeKind.BAND if amount.at_most else AgeKind.STATED
    end = tokens[amount.end - 1].end
    return AgeMention(0, end, round(amount.low, 2), round(amount.high, 2), kind, 0)


def ages_in_row(row: str) -> Iterator[AgeMention]:
    """Yield the ages in a row of a family table, where nothing need say "aged".

    An amount of time is one, and a bare number straight after a word such as "girl".
    """
    tokens = tokens_of(row)
    at = 0
    while at < len(tokens):
        amount = quantity(tokens, at)
        beside_child = at > 0 and tokens[at - 1].text in _CHILD_IN_ROW
        is_age = (
            amount is not None
            and (amount.unit or beside_child)
            and (not amount.unit or ends_age(tokens, amount))
        )
        if amount is None or not is_age:
            at += 1
            continue
        start, end = tokens[at].start, tokens[amount.end - 1].end
        low, high = round(amount.low, 2), round(amount.high, 2)
        yield AgeMention(start, end, low, high, AgeKind.STATED, start)
        at = amount.end


def _by_rules(text: str, places: Places) -> Iterator[AgeMention]:
    for offset, words in numbered_windows(places, text):
        for age in _in_words(words):
            yield replace(
                age,
                start=age.start + offset,
                end=age.end + offset,
                number_at=age.number_at + offset,
            )


def _in_words(words: str) -> Iterator[AgeMention]:
    tokens = tokens_of(words)
    openings = _openings(tokens)
    of_birthday = any(token.text in OF_BIRTHDAYS for token in tokens)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        rules: tuple[Rule, ...] = ()
        if at in openings:
            amount = quantity(tokens, at) is not None
            rules = _rules_at(token.text, amount=amount, of_birthday=of_birthday)
        match = next((m for rule in rules if (m := rule(tokens, at))), None)
        if match is None:
            at += 1
            continue
        yield AgeMention(
            tokens[at].start,
            tokens[match.end - 1].end,
            round(match.low, 2),
            round(match.high, 2),
            match.kind,
            tokens[match.number].start,
            tuple((round(low, 2), round(high, 2)) for low, high in match.each),
        )
        at = match.end


@lru_cache(maxsize=4096)
def _rules_at(word: str, *, amount: bool, of_birthday: bool) -> tuple[Rule, ...]:
    """Return the rules that may begin at a word, or at an amount of time, in their order."""
    return tuple(
        rule
        for rule in RULES
        if (amount and rule in _AT_AMOUNTS)
        or (word in _AT_WORDS.get(rule, {word}) and (of_birthday or rule is not birthday))
    )


def _openings(tokens: Sequence[Token]) -> set[int]:
    """Return the numbers of the tokens at which an age may begin.

    Each rule holds a number, an ordinal or a unit within its first words; most sentences hold few
    of them, and trying every rule at every word is most of what reading ages costs.
    """
    return {
        opening
        for at, token in enumerate(tokens)
        if token.kind in _CARRIERS
        for opening in range(max(0, at - _WORDS_BEFORE), at + 1)
    }


def _by_patterns(text: str) -> Iterator[AgeMention]:
    for match, mention in _patterns().find(text):
        yield mention(match)


@cache
def _patterns() -> Patterns[Callable[[re.Match[str]], AgeMention]]:
    """Return the patterns of ages that are told in set phrases, with what each makes of a match."""
    return Patterns(
        [
            (_BAND, _band),
            (_UNDER_ONE, lambda match: _mention(match, 0, 12, AgeKind.BAND)),
            (_SCHOOL_YEAR, _school_year),
            (_UNBORN, lambda match: _mention(match, 0, 0, AgeKind.UNBORN)),
            *((stage.pattern, partial(_at_stage, stage)) for stage in vocabulary().stages),
        ]
    )


def _band(match: re.Match[str]) -> AgeMention:
    unit = 1 if match["months"] else 12
    low, high = int(match["low"]) * unit, (int(match["high"]) + (unit == 12)) * unit
    return _mention(match, low, high, AgeKind.BAND)


def _school_year(match: re.Match[str]) -> AgeMention:
    year = int(match["year"] or match["pupils"])
    return _mention(match, (year + 4) * 12, (year + 6) * 12, AgeKind.SCHOOL_YEAR)


def _at_stage(stage: Stage, match: re.Match[str]) -> AgeMention:
    return _mention(match, stage.min_months, stage.max_months, stage.kind)


def _mention(match: re.Match[str], low: float, high: float, kind: AgeKind) -> AgeMention:
    return AgeMention(match.start(), match.end(), float(low), float(high), kind, match.start())
