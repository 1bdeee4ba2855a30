"""Where in a text an age may stand, found in one pass over its letters.

Most numbers of a report count something else: years, visits, paragraphs. Reading the words around a
number costs far more than seeing that it counts nothing that can be an age, so this is asked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from typing import NamedTuple

import ahocorasick

from extractors.age.lexer import HYPHENS
from extractors.age.vocabulary import vocabulary

_BEFORE, _AFTER = 90, 70
"""Characters beside a number that can bear on it: the longest rules take in some ten words."""
_AGED = 10  # characters before a number within which "aged" makes it an age, whatever follows
_LONGEST_LEAD = 14  # characters
_LEADING_MARKS = frozenset({"(", ",", "<", ":", *HYPHENS})
_DIGITS = re.compile(
    r"(?:[\u00bc-\u00be]|\d{1,3}(?!\d|\.\d\.|/\d+/)(?:\.\d)?)(?P<ordinal>(?:st|nd|rd|th)\b)?"
)


class _Hint(IntEnum):
    """What letters say of the text that holds them."""

    DIGIT = 0
    NUMBER = 1
    ONE = 2
    ORDINAL = 3
    SPAN = 4
    STAGE = 5


class Places(NamedTuple):
    """Where an age may stand.

    Attributes:
        windows: Stretches around the numbers that may be ages; none overlaps another.
        stages: Whether a word stands in the text that tells of a stage of life or of a birth.
    """

    windows: list[tuple[int, int]]
    stages: bool


class _Words(NamedTuple):
    hints: ahocorasick.Automaton
    counted: re.Pattern[str]
    beside_one: re.Pattern[str]
    cues: re.Pattern[str]
    leads: frozenset[str]


@cache
def _words() -> _Words:
    words = vocabulary()
    hints = ahocorasick.Automaton()
    for digit in "0123456789\u00bc\u00bd\u00be":
        hints.add_word(digit, (_Hint.DIGIT, 1))
    by_hint = {
        _Hint.NUMBER: [w for w in [*words.numbers, *words.tens] if w != "one"],
        _Hint.ONE: ["one"],
        _Hint.ORDINAL: [*words.ordinals],
        _Hint.SPAN: [f"a {unit}" for unit in ("day", "week", "fortnight", "month", "year")],
        _Hint.STAGE: words.stage_hints,
    }
    for hint, each in by_hint.items():
        for word in each:
            hints.add_word(word, (hint, len(word)))
    hints.make_automaton()
    ages = "|".join(words.beside_one)
    return _Words(
        hints,
        re.compile(
            rf"\s(?:(?:{'|'.join(words.months)})\b"
            rf"|(?!(?:{'|'.join([*words.units, *words.after_bare])})\b)[a-z]{{2,}}s\b(?!['\u2019]))"
        ),
        re.compile(rf"\b(?:{ages})\b"),
        re.compile("|".join(f"(?:{cue})" for cue in words.cues)),
        frozenset({*words.leads, *(each[-1] for each in words.modifiers)}),
    )


def places_of(lowered: str) -> Places:
    """Return where in a text in lower case an age may stand."""
    windows: list[tuple[int, int]] = []
    stages = False
    cues: list[int] | None = None
    for last, (hint, length) in _words().hints.iter(lowered):
        if hint is _Hint.STAGE:
            stages = True
            continue
        start = last - length + 1
        if windows and last < windows[-1][1] - _AFTER:
            continue
        if not _may_carry(lowered, hint, start, last + 1):
            continue
        if not (windows and start <= windows[-1][1]) and not _is_led_to(lowered, start):
            if cues is None:
                cues = [match.start() for match in _words().cues.finditer(lowered)]
            if not any(start - _BEFORE <= cue <= start + _AFTER for cue in cues):
                continue
        _add(windows, lowered, start)
    return Places(windows, stages)


def _is_led_to(lowered: str, start: int) -> bool:
    """Whether straight before a number stands what may make it an age: "was", "of", "about"."""
    before = lowered[max(0, start - _LONGEST_LEAD) : start].rstrip()
    if not before or not before[-1].isalpha():
        return before[-1:] in _LEADING_MARKS
    return before[before.rfind(" ") + 1 :] in _words().leads


def _may_carry(lowered: str, hint: _Hint, start: int, end: int) -> bool:
    """Whether what stands at a hint may be the number of an age."""
    if hint is _Hint.DIGIT:
        digits = _digits_at(lowered, start)
        if digits is None:
            return False
        hint = _Hint.ORDINAL if digits["ordinal"] else hint
        end = digits.end()
    elif _goes_on(lowered[end : end + 1]) or (start and _goes_on(lowered[start - 1])):
        return False  # "ten" is no number within "often"
    if hint is _Hint.ORDINAL:
        return "birthday" in lowered or "year" in lowered
    if hint is _Hint.ONE and not _words().beside_one.search(lowered):
        return False
    aged = "age" in lowered[max(0, start - _AGED) : start]
    return aged or hint is _Hint.SPAN or not _words().counted.match(lowered, end)


def _digits_at(lowered: str, start: int) -> re.Match[str] | None:
    """Return the number that begins at a digit, or None where it is a part of something else."""
    if start and (lowered[start - 1].isalnum() or lowered[start - 1] in "._"):
        return None
    return _DIGITS.match(lowered, start)


def _goes_on(beside: str) -> bool:
    """Whether a word goes on with what stands beside it: a letter or a digit."""
    return beside.isalnum() or beside == "_"


def _add(windows: list[tuple[int, int]], lowered: str, at: int) -> None:
    """Add the words around a place, as one stretch with those of the place before it."""
    start = max(0, lowered.rfind(" ", 0, max(0, at - _BEFORE)))
    end = lowered.find(" ", at + _AFTER)
    end = len(lowered) if end < 0 else end
    if windows and start <= windows[-1][1]:
        windows[-1] = (windows[-1][0], end)
    else:
        windows.append((start, end))


def numbered_windows(places: Places, text: str) -> Iterator[tuple[int, str]]:
    """Yield each stretch of a text in which a number may be an age, with its offset."""
    for start, end in places.windows:
        yield start, text[start:end]
