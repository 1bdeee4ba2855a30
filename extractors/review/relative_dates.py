"""Dates that a text gives by way of an earlier one: "on that day", "eight days later".

`relative_dates.yaml` holds the forms.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from extractors.reading import Reading
from extractors.reading.patterns import Patterns
from extractors.review.dates import PartialDate
from extractors.review.forms import form

Rule = tuple[re.Pattern[str], str]
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_NUMBERS |= {"thirteen": 13, "fourteen": 14}
_DAYS = {"day": 1, "week": 7, "fort": 14}
_DAYS = {"d": 1, "w": 7, "f": 14}  # of a unit of time, by its first letter
_FULL = 10  # characters of YYYY-MM-DD
_APPOSED = 6  # characters between such a date and the same in full ("eight days later, on 3 May")
_MONTHS = tuple(name.lower() for name in month_name if name)
_KINDS = ("same_day", "next_day", "later", "next_month", "month_of_year")


@cache
def _rules() -> Patterns[str]:
    return Patterns((form("relative_dates.yaml", kind), kind) for kind in _KINDS)


def relative_forms(reading: Reading) -> dict[int, list[Rule]]:
    """Return the forms that may stand in each sentence of a report, by the sentence's start."""
    return {sentence.start: rules for sentence, rules in _rules().candidates(reading)}


def relative_dates(
    text: str,
    dates: Iterable[PartialDate],
    before: PartialDate | None,
    rules: Iterable[Rule] | None = None,
) -> Iterator[PartialDate]:
    """Yield the dates of a text that rest on the last full date before them.

    Args:
        text: A sentence.
        dates: The dates written in it.
        before: The last date of its paragraph before it, if any.
        rules: The forms that may stand in it, from `relative_forms`.

    >>> from extractors.review.dates import find_dates
    >>> text = "Taken ill on 3 May 2012, he died eight days later."
    >>> [found.value for found in relative_dates(text, find_dates(text), None)]
    ['2012-05-11']
    """
    known = list(dates)
    for pattern, kind in _rules().possible(text) if rules is None else rules:
        for match in pattern.finditer(text):
            anchor = _anchor(known, before, match.start())
            in_full = any(0 <= date.start - match.end() < _APPOSED for date in known)
            if anchor and not in_full and (value := _value(kind, match, anchor)):
                yield PartialDate(*match.span(), value)


def _anchor(dates: list[PartialDate], before: PartialDate | None, start: int) -> PartialDate | None:
    """Return the last date before an offset of the sentence."""
    return next((found for found in reversed(dates) if found.end <= start), before)


def _value(kind: str, match: re.Match[str], anchor: PartialDate) -> str | None:
    """Return the date that a match gives by way of an earlier one, where that is precise enough."""
    if kind == "month_of_year":
        return f"{anchor.value[:4]}-{_MONTHS.index(match['month'].lower()) + 1:02}"
    if kind == "next_month":
        if len(anchor.value) == len("YYYY"):
            return None
        year, number = int(anchor.value[:4]), int(anchor.value[5:7])
        return f"{year + number // 12}-{number % 12 + 1:02}"
    if len(anchor.value) < _FULL:
        return None
    try:
        return (date.fromisoformat(anchor.value) + timedelta(days=_days(kind, match))).isoformat()
    except ValueError:  # the text names a day that no month has
        return None


def _days(kind: str, match: re.Match[str]) -> int:
    if kind == "same_day":
        return 0
    if kind == "next_day":
        return 1
    number = match["number"].lower()
    count = int(number) if number.isdigit() else _NUMBERS[number]
    return count * _DAYS[match["unit"][0].lower()]
