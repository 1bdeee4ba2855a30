"""Ages told by a birthday: "a few days before his first birthday", "was to be five in June"."""

from __future__ import annotations

import math
from typing import NamedTuple

from extractors.age.mention import AgeKind
from extractors.age.quantity import MONTHS_IN, quantity
from extractors.age.rules import Match, Tokens, skip, text_at

_OWNERS = {
    "his",
    "her",
    "their",
    "its",
    "the",
    "child",
    "baby",
    "what",
    "would",
    "have",
    "been",
    "'s",
}
_OWNED = {"his", "her", "their", "'s"}
_DAY = MONTHS_IN["day"]
# How far "days", "weeks" or "shortly" lies from a birthday at most, in months.
_VAGUE = {
    "days": (0.5, 1.0),
    "day": (0.1, 0.1),
    "eve": (0.1, 0.1),
    "week": (0.5, 1.0),
    "weeks": (2.0, 3.0),
    "months": (6.0, 6.0),
    "shortly": (2.0, 3.0),
    "just": (2.0, 3.0),
    "soon": (2.0, 3.0),
}
_SOME_TIME = (6.0, 12.0)  # before or after a birthday, where nothing says how long
_SIDES = {
    "before": "before",
    "short": "before",
    "shy": "before",
    "off": "before",
    "from": "before",
    "away": "before",
    "until": "before",
    "to": "before",
    "after": "after",
    "past": "after",
    "on": "on",
    "celebrated": "on",
    "had": "on",
    "marked": "on",
    "passed": "on",
    "see": "reached",
    "saw": "reached",
    "seeing": "reached",
    "reach": "reached",
    "reached": "reached",
    "reaching": "reached",
}
_NEVER = {"not", "never", "without", "yet", "before", "n't"}
_TURNING = {"turning", "turned", "turn", "reached", "reaching", "becoming", "became"}
OF_BIRTHDAYS = _TURNING | {"birthday"}
"""Words without one of which no rule of birthdays can match."""
_SINCE = {"day", "week", "month"}
_NEXT = {"in", "on", "next", "the", "that", "this", "later", "within", "a", "by"}


class _Distance(NamedTuple):
    """How far from a birthday: exact months, or at most so many for infants and for others."""

    exact: float | None
    vague: tuple[float, float]
    end: int


def birthday(tokens: Tokens, at: int) -> Match | None:
    """Parse a distance before or after a birthday, or the birthday itself."""
    distance, side, side_at = _side(tokens, at)
    number_at = _ordinal(tokens, side_at + 1) if side else None
    if number_at is None:
        return _turning(tokens, distance, side, side_at)
    end = number_at + 2
    month = tokens[number_at].value * 12
    if side == "reached":
        return _reached(tokens, month, side_at, number_at)
    if side == "on":
        return _on(tokens, month, side_at, number_at)
    if distance is None:
        distance = _Distance(None, _SOME_TIME, side_at)
    low, high = _after(month, distance) if side == "after" else _before(month, distance)
    return Match(low, high, AgeKind.BIRTHDAY, end, number_at)


def _side(tokens: Tokens, at: int) -> tuple[_Distance | None, str, int]:
    """Return how far from a birthday, on which side ("before", "after", "on") and its token."""
    distance = _distance(tokens, at)
    side_at = distance.end if distance else at
    word = text_at(tokens, side_at)
    if word in {"approaching", "nearing"}:
        return _Distance(None, _VAGUE["shortly"], side_at), "before", side_at
    if word in {"short", "shy"} and text_at(tokens, side_at + 1) == "of":
        return distance, "before", side_at + 1
    if word == "away" and text_at(tokens, side_at + 1) == "from":
        return distance, "before", side_at + 1
    if word == "of" and distance:
        named = text_at(tokens, side_at - 1) in {"day", "week", "month"}
        return distance, "on" if named else "before", side_at
    if word in {"short", "shy", "until", "to", "off", "from", "away"} and distance is None:
        return None, "", side_at
    return distance, _SIDES.get(word, ""), side_at


