"""From text to the tokens of the age grammar: numbers, ordinals, units, words and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.age.vocabulary import vocabulary

HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
_HALVES = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}
_HALF = "".join(_HALVES)
_TOKEN = re.compile(
    r"(?P<fraction>(?<![\d/.])(?:(?P<whole>\d{1,2})[ +])?(?P<top>\d{1,2})/(?P<bottom>12|52|7)"
    r"(?![\d/]))"
    rf"|(?P<number>(?<![\w.])\d{{1,3}}(?:\.\d)?(?: ?[{_HALF}]|(?!\w|\.\d))|[{_HALF}])"
    r"|(?P<word>y/o|[^\W\d_][\w'\u2019]*|\d[\w.]*\w|\d)"
    r"|(?P<mark>[^\w\s])"
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")
_GLUED = re.compile(r"(\d{1,3})([^\W\d_]{1,6})$")


class Token(NamedTuple):
    """A token with its place in the text.

    Attributes:
        kind: number, ordinal, fraction, unit, word or mark.
        text: In lower case, with straight apostrophes.
        value: The number; for a fraction, its months.
        unit: Of a unit or a fraction: year, month, week, day, hour or minute.
        digits: Whether a number is written in digits.
        raw: As written.
    """

    kind: str
    text: str
    start: int
    end: int
    value: float = 0.0
    unit: str = ""
    digits: bool = False
    raw: str = ""


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text."""
    return list(_joined(_split(text)))


def _split(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        start, end, raw = match.start(), match.end(), match.group()
        kind = match.lastgroup
        if kind == "word":
            for part in _word(raw):
                yield Token(part.kind, part.text, start + part.start, start + part.end, *part[4:])
        elif kind == "mark":
            mark = "-" if raw in HYPHENS else raw
            yield Token("mark", mark, start, end, raw=raw)
        elif kind == "number":
            yield Token("number", raw, start, end, _value(raw), digits=True, raw=raw)
        else:
            yield _fraction(match)


def _value(raw: str) -> float:
    whole = raw.rstrip(_HALF)
    return (float(whole) if whole else 0.0) + sum(_HALVES.get(mark, 0.0) for mark in raw)


def _fraction(match: re.Match[str]) -> Token:
    """Medical notation: 8/12 is eight months, 3/52 three weeks, 5/7 five days."""
    top, bottom = int(match["top"]), int(match["bottom"])
    unit = {12: "month", 52: "week", 7: "day"}[bottom]
    kind = "fraction" if top < bottom else "word"
    whole = float(match["whole"] or 0)
    value = whole * 12 + top if unit == "month" else float(top)
    return Token(kind, match.group(), match.start(), match.end(), value, unit, raw=match.group())


@lru_cache(maxsize=16384)  # a report has few different words
def _word(raw: str) -> tuple[Token, ...]:
    """Return the tokens of a word that stands alone: two for "7w", else one."""
    words = vocabulary()
    text = raw.lower().replace("\u2019", "'")
    end = len(raw)
    ordinal = _ORDINAL.match(text)
    glued = _GLUED.match(text)
    if ordinal:
        return (Token("ordinal", text, 0, end, float(ordinal[1]), raw=raw),)
    if text in words.ordinals:
        return (Token("ordinal", text, 0, end, float(words.ordinals[text]), raw=raw),)
    if text in words.units:
        return (Token("unit", text, 0, end, unit=words.units[text], raw=raw),)
    if glued and (glued[2] in words.units or glued[2] in words.unit_letters):
        middle = len(glued[1])
        unit = words.units.get(glued[2]) or words.unit_letters[glued[2]]
        return (
            Token("number", glued[1], 0, middle, float(glued[1]), digits=True, raw=glued[1]),
            Token("unit", glued[2], middle, end, unit=unit, raw=glued[2]),
        )
    if text in words.numbers or text in words.tens:
        value = words.numbers.get(text, words.tens.get(text, 0))
        return (Token("number", text, 0, end, float(value), raw=raw),)
    return (Token("word", text, 0, end, raw=raw),)


def _joined(tokens: Iterator[Token]) -> Iterator[Token]:
    """Join "twenty-one" to one number, and "twenty-first" to one ordinal."""
    tens = vocabulary().tens
    held: list[Token] = []
    for token in tokens:
        if not held and token.text not in tens:
            yield token
            continue
        held.append(token)
        last = held[-1]
        ones = last.kind in {"number", "ordinal"} and not last.digits and 0 < last.value < 10
        if len(held) > 1 and ones:
            value = held[0].value + last.value
            text = f"{held[0].text}-{last.text}"
            yield Token(last.kind, text, held[0].start, last.end, value, raw=text)
            held = []
        elif (len(held) == 2 and last.text != "-") or len(held) == 3:
            yield from held[:-1]
            held = held[-1:]
            if held[0].text not in tens:
                yield held.pop(0)
    yield from held
