"""Amounts of time: "two years and four months", "7w 3d", "two and a half", "nearly three"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors.age.lexer import Token
from extractors.age.mention import DAYS_PER_MONTH
from extractors.age.vocabulary import Modifier, vocabulary

MONTHS_IN = {
    "year": 12.0,
    "month": 1.0,
    "fortnight": 14 / DAYS_PER_MONTH,
    "week": 7 / DAYS_PER_MONTH,
    "day": 1 / DAYS_PER_MONTH,
    "hour": 1 / DAYS_PER_MONTH / 24,
    "minute": 1 / DAYS_PER_MONTH / 24 / 60,
}
_ORDER = list(MONTHS_IN)
_QUARTERS = {"and three quarters": 0.75, "and a quarter": 0.25}


class Quantity(NamedTuple):
    """An amount of time.

    Attributes:
        low, high: Months; `high` is one of the smallest unit named beyond `low`.
        end: Number of the token after it.
        unit: The largest unit named, or empty for a bare number, which is read as years.
        modified: Whether a modifier moved it.
        number: Number of the token that carries it.
    """

    low: float
    high: float
    end: int
    unit: str
    number: int
    modified: bool = False
    at_most: bool = False


def quantity(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Return the amount that begins at a token, modifiers first, or None."""
    if not _may_begin(tokens, at):
        return None
    start = at
    modifiers: list[Modifier] = []
    while True:
        found = modifier(tokens, at)
        if found is None:
            break
        modifiers.append(found[0])
        at = found[1]
    amount = _plain(tokens, at)
    amount = (amount and _offset(tokens, amount)) or amount
    if amount is None and at != start:
        return None
    for each in modifiers:
        amount = amount and _modified(amount, each)
    return amount


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Whether an amount may begin at a token; asked of every word, so it has to be quick."""
    if at >= len(tokens):
        return False
    return begins_amount(tokens[at].kind, tokens[at].text)


def begins_amount(kind: str, word: str) -> bool:
    """Whether an amount of time may begin with a token of a kind and text."""
    return (
        kind in {"number", "fraction"}
        or word in {"a", "an"}
        or word in vocabulary().modifier_openings
    )


def modifier(tokens: Sequence[Token], at: int) -> tuple[Modifier, int] | None:
    """Return the longest modifier that begins at a token and the number of the token after it."""
    if at >= len(tokens) or tokens[at].text not in vocabulary().modifier_openings:
        return None
    for words, found in _modifiers_from(tokens[at].text):
        end = at + len(words)
        if words == tuple([token.text for token in tokens[at:end]]):
            return found, end
    return None


@cache
def _modifiers_from(opening: str) -> list[tuple[tuple[str, ...], Modifier]]:
    """Return the modifiers that open with a word, the longest first."""
    modifiers = vocabulary().modifiers.items()
    opened = [(words, each) for words, each in modifiers if words[0] == opening]
    return sorted(opened, key=lambda pair: -len(pair[0]))


def _modified(amount: Quantity, by: Modifier) -> Quantity:
    if by.kind == "no_matter":
        return amount
    unit = amount.unit or "year"
    key = "one_year" if amount.low <= 12 and unit == "year" else unit
    if by.kind == "at_most":
        return amount._replace(low=0.0, high=amount.low, modified=True, at_most=True)
    if by.kind == "approximate":
        step = MONTHS_IN[unit]
        low = max(0.0, amount.low - step)
        return amount._replace(low=low, high=amount.low + step, modified=True)
    reach = by.reach.get(key, MONTHS_IN[unit])
    if by.kind.startswith("below"):
        return amount._replace(low=max(0.0, amount.low - reach), high=amount.low, modified=True)
    return amount._replace(high=amount.low + reach, modified=True)


def _offset(tokens: Sequence[Token], first: Quantity) -> Quantity | None:
    """Parse "two days short of four weeks" and "three days over a year" from the first amount."""
    if first.unit not in {"day", "week", "month"}:
        return None
    word = _text(tokens, first.end)
    length = 2 if word in {"short", "shy"} and _text(tokens, first.end + 1) == "of" else 0
    length = 1 if word in {"over", "under", "past"} else length
    second = _plain(tokens, first.end + length) if length else None
    if second is None or (word == "past" and not second.unit):
        return None
    sign = 1 if word in {"over", "past"} else -1
    low = second.low + sign * first.low
    return second._replace(low=low, high=low + MONTHS_IN["day"], unit="year", modified=True)


def _plain(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Parse an amount without modifiers."""
    if at >= len(tokens):
        return None
    if tokens[at].kind == "fraction":
        return _fraction(tokens, at)
    number = _number(tokens, at)
    if number is None:
        return None
    value, half, end = number
    unit_at = _skip_hyphen(tokens, end)
    unit = tokens[unit_at].unit if unit_at < len(tokens) else ""
    unit = "" if _is_school_year(tokens, unit_at) else unit
    if not unit or tokens[unit_at].kind != "unit":
        if tokens[at].text in {"a", "an"}:
            return None
        return Quantity(value * 12, value * 12 + (1 if half else 12), end, "", at)
    value, half, end = _half_after(tokens, unit_at + 1, value, half)
    low = value * MONTHS_IN[unit]
    step = _half_step(unit) if half else MONTHS_IN[unit]
    return _with_smaller(tokens, Quantity(low, low + step, end, unit, at))