def _turning(tokens: Tokens, distance: _Distance | None, side: str, side_at: int) -> Match | None:
    """Parse an age turned or to be turned: "weeks away from turning 18", "just after he turned 3".

    Without a distance the words say little ("before she turned 12"), and no age is taken.
    """
    if distance is None or side not in {"before", "after"}:
        return None
    verb_at = skip(tokens, side_at + 1, {"he", "she", "they", "was", "the", "child", "baby"})
    age = quantity(tokens, verb_at + 1) if text_at(tokens, verb_at) in _TURNING else None
    if age is None or (age.unit and age.unit != "year") or age.low > 30 * 12:
        return None
    low, high = _after(age.low, distance) if side == "after" else _before(age.low, distance)
    return Match(low, high, AgeKind.BIRTHDAY, age.end, age.number)


def _reached(tokens: Tokens, month: float, side_at: int, number_at: int) -> Match | None:
    """Parse "had reached his fourth birthday" and "did not live to see his first birthday"."""
    if {token.text for token in tokens[max(0, side_at - 5) : side_at]} & _NEVER:
        kind = AgeKind.BAND if month <= 12 else AgeKind.BIRTHDAY
        return Match(month - 12, month, kind, number_at + 2, number_at)
    return _on(tokens, month, side_at, number_at)


def _on(tokens: Tokens, month: float, side_at: int, number_at: int) -> Match | None:
    """Return the age on a birthday that is somebody's."""
    owner = tokens[side_at:number_at]
    if not any(token.text in _OWNED or token.raw[:1].isupper() for token in owner):
        return None
    if text_at(tokens, side_at - 1) in {"day", "week"}:
        return Match(month, month + 0.25, AgeKind.BIRTHDAY, number_at + 2, number_at)
    return _since(tokens, month, number_at + 2, number_at)


def _distance(tokens: Tokens, at: int) -> _Distance | None:
    begin = skip(
        tokens,
        at,
        {
            "just",
            "only",
            "on",
            "the",
            "a",
            "few",
            "couple",
            "of",
            "some",
            "very",
            "within",
            "several",
            "mere",
        },
    )
    amount = quantity(tokens, begin) or (quantity(tokens, begin - 1) if begin > at else None)
    if amount and amount.unit and amount.at_most:
        return _Distance(None, (amount.high, amount.high), amount.end)
    if amount and amount.unit and "few" not in {t.text for t in tokens[at:begin]}:
        return _Distance(amount.low, (0, 0), amount.end)
    word = text_at(tokens, begin)
    if word == "eve" and text_at(tokens, begin + 1) == "of":
        return _Distance(None, _VAGUE["eve"], begin + 1)
    if word in _VAGUE:
        return _Distance(None, _VAGUE[word], begin + 1)
    if text_at(tokens, at) == "just":
        return _Distance(None, _VAGUE["just"], at + 1)
    return None


def _ordinal(tokens: Tokens, at: int) -> int | None:
    """Return the number of the ordinal in "his first birthday", or None."""
    for number in range(at, min(at + 7, len(tokens) - 1)):
        token = tokens[number]
        if token.kind == "ordinal":
            return number if tokens[number + 1].text == "birthday" else None
        if token.text not in _OWNERS and len(token.raw) > 1 and not token.raw[0].isupper():
            return None
    return None


def _before(month: float, distance: _Distance) -> tuple[float, float]:
    if distance.exact is None:
        return month - distance.vague[month > 12], month
    low = month - distance.exact
    if month > 12 and distance.exact > 6 * _DAY:
        return math.floor(low), math.floor(low) + 1
    return low, low + _DAY


