"""Many rules looked for at once, each tried only where a text holds the words that it needs.

A lexicon has hundreds of rules and most sentences match none of them. The words that a rule cannot
do without are given with it (`Keywords`) or read off its pattern (`Patterns`, by
`literals.needed`). All of them are looked for in one pass over the text (Aho and Corasick, 1975),
and only the rules whose words stand there are tried.

Over a report, use `candidates`: the report is passed over once for the rules of all components.
For a piece of text alone there are `possible`, `find` and `first`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import ahocorasick
import numpy as np

from extractors.reading.literals import needed, plain
from extractors.reading.telling import Branch, rarest

if TYPE_CHECKING:
    from extractors.reading.reading import Reading
    from extractors.reading.sentences import Sentence

Rule = TypeVar("Rule")
Label = TypeVar("Label")

NO_NAME = "(?!)"
"""Matches nothing: stands in a pattern where names of a report are to be put."""

Where = dict[str, list[int]]
"""Words, each with the numbers of the sentences in which it stands, once for each time."""


class Keywords(Generic[Rule]):
    """Rules by the words or stems of which each needs at least one; None for a rule always tried.

    Case does not count, nor which punctuation stands between words; a blank at either end is the
    edge of a word.
    """

    def __init__(self, rules: Iterable[tuple[Iterable[str] | None, Rule]]) -> None:
        self._rules: list[Rule] = []
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        for number, (words, rule) in enumerate(rules):
            self._rules.append(rule)
            if words is None:
                self._always.append(number)
            for word in words or ():
                self._by_word.setdefault(plain(word), []).append(number)

    def candidates(self, reading: Reading) -> Iterator[tuple[Sentence, list[Rule]]]:
        """Yield each sentence that some rule may match, with those rules in their order."""
        by_sentence = reading.once(self._by_sentence)
        numbers = range(len(reading.sentences)) if self._always else sorted(by_sentence)
        for number in numbers:
            yield reading.sentences[number], self._numbered(by_sentence.get(number, ()))

    def at(self, reading: Reading, sentence: Sentence) -> list[Rule]:
        """Return the rules, in their order, that may match a sentence of a report."""
        number = reading.sentence_number(sentence.start)
        return self._numbered(reading.once(self._by_sentence).get(number, ()))

    def possible(self, text: str) -> list[Rule]:
        """Return the rules, in their order, that may match a text."""
        found: set[int] = set()
        if self._by_word:
            for _, numbers in self._automaton.iter(plain(f" {text} ")):
                found.update(numbers)
        return self._numbered(found) if found or self._always else []

    def _numbered(self, numbers: Iterable[int]) -> list[Rule]:
        if self._always:
            numbers = {*numbers, *self._always}
        return [self._rules[number] for number in sorted(numbers)]

    def _by_sentence(self, reading: Reading) -> dict[int, set[int]]:
        """Return the numbers of the rules that may match, by the number of the sentence."""
        where = _EVERY_WORD.where(reading, self._words)
        found: dict[int, set[int]] = {}
        for word in where.keys() & self._words:
            for sentence in where[word]:
                found.setdefault(sentence, set()).update(self._by_word[word])
        return found

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._by_word)

    @cached_property
    def _automaton(self) -> Any:
        automaton = ahocorasick.Automaton()
        for word, numbers in self._by_word.items():
            automaton.add_word(word, numbers)
        automaton.make_automaton()
        return automaton


class Patterns(Keywords[tuple[re.Pattern[str], Label]]):
    """Labelled patterns, each tried only where the words stand that its matches hold."""

    def __init__(self, patterns: Iterable[tuple[re.Pattern[str], Label]]) -> None:
        super().__init__((needed(pattern.pattern), (pattern, label)) for pattern, label in patterns)
        self._names = ""

    def with_names(self, names: Iterable[str]) -> Patterns[Label]:
        """Return these rules with names put where their patterns have `NO_NAME`.

        Names differ from report to report, and most patterns are not tried in one: a pattern gets
        its names when it is. What words are needed is known without them.

        Args:
            names: Each as a pattern; with none, the rules stay as they are.
        """
        with_names = copy(self)
        with_names._names = "|".join(names)
        return with_names

    def _numbered(self, numbers: Iterable[int]) -> list[tuple[re.Pattern[str], Label]]:
        rules = super()._numbered(numbers)
        if not self._names:
            return rules
        return [(self._named(pattern), label) for pattern, label in rules]

    def _named(self, pattern: re.Pattern[str]) -> re.Pattern[str]:
        written = pattern.pattern
        if NO_NAME not in written:
            return pattern
        return _compiled(written.replace(NO_NAME, f"(?:{self._names})"), pattern.flags)

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


@lru_cache(maxsize=1024)
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)


class Together(Keywords[Rule]):
    """Rules by groups of words (`literals.needed_together`): each group must stand in a sentence.

    For patterns of the kind "this, and that a few words on", whose halves are common words.
    """

    def __init__(self, rules: Iterable[tuple[tuple[Branch, ...], Rule]]) -> None:
        known = list(rules)
        super().__init__((_least(branches), rule) for branches, rule in known)
        bits: dict[frozenset[str], int] = {}
        self._masks = [
            [
                sum(bits.setdefault(group, 1 << len(bits)) for group in set(branch))
                for branch in branches
            ]
            for branches, _ in known
        ]
        self._bits: dict[str, int] = {}
        for group, bit in bits.items():
            for word in group:
                self._bits[word] = self._bits.get(word, 0) | bit
        self._grouped = frozenset(self._bits)

    def _by_sentence(self, reading: Reading) -> dict[int, set[int]]:
        where = _EVERY_WORD.where(reading, self._grouped)
        standing: dict[int, int] = {}
        for word in where.keys() & self._grouped:
            bit = self._bits[word]
            for sentence in where[word]:
                standing[sentence] = standing.get(sentence, 0) | bit
        found: dict[int, set[int]] = {}
        for sentence, numbers in super()._by_sentence(reading).items():
            stand = standing[sentence]
            held = {
                number for number in numbers for mask in self._masks[number] if mask & stand == mask
            }
            if held:
                found[sentence] = held
        return found


def _least(branches: tuple[Branch, ...]) -> frozenset[str] | None:
    """Return words of which a text that holds a branch holds one."""
    if () in branches:
        return None
    return frozenset(word for branch in branches for word in rarest(branch))


class _EveryWord:
    """The words of all rules that reports are searched for, so that each is passed over once.

    They are taken in when their rules are first used; from then on nothing changes.
    """

    def __init__(self) -> None:
        self._automaton = ahocorasick.Automaton()
        self._known: set[str] = set()
        self._taken_in: set[frozenset[str]] = set()
        self._lock = Lock()
        self._pass = partial(self._pass_over, 0)

    def where(self, reading: Reading, words: frozenset[str]) -> Where:
        """Return where words stand in a report, among others that do."""
        with self._lock:
            if words not in self._taken_in:
                self._take_in(words)
            return reading.once(self._pass)

    def _take_in(self, words: frozenset[str]) -> None:
        new = words - self._known
        for word in new:
            self._automaton.add_word(word, word)
        if new:
            self._automaton.make_automaton()
            self._known.update(new)
            self._pass = partial(self._pass_over, len(self._known))
        self._taken_in.add(words)

    def _pass_over(self, _known: int, reading: Reading) -> Where:
        """Pass over a report; anew for more words than were known when it was read before."""
        if not self._known or not reading.sentences:
            return {}
        hits = list(self._automaton.iter(plain(f" {reading.text} ")))
        starts = [sentence.start for sentence in reading.sentences[1:]]
        # One blank was put before the text, so that offsets in it are one too many.
        ends = np.fromiter((end - 1 for end, _ in hits), np.int64, len(hits))
        numbers = np.searchsorted(starts, ends, side="right").tolist()
        where: defaultdict[str, list[int]] = defaultdict(list)
        for (_, word), number in zip(hits, numbers, strict=True):
            where[word].append(number)
        return where


_EVERY_WORD = _EveryWord()
