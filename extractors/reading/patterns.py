"""Many patterns looked for at once, each tried only where a text holds the letters it must match.

A lexicon has hundreds of patterns and most texts match none of them. From each pattern the letters
that every match of it holds are derived; one pass over the text (Aho and Corasick, 1975) tells
which patterns can match at all, and only those are run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from functools import lru_cache
from re import _constants as opcode  # type: ignore[attr-defined]  # how a pattern is parsed
from re import _parser  # type: ignore[attr-defined]  # has no public name
from typing import Any, Generic, TypeVar

import ahocorasick

Label = TypeVar("Label")

_SHORTEST = 2


@lru_cache(maxsize=8192)  # most patterns are the same in every report
def needed(pattern: str) -> frozenset[str] | None:
    """Return lower-case strings of which every match of a pattern holds one.

    None where no such strings can be told, so that the pattern must always be tried.

    >>> sorted(needed("no (?:clear )?(?:evidence|signs?)"))
    ['evidence', 'sign']
    """
    return _needed(_parser.parse(pattern, re.IGNORECASE))


def _needed(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    options: list[frozenset[str]] = []
    run = ""
    for kind, argument in parsed:
        if kind is opcode.LITERAL:
            run += chr(argument).lower()
            continue
        options.append(frozenset({run}))
        run = ""
        inside = _inside(kind, argument)
        if inside is not None:
            options.append(inside)
    options.append(frozenset({run}))
    return max(
        (option for option in options if min(map(len, option)) >= _SHORTEST),
        key=lambda option: min(map(len, option)),
        default=None,
    )


def _inside(kind: Any, argument: Any) -> frozenset[str] | None:
    """Return what a part of a pattern needs that holds patterns itself."""
    if kind is opcode.SUBPATTERN:
        return _needed(argument[-1])
    if kind is opcode.BRANCH:
        branches = [_needed(branch) for branch in argument[1]]
        known = [branch for branch in branches if branch is not None]
        return frozenset().union(*known) if len(known) == len(branches) else None
    if kind in {opcode.MAX_REPEAT, opcode.MIN_REPEAT} and argument[0] > 0:
        return _needed(argument[2])
    return None


class Patterns(Generic[Label]):
    """Labelled patterns, looked for at once."""

    def __init__(self, patterns: Iterable[tuple[re.Pattern[str], Label]]) -> None:
        self._patterns = list(patterns)
        self._always: list[int] = []
        by_letters: dict[str, list[int]] = {}
        for number, (pattern, _) in enumerate(self._patterns):
            letters = needed(pattern.pattern)
            if letters is None:
                self._always.append(number)
            for each in letters or ():
                by_letters.setdefault(each, []).append(number)
        self._letters = ahocorasick.Automaton()
        for each, numbers in by_letters.items():
            self._letters.add_word(each, tuple(numbers))
        self._letters.make_automaton()

    def with_names(self, patterns: Iterable[re.Pattern[str]]) -> Patterns[Label]:
        """Return these rules with other patterns, one for each in the same order.

        Each must match only where the one that it replaces could: it may add names where that one
        had none. What letters are needed is then known already.
        """
        named = copy(self)
        labels = (label for _, label in self._patterns)
        named._patterns = list(zip(patterns, labels, strict=True))
        return named

    def possible(self, text: str) -> list[tuple[re.Pattern[str], Label]]:
        """Return the patterns, in their order, that may match a text."""
        numbers = set(self._always)
        if len(self._letters):
            for _, found in self._letters.iter(text.lower()):
                numbers.update(found)
        return [self._patterns[number] for number in sorted(numbers)]

    def find(self, text: str) -> Iterator[tuple[re.Match[str], Label]]:
        """Yield every match of every pattern with its label, pattern by pattern."""
        for pattern, label in self.possible(text):
            for match in pattern.finditer(text):
                yield match, label

    def first(self, text: str) -> Iterator[tuple[re.Match[str], Label]]:
        """Yield the first match of every pattern that matches, with its label, in their order."""
        for pattern, label in self.possible(text):
            match = pattern.search(text)
            if match:
                yield match, label
