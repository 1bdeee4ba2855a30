"""The plain rules of the age grammar; each takes the tokens and where to begin.

`told.py` and `birthdays.py` hold the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from extractors.age.lexer import Token
from extractors.age.mention import AgeKind
from extractors.age.quantity import MONTHS_IN, Quantity, quantity
from extractors.age.vocabulary import vocabulary

Tokens = Sequence[Token]

COPULAS = {"was", "is", "were", "are", "being", "be", "been", "turned", "turning", "became", "'s"}
_CLOSERS = {",", ".", ";", ")", ":", "!", "?", "|", "]"}
_BARE_MAY_PRECEDE = _CLOSERS | {
    "when", "and", "at", "but", "on", "that", "who", "or", "with", "by", "before", "years", "while",
    "then", "lived", "were", "was", "had", "is", "respectively", "to", "now", "as", "-", "in",
    "living", "both", "because", "so", "although", "though", "until",
}  # fmt: skip
_NOT_AGE_AFTER = {
    "older", "younger", "later", "ago", "apart", "into", "behind", "overdue", "pregnant",
    "gestation", "long", "away", "late", "premature", "prematurely", "early", "before", "after",
    "earlier", "previously", "since", "senior", "junior", "between", "during", "short",
    "shy", "off",
    "from", "for", "without",
}  # fmt: skip
_COUNTED = {
    "of", "other", "more", "per", "people", "children", "men", "women", "feet", "stone", "hundred",
    "thousand", "out", "days'", "percent", "or", "further", "different", "separate", "in",
}  # fmt: skip
_OLD = {"old", "olds"}
_TOLD = {"was", "is", "as", ":"}


class Match(NamedTuple):
    """What a rule found: months, kind, the token after it, that of the number, each of a list."""

    low: float
    high: float
    kind: AgeKind
    end: int
    number: int
    each: tuple[tuple[float, float], ...] = ()


Rule = Callable[[Tokens, int], Match | None]


def text_at(tokens: Tokens, at: int) -> str:
    """Return the text of a token in lower case, or nothing beyond either end."""
    return tokens[at].text if 0 <= at < len(tokens) else ""


def skip(tokens: Tokens, at: int, words: set[str]) -> int:
    """Return the number of the first token from `at` on that is none of the words."""
    while text_at(tokens, at) in words:
        at += 1
    return at


def of_quantity(amount: Quantity, end: int | None = None) -> Match:
    """Return an amount as an age."""
    kind = AgeKind.STATED
    if amount.at_most:
        kind = AgeKind.BAND
    elif amount.modified:
        kind = AgeKind.MODIFIED
    return Match(amount.low, amount.high, kind, end or amount.end, amount.number)


def person_before(tokens: Tokens, at: int) -> bool:
    """Whether the words before a token name or describe a person."""
    words = vocabulary()
    before = tokens[at - 1] if at else None
    if before is None or before.kind not in {"word", "number"}:
        return False
    if before.text in words.people:
        return True
    earlier = text_at(tokens, at - 2)
    is_label = before.raw.isupper() or any(c.isdigit() for c in before.raw)
    if earlier in words.people and is_label and len(before.raw) <= 4:
        return True
    return (
        before.raw[:1].isupper()
        and before.text not in words.not_names
        and not (before.raw.isupper() and len(before.raw) > 3)
    )


def old(tokens: Tokens, at: int) -> Match | None:
    """Parse "7-week-old", "two years and four months old", "a year of age", "14/15-year-old"."""
    amount = quantity(tokens, at)
    if amount is None:
        return _old_pair(tokens, at)
    end = skip(tokens, amount.end, {"-"})
    if amount.unit and text_at(tokens, end) in _OLD:
        return of_quantity(amount, end + 1)
    if amount.unit and text_at(tokens, amount.end - 1) in {"yo", "yro", "y/o"}:
        return of_quantity(amount)
    if amount.unit and text_at(tokens, end) == "corrected":
        return of_quantity(amount, end + 1)._replace(kind=AgeKind.CORRECTED)
    if text_at(tokens, end) == "of" and text_at(tokens, end + 1) == "age":
        return of_quantity(amount, end + 2)
    return _old_pair(tokens, at)


def _old_pair(tokens: Tokens, at: int) -> Match | None:
    first = quantity(tokens, at)
    if first is None or first.unit:
        return None
    middle = skip(tokens, first.end, {"-"})
    joined = text_at(tokens, middle)
    if joined not in {"and", "or", "/", "to"} and middle == first.end:
        return None
    second = quantity(tokens, skip(tokens, middle, {"-", "and", "or", "/", "to", "a", "an", "the"}))
    if second is None or not second.unit:
        return None
    end = skip(tokens, second.end, {"-"})
    if text_at(tokens, end) not in _OLD:
        return None
    ratio = MONTHS_IN[second.unit] / 12
    kind = AgeKind.LIST if joined == "and" else AgeKind.RANGE
    low = first.low * ratio
    each = ((low, first.high * ratio), (second.low, second.high)) if joined == "and" else ()
    return Match(low, second.high, kind, end + 1, first.number, each)


def aged(tokens: Tokens, at: int) -> Match | None:
    """Parse "aged 7 weeks", "at the age of 15", "age at injury: 7w 3d", "aged 3, 5 and 8"."""
    word = text_at(tokens, at)
    if word not in {"aged", "age", "ages"}:
        return None
    start = skip(tokens, at + 1, {"of", "only", "at", "(", ":", "just", "about"})
    corrected = text_at(tokens, at - 1) == "corrected"
    for begin in (at + 1, start, *_told(tokens, at)):
        found = _span(tokens, begin) or list_of(tokens, begin)
        if found:
            return found
        amount = quantity(tokens, begin)
        if amount and text_at(tokens, amount.end) not in {"older", "younger"}:
            match = of_quantity(amount)
            return match._replace(kind=AgeKind.CORRECTED) if corrected else match
    return None


def _told(tokens: Tokens, at: int) -> Iterator[int]:
    """Yield where an age may begin after "age at injury:" and "his age at death was given as"."""
    for told in range(at + 1, min(at + 8, len(tokens))):
        if tokens[told].text in {",", ".", ";", "and", "but"}:
            return
        if tokens[told].text in _TOLD:
            yield skip(tokens, told + 1, {"given", "put", "stated", "as", "at", "recorded"})


def _span(tokens: Tokens, at: int) -> Match | None:
    """Parse "between 2 and 14", "from six until 13", "four to nine"."""
    opener = text_at(tokens, at)
    begin = skip(tokens, at, {"between", "from", "the", "ages", "age", "of"})
    first = quantity(tokens, begin)
    if first is None:
        return None
    after = first.end
    if first.unit:
        after = skip(tokens, after, {"old", "of", "age"})
    joined = text_at(tokens, after)
    allowed = {"to", "until", "till", "-", "or", "/"} | ({"and"} if opener == "between" else set())
    if joined not in allowed:
        return None
    second = quantity(
        tokens, skip(tokens, after + 1, {"the", "age", "of", "about", "she", "he", "they", "was"})
    )
    if second is None:
        return None
    ratio = MONTHS_IN[second.unit] / 12 if second.unit and not first.unit else 1.0
    return Match(first.low * ratio, second.high, AgeKind.RANGE, second.end, first.number)


def list_of(tokens: Tokens, at: int) -> Match | None:
    """Parse "3, 5 and 8" and "14 months and 3 years"."""
    parts = [quantity(tokens, at)]
    while (last := parts[-1]) is not None:
        follow = skip(tokens, last.end, {",", "and", "&"})
        if follow == last.end or text_at(tokens, follow) in {"a", "an"}:
            break
        more = quantity(tokens, follow)
        if more is None or not (more.unit or _ends_list(tokens, more.end)):
            break
        parts.append(more)
    amounts = [part for part in parts if part is not None]
    if len(amounts) < 2:
        return None
    unit = amounts[-1].unit
    bare = MONTHS_IN[unit] / 12 if unit and all(not a.unit for a in amounts[:-1]) else 1.0
    ages = [(a.low * bare, a.high * bare) if not a.unit else (a.low, a.high) for a in amounts]
    low, high = min(low for low, _ in ages), max(high for _, high in ages)
    return Match(low, high, AgeKind.LIST, amounts[-1].end, amounts[0].number, tuple(ages))


def _ends_list(tokens: Tokens, at: int) -> bool:
    """Whether a bare number ends before a token; "3 and 5 visits" counts the visits."""
    return (
        closes(tokens, at)
        or tokens[at].text == "("
        or (tokens[at].kind == "word" and not tokens[at].text.endswith("s"))
    )


def closes(tokens: Tokens, at: int) -> bool:
    """Whether a token may follow a bare number that is an age."""
    return at >= len(tokens) or tokens[at].text in _BARE_MAY_PRECEDE


def between(tokens: Tokens, at: int) -> Match | None:
    """Parse "between the ages of 4 and 9", "from the age of six until 13"."""
    if text_at(tokens, at) not in {"between", "from"}:
        return None
    found = _span(tokens, at)
    if found is None:
        return None
    words = {token.text for token in tokens[max(0, at - 4) : found.end + 2]}
    said = words & {"age", "ages", "aged", "old"} or _copula(tokens, at - 1)
    return found if said else None


def _copula(tokens: Tokens, at: int) -> bool:
    return text_at(tokens, at) in COPULAS and person_before(tokens, at)


def ends_age(tokens: Tokens, amount: Quantity) -> bool:
    """Whether what follows an amount leaves it an age; a bare number may count what follows."""
    after = text_at(tokens, amount.end)
    if amount.unit:
        return after not in _NOT_AGE_AFTER
    if _joined_to_word(tokens, amount.end):
        return False
    if closes(tokens, amount.end):
        return True
    is_word = tokens[amount.end].kind == "word"
    return is_word and after not in _COUNTED and not (after.endswith("s") and after != "as")


def _joined_to_word(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen joins a number to a word: "three-quarters", "four-bedroom"."""
    return (
        text_at(tokens, at) == "-"
        and tokens[at - 1].end == tokens[at].start
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "word"
        and tokens[at + 1].start == tokens[at].end
    )
