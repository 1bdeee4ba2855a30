"""The rules of `factors.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from extractors.reading.patterns import Patterns


@dataclass(frozen=True, slots=True)
class Rule:
    """A group of wordings of a factor; the data file says what each field is for.

    `absent` marks words that rule the factor out, and `order` is the place of the group:
    of two of a factor that match a sentence, the earlier counts.
    """

    code: str
    order: int
    held_by: str
    default: str | None
    denied_default: str | None
    absent: bool
    unless: tuple[re.Pattern[str], ...]

    def is_taken_back(self, sentence: str) -> bool:
        """Whether other words of the sentence say that it tells of something else."""
        return any(pattern.search(sentence) for pattern in self.unless)


@cache
def rules() -> Patterns[Rule]:
    """Return the rules; those that rule a factor out come before those that find it."""
    text = files("extractors.family_factors").joinpath("factors.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    words: dict[str, str] = data["words"]
    return Patterns(
        (_pattern(pattern, words), rule)
        for code, factor in data["factors"].items()
        for rule, patterns in _of_factor(code, factor, words)
        for pattern in patterns
    )


def _of_factor(
    code: str, factor: dict[str, Any], words: dict[str, str]
) -> Iterator[tuple[Rule, list[str]]]:
    """Yield the rule that each group of a factor makes, with the group's patterns."""
    absent, find, unless = factor.get("absent", []), factor["find"], factor.get("unless", [])
    for order, group in enumerate((*absent, *find)):
        rule = Rule(
            code,
            order,
            group.get("held_by", factor["held_by"]),
            group.get("default", factor.get("default")),
            factor.get("denied_default"),
            order < len(absent),
            tuple(_pattern(pattern, words) for pattern in (*unless, *group.get("unless", []))),
        )
        yield rule, group["words"]


@cache
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _pattern(text: str, words: dict[str, str]) -> re.Pattern[str]:
    for name, options in words.items():
        text = text.replace(f"{{{name}}}", f"(?:{options})")
    return _compiled(text)
