"""Ages said of whoever stands beside them: "was 15", "Child A (14)", "Father, 41,"."""

from __future__ import annotations

from extractors.age.quantity import quantity
from extractors.age.rules import (
    COPULAS,
    Match,
    Tokens,
    ends_age,
    list_of,
    of_quantity,
    person_before,
    skip,
    text_at,
)
from extractors.age.vocabulary import vocabulary

_PLURAL = {"were", "are"}


def was(tokens: Tokens, at: int) -> Match | None:
    """Parse "was 15", "who was then only 5 years 11 months", "had just turned 16"."""
    copula = text_at(tokens, at) in COPULAS
    if not copula and text_at(tokens, at) not in {"had", "has"}:
        return None
    named = _someone_before(tokens, at)
    if not named and text_at(tokens, at - 1) != "and":
        return None
    begin = skip(tokens, at + 1 if copula else at, {","})
    if text_at(tokens, begin) == "aged":
        return None  # what follows is read from "aged" on
    several = list_of(tokens, begin) if named and text_at(tokens, at) in _PLURAL else None
    if several:
        return several._replace(end=skip(tokens, several.end, {"old", "of", "age"}))
    return _one(tokens, begin, copula=copula, named=named)


def _someone_before(tokens: Tokens, at: int) -> bool:
    """Whether the words before a verb name a person, straight before it or before an aside."""
    if person_before(tokens, at) or text_at(tokens, at) == "being":
        return True
    people = vocabulary().people
    return text_at(tokens, at - 1) == "," and any(t.text in people for t in tokens[:at])


def _one(tokens: Tokens, begin: int, *, copula: bool, named: bool) -> Match | None:
    amount = quantity(tokens, begin)
    if amount is None or (text_at(tokens, begin) in {"a", "an"} and not amount.unit):
        return None
    if not copula and not amount.modified:
        return None
    if not named and text_at(tokens, amount.end) != "when":
        return None
    return of_quantity(amount) if ends_age(tokens, amount) else None


def beside_person(tokens: Tokens, at: int) -> Match | None:
    """Parse the age beside a person: "Child A (14)", "Father, 41,", "Child A - 14"."""
    if text_at(tokens, at) not in {"(", ",", "-"} or not person_before(tokens, at):
        return None
    begin = skip(tokens, at + 1, {"now", "then", "also", "who", "aged"})
    several = list_of(tokens, begin)
    if several and text_at(tokens, several.end) in {")", ",", ";"}:
        return several
    amount = quantity(tokens, begin)
    if amount is None or text_at(tokens, begin) in {"a", "an"}:
        return None
    after = text_at(tokens, amount.end)
    closes = (
        after in {")", ",", ".", ";", ""}
        if text_at(tokens, at) != "("
        else after in {")", ",", ";"}
    )
    closes = closes or (bool(amount.unit) and after in {"at", "old"})
    closes = closes or [after, text_at(tokens, amount.end + 1)] == ["at", "the"] or after == "when"
    if not closes or (text_at(tokens, at) == "-" and not _label_before(tokens, at)):
        return None
    return of_quantity(amount)


def _label_before(tokens: Tokens, at: int) -> bool:
    return (
        len(tokens[at - 1].raw) <= 3 and tokens[at - 1].raw.isupper() and person_before(tokens, at)
    )
