"""The rules of `patterns.yaml`, with their vocabulary spelled out into regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from extractors.reading.patterns import Keywords, Patterns

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
    """

    code: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    within: bool
    omission: bool
    judged: bool
    own: bool


def expand(pattern: str, vocabulary: dict[str, str]) -> str:
    """Return a pattern with each {name} replaced by the piece of that name.

    >>> expand("{a}!", {"a": "x{b}", "b": "y"})
    'xy!'
    """
    while match := _NAME.search(pattern):
        pattern = pattern.replace(match[0], vocabulary[match[1]])
    return pattern


@cache
def rules() -> Keywords[Rule]:
    """Return the rules by the words of which a sentence must hold one."""
    return Keywords(_loaded())


@cache
def patterns() -> Patterns[Rule]:
    """Return the rules by the letters that their patterns cannot match without."""
    return Patterns((rule.pattern, rule) for _, rule in _loaded())


@cache
def _loaded() -> tuple[tuple[list[str], Rule], ...]:
    return tuple(_load())


def _load() -> Iterator[tuple[list[str], Rule]]:
    text = files("extractors.pressure_points").joinpath("patterns.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    vocabulary: dict[str, str] = data["vocabulary"]

    def pattern(rule: dict[str, Any], name: str) -> re.Pattern[str] | None:
        if name not in rule:
            return None
        return re.compile(expand(rule[name], vocabulary), re.IGNORECASE)

    for code, group in data["codes"].items():
        for rule in group["rules"]:
            tells = pattern(rule, "pattern")
            assert tells is not None
            yield (
                rule["keys"],
                Rule(
                    code,
                    tells,
                    pattern(rule, "unless"),
                    pattern(rule, "needs"),
                    rule.get("within", False),
                    rule.get("omission", False),
                    rule.get("judged", False),
                    group.get("own", False),
                ),
            )
