"""Ages told by a life, a harm or a person: "lived for 11 weeks", "killed at 15", "a boy of 8"."""

from __future__ import annotations

from extractors.age.mention import AgeKind
from extractors.age.quantity import quantity
from extractors.age.rules import (
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

_COMES_TO_HARM = {
    "died", "killed", "dead", "injured", "hurt", "shaken", "harmed", "drowned", "stabbed", "shot",
    "murdered", "admitted", "removed", "placed", "burned", "scalded", "collapsed", "death",
    "attacked", "abused", "assaulted", "poisoned",
}  # fmt: skip
_PEOPLE_OF = {
    "boy", "girl", "child", "baby", "infant", "twins", "brothers", "sisters", "siblings", "girls",
    "boys", "children", "infants", "babies", "sons", "daughters",
}  # fmt: skip
_PARENTS_OF = {"mother", "father", "mum", "dad", "subject", "both", "who", "each"}
_TRAINING = {"of", "at", "in", "as"}
_OF_DURATION = {"for", "in", "over", "x", "every", "after", "last"}
_OWNERS = {"his", "her", "their"}
_THESE = {"the", "these", "those", "both", "other", "her", "his", "their", "young"}


def at_harm(tokens: Tokens, at: int) -> Match | None:
    """Parse "died at 13 months", "killed at 15", "4 wks 2 days at incident"."""
    if text_at(tokens, at) == "at":
        before = {token.text for token in tokens[max(0, at - 3) : at]}
        amount = quantity(tokens, at + 1)
        if amount is None or not before & _COMES_TO_HARM or text_at(tokens, at + 1) in {"a", "an"}:
            return None
        return of_quantity(amount) if ends_age(tokens, amount) else None
    amount = quantity(tokens, at)
    if amount is None or not amount.unit or text_at(tokens, amount.end) != "at":
        return None
    follow = skip(
        tokens, amount.end + 1, {"the", "time", "date", "point", "of", "his", "her", "their"}
    )
    if text_at(tokens, follow) in {
        "incident",
        "injury",
        "death",
        "admission",
        "removal",
        "collapse",
    }:
        return of_quantity(amount)
    return None


def of_person(tokens: Tokens, at: int) -> Match | None:
    """Parse "a boy of 8", "brothers of 8, 11 and 15", "twins of four months"."""
    owner = text_at(tokens, at - 1)
    if text_at(tokens, at) != "of" or owner not in vocabulary().people or owner in _PARENTS_OF:
        return None
    found = list_of(tokens, at + 1) if text_at(tokens, at - 1) in _PEOPLE_OF else None
    if found:
        return found
    amount = quantity(tokens, at + 1)
    if amount is None or text_at(tokens, at + 1) in {"a", "an", "the"}:
        return None
    return of_quantity(amount) if ends_age(tokens, amount) else None


def fraction(tokens: Tokens, at: int) -> Match | None:
    """Parse medical notation standing alone: "2 8/12 yrs", "11/12", but not "for 3/7"."""
    if tokens[at].kind != "fraction":
        return None
    amount = quantity(tokens, at)
    if amount is None or text_at(tokens, at - 1) in _OF_DURATION:
        return None
    if text_at(tokens, amount.end) in {"ago", "later", "of", "history", "hx"}:
        return None
    return of_quantity(amount)


def lived(tokens: Tokens, at: int) -> Match | None:
    """Parse "lived for 11 weeks", "the eight months of his life", "her short life of 17 weeks"."""
    word = text_at(tokens, at)
    if word in {"lived", "life", "survived"}:
        begin = skip(tokens, at + 1, {"for", "only", "of", "just", "some", "lasted"})
        amount = quantity(tokens, begin)
        if begin == at + 1 or amount is None or not amount.unit:
            return None
        if not ends_age(tokens, amount):
            return None
        in_a_place = text_at(tokens, amount.end) in {"in", "at", "with"}
        if amount.unit == "year" and in_a_place:
            return None
        return of_quantity(amount)._replace(kind=AgeKind.LIFETIME)
    return _of_life(tokens, at)


def _of_life(tokens: Tokens, at: int) -> Match | None:
    """Parse "the eight months of his life", but not "the first eight months of his life"."""
    amount = quantity(tokens, at)
    if amount is None or not amount.unit or text_at(tokens, amount.end) != "of":
        return None
    follow = skip(tokens, amount.end + 1, {"his", "her", "their", "its", "short", "brief", "the"})
    owned = follow > amount.end + 1 or text_at(tokens, at - 1) in {"his", "her", "their"}
    part = text_at(tokens, at - 1) in {"first", "last", "final"}
    if text_at(tokens, follow) != "life" or not owned or part:
        return None
    return of_quantity(amount, follow + 1)._replace(kind=AgeKind.LIFETIME)


def year_of_life(tokens: Tokens, at: int) -> Match | None:
    """Parse "in her fifteenth year", which is the year before the fifteenth birthday."""
    if text_at(tokens, at) != "in" or text_at(tokens, at + 1) not in {"his", "her", "their", "the"}:
        return None
    of_life = [text_at(tokens, at + n) for n in (4, 6)] == ["of", "life"]
    if at + 3 >= len(tokens) or tokens[at + 2].kind != "ordinal" or tokens[at + 3].text != "year":
        return None
    if (text_at(tokens, at + 4) in _TRAINING or text_at(tokens, at + 1) == "the") and not of_life:
        return None
    number = tokens[at + 2].value
    return Match((number - 1) * 12, number * 12, AgeKind.BIRTHDAY, at + 4, at + 2)


def under(tokens: Tokens, at: int) -> Match | None:
    """Parse "a baby under twelve months", "a child less than five"."""
    if not person_before(tokens, at) or _of_all(tokens, at):
        return None
    amount = quantity(tokens, at)
    return of_quantity(amount) if amount and amount.at_most and ends_age(tokens, amount) else None


def _of_all(tokens: Tokens, at: int) -> bool:
    """Whether the words before speak of children at large: "children under five"."""
    general = text_at(tokens, at - 1) in {"children", "babies", "infants", "pupils", "people"}
    counted = at >= 2 and (tokens[at - 2].kind == "number" or tokens[at - 2].text in _THESE)
    return general and not counted


def opening(tokens: Tokens, at: int) -> Match | None:
    """Parse the age that a sentence opens with: "At fifteen, she ..."."""
    if text_at(tokens, at) != "at" or not tokens[at].raw[0].isupper():
        return None
    amount = quantity(tokens, at + 1)
    if amount is None or amount.unit or amount.low > 20 * 12:
        return None
    follows = text_at(tokens, amount.end) in {",", "he", "she", "they"}
    return of_quantity(amount) if follows else None


def mangled(tokens: Tokens, at: int) -> Match | None:
    """Parse an age whose words changed places: "5 year Black British old male"."""
    begin = at + 1 if text_at(tokens, at) == "old" else at
    if tokens[begin - 1 if begin > at else at].kind not in {"number", "word"} or begin >= len(
        tokens
    ):
        return None
    amount = quantity(tokens, begin)
    if amount is None or not amount.unit or text_at(tokens, begin) in {"a", "an"}:
        return None
    if begin > at:
        young = text_at(tokens, amount.end) in {"boy", "girl", "child", "male", "female", "baby"}
        return of_quantity(amount) if young else None
    for n in range(amount.end, min(amount.end + 4, len(tokens) - 1)):
        if tokens[n].text == "old" and tokens[n + 1].text in {"male", "female", "boy", "girl"}:
            return of_quantity(amount, n + 1)
        if tokens[n].kind != "word" and tokens[n].text != "-":
            return None
    return None
