"""The rules of `patterns.yaml`, with their vocabulary spelled out into regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from extractors.reading import Reading, Sentence
from extractors.reading.literals import needed_together, plain
from extractors.reading.patterns import Together
from extractors.reading.telling import Branch, all_of, drawn_together

_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which reviewers tell of an event.

    Attributes:
        code: Of `pressure_point.code`.
        pattern: What tells of the event.
        unless: What makes it something else.
        needs: Words that must stand in the sentence or, unless `within`, in the one before it.
        omission: Whether the event is that something was not done.
        judged: Whether the rule stands only where the review judges the event.
        own: Whether a sentence about a sibling or parent tells of another person's event.
        with_kin: Whether relatives take part in the event, so that one named is no other person.
    """

    code: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    within: bool
    omission: bool
    judged: bool
    own: bool
    with_kin: bool


def expand(pattern: str, vocabulary: dict[str, str]) -> str:
    """Return a pattern with each {name} replaced by the piece of that name.

    >>> expand("{a}!", {"a": "x{b}", "b": "y"})
    'xy!'
    """
    while match := _NAME.search(pattern):
        pattern = pattern.replace(match[0], vocabulary[match[1]])
    return pattern


@dataclass(frozen=True)
class _Rules:
    by_words: Together[Rule]
    nothing: re.Pattern[str]
    outdone_by: dict[str, frozenset[str]]


def candidates(reading: Reading) -> Iterator[tuple[Sentence, list[Rule]]]:
    """Yield each sentence that some rule may match, with those rules in their order."""
    return _loaded().by_words.candidates(reading)


def tells_nothing(text: str) -> bool:
    """Whether a sentence tells of no event, whatever its words: it advises or lists the panel."""
    return bool(_loaded().nothing.search(text))


def outdone_by(code: str) -> frozenset[str]:
    """Return the codes beside which, in one sentence, this one tells of no event of its own."""
    return _loaded().outdone_by.get(code, frozenset())


@cache
def _loaded() -> _Rules:
    text = files("extractors.pressure_points").joinpath("patterns.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return _Rules(
        Together((_words_of(keys, rule), rule) for keys, rule in _rules_in(data)),
        re.compile(data["nothing"], re.IGNORECASE),
        {code: frozenset(others) for code, others in data["outdone_by"].items()},
    )


def _words_of(keys: list[str] | None, rule: Rule) -> tuple[Branch, ...]:
    """Return the words that a sentence must hold for a rule to be tried."""
    ways = needed_together(rule.pattern.pattern)
    if keys:
        ways = all_of(((frozenset(map(plain, keys)),),), ways)
    if rule.needs and rule.within:
        ways = all_of(ways, needed_together(rule.needs.pattern))
    return drawn_together(ways)


def _rules_in(data: dict[str, Any]) -> Iterator[tuple[list[str] | None, Rule]]:
    """Yield each rule with its keys, where it has any."""
    vocabulary: dict[str, str] = data["vocabulary"]

    def pattern(given: str | None) -> re.Pattern[str] | None:
        return re.compile(expand(given, vocabulary), re.IGNORECASE) if given else None

    for code, group in data["codes"].items():
        for rule in group["rules"]:
            tells = pattern(rule["pattern"])
            assert tells is not None
            yield (
                rule.get("keys"),
                Rule(
                    code,
                    tells,
                    pattern(rule.get("unless")),
                    pattern(rule.get("needs")),
                    rule.get("within", False),
                    rule.get("omission", False),
                    rule.get("judged", False),
                    group.get("own", False),
                    group.get("with_kin", False),
                ),
            )