def _after(month: float, distance: _Distance) -> tuple[float, float]:
    if distance.exact is None:
        return month, month + distance.vague[month > 24]
    low = month + distance.exact
    if distance.exact > 6 * _DAY:
        return math.floor(low), math.floor(low) + 1
    return low, low + _DAY


def _since(tokens: Tokens, month: float, end: int, number_at: int) -> Match:
    """Return the age on a birthday, or since it: "had her sixth birthday a month earlier"."""
    begin = skip(
        tokens, end, {"less", "than", "only", "just", ",", "about", "some", "not", "a", "few"}
    )
    amount = quantity(tokens, begin) or quantity(tokens, begin - 1)
    if (
        amount
        and amount.unit
        and text_at(tokens, amount.end) in {"earlier", "before", "previously"}
    ):
        under = text_at(tokens, end) in {"less", "not"}
        low = 0.0 if under else math.floor(amount.low)
        return Match(month + low, month + low + 1, AgeKind.BIRTHDAY, amount.end + 1, number_at)
    return Match(month, month + 1, AgeKind.BIRTHDAY, end, number_at)


def to_be(tokens: Tokens, at: int) -> Match | None:
    """Parse an age not reached: "was to be five in June", "would have been 3 in May"."""
    begin = _verb_end(tokens, at)
    amount = quantity(tokens, begin) if begin else None
    if begin is None or amount is None or amount.unit in {"week", "day"}:
        return None
    number = amount.low
    distance = _before_turning(tokens, at)
    if distance:
        low, high = _before(number, distance)
        return Match(low, high, AgeKind.BIRTHDAY, amount.end, amount.number)
    if text_at(tokens, amount.end) not in _NEXT:
        return None
    soon = skip(
        tokens, amount.end, {"in", "the", "next", "following", "that", "same", "a", "within"}
    )
    span = 1 if text_at(tokens, soon) in {"week", "month", "days", "day"} else 12
    return Match(number - span, number, AgeKind.BIRTHDAY, amount.end, amount.number)


def turned(tokens: Tokens, at: int) -> Match | None:
    """Parse "had turned 15 three weeks earlier", "turned 16 the month before"."""
    if text_at(tokens, at) != "turned":
        return None
    age = quantity(tokens, at + 1)
    if age is None or age.unit or age.low > 30 * 12:
        return None
    begin = skip(tokens, age.end, {"the", "only", "just", "some", "about"})
    since = quantity(tokens, begin)
    if since and since.unit and text_at(tokens, since.end) in {"earlier", "before", "previously"}:
        low = age.low + int(since.low)
        return Match(low, low + 1, AgeKind.BIRTHDAY, since.end + 1, age.number)
    if text_at(tokens, begin) in _SINCE and text_at(tokens, begin + 1) in {"before", "earlier"}:
        return Match(age.low, age.low + 2, AgeKind.BIRTHDAY, begin + 2, age.number)
    return None


def _verb_end(tokens: Tokens, at: int) -> int | None:
    """Return the token after "was to be", "would have been", "was due to turn"."""
    words = [text_at(tokens, n) for n in range(at, at + 4)]
    if words[0] in {"was", "were"} and words[1] == "to" and words[2] in {"be", "turn", "become"}:
        return at + 3
    if words[:2] == ["would", "have"] and words[2] in {"been", "turned", "become"}:
        return at + 3
    if words[0] in {"was", "were"} and words[1] in {"due", "about"} and words[3] in {"turn", "be"}:
        return at + 4
    if words[0] == "turned" and text_at(tokens, at - 1) in {"he", "she"}:
        return at + 1 if _before_turning(tokens, at) else None
    return None


def _before_turning(tokens: Tokens, at: int) -> _Distance | None:
    """Return the distance in "days before he was to turn 17"."""
    for back in range(at - 1, max(-1, at - 6), -1):
        if tokens[back].text == "before":
            for begin in range(max(0, back - 4), back):
                distance = _distance(tokens, begin)
                if distance and distance.end == back:
                    return distance
    return None