def _is_school_year(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the "Year" of "a Year 10 pupil"."""
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    return follows is not None and tokens[at].raw == "Year" and follows.kind == "number"


def _half_step(unit: str) -> float:
    return 1.0 if unit == "year" else MONTHS_IN[unit] / 2


def _half_after(
    tokens: Sequence[Token], at: int, value: float, half: bool
) -> tuple[float, bool, int]:
    """Take "and a half" after the unit: "a year and a half"."""
    words = [token.text for token in tokens[at : at + 3]]
    if words == ["and", "a", "half"]:
        return value + 0.5, True, at + 3
    return value, half, at


def _with_smaller(tokens: Sequence[Token], amount: Quantity) -> Quantity:
    """Add smaller units that follow: "two years and four months"."""
    at = amount.end
    while _text(tokens, at) in {"and", ",", "-"}:
        at += 1
    number = _number(tokens, at)
    if number is None or _text(tokens, at) in {"a", "an"}:
        return amount
    value, _, end = number
    unit_at = _skip_hyphen(tokens, end)
    unit = tokens[unit_at].unit if unit_at < len(tokens) else ""
    if (
        not unit
        or tokens[unit_at].kind != "unit"
        or _ORDER.index(unit) <= _ORDER.index(amount.unit)
    ):
        return amount
    low = amount.low + value * MONTHS_IN[unit]
    added = amount._replace(low=low, high=low + MONTHS_IN[unit], end=unit_at + 1)
    return _with_smaller(tokens, added)


def _fraction(tokens: Sequence[Token], at: int) -> Quantity:
    token = tokens[at]
    low = token.value * MONTHS_IN[token.unit]
    end = at + 1
    if end < len(tokens) and tokens[end].unit == "year" and " " in token.text:
        end += 1
    return Quantity(low, low + MONTHS_IN[token.unit], end, token.unit, at)


def _number(tokens: Sequence[Token], at: int) -> tuple[float, bool, int] | None:
    """Return the number at a token, whether it names a half, and the token after it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.text in {"a", "an"}:
        return 1.0, False, at + 1
    if token.kind != "number":
        return None
    end = at + 1
    words: list[str] = []
    if _text(tokens, end) in {"and", "-"}:
        words = [t.text for t in tokens[end : end + 8] if t.text != "-"]
    if words[:3] == ["and", "a", "half"]:
        unhyphened = 0
        while unhyphened < 3:
            unhyphened += tokens[end].text != "-"
            end += 1
        return token.value + 0.5, True, end
    quarters = _QUARTERS.get(" ".join(words[:3]))
    if quarters:
        return token.value + quarters, True, end + 3
    return token.value, token.value % 1 != 0, end


def _skip_hyphen(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if _text(tokens, at) == "-" else at


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
