"""Which rules may apply to which sentence, found in one pass over the text.

Most sentences hold no word of most rules. The words that a rule cannot do without are looked for
all at once (Aho and Corasick, 1975), and a rule's own pattern is tried only where one stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick

from extractors.reading.reading import Reading
from extractors.reading.sentences import Sentence

Rule = TypeVar("Rule")


class Keywords(Generic[Rule]):
    """Rules by the lower-case words or stems of which each needs at least one."""

    def __init__(self, rules: Iterable[tuple[Iterable[str], Rule]]) -> None:
        self._rules: list[Rule] = []
        rules_of: dict[str, list[int]] = {}
        for number, (keys, rule) in enumerate(rules):
            self._rules.append(rule)
            for key in keys:
                rules_of.setdefault(key, []).append(number)
        self._automaton = ahocorasick.Automaton()
        for key, numbers in rules_of.items():
            self._automaton.add_word(key, numbers)
        self._automaton.make_automaton()

    def candidates(self, reading: Reading) -> Iterator[tuple[Sentence, list[Rule]]]:
        """Yield each sentence that holds a word of some rule, with those rules in their order."""
        found: dict[int, set[int]] = {}
        for at, numbers in self._automaton.iter(lower(reading.text)):
            found.setdefault(reading.sentence_number(at), set()).update(numbers)
        for number in sorted(found):
            yield reading.sentences[number], [self._rules[n] for n in sorted(found[number])]


def lower(text: str) -> str:
    """Return the text in lower case and of the same length, so that offsets stay true.

    >>> lower("İ AND")
    'İ and'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in text)
