"""Dates that a text gives by way of an earlier one: "on that day", "eight days later"."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from extractors.review.dates import PartialDate

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_NUMBERS |= {"thirteen": 13, "fourteen": 14}
_FULL = 10  # characters of YYYY-MM-DD
_MONTHS = tuple(name.lower() for name in month_name if name)
_SAME_DAY = re.compile(
    r"\b(?:(?:on )?(?:that|the same) (?:very )?(?:day|date|morning|afternoon|evening|night)"
    r"|later that (?:day|morning|afternoon|evening|night)|within (?:hours|the hour))\b",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(
    r"\b(?:the )?(?:next|following) (?:day|morning|afternoon|evening|night)\b|\ba day later\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?P<number>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen) (?P<unit>days?|weeks?)"
    r" (?:later|afterwards|after(?: that| admission|(?=[.,;])))",
    re.IGNORECASE,
)
_NEXT_MONTH = re.compile(r"\b(?:the )?(?:next|following) month\b", re.IGNORECASE)
# Every date of this kind holds one of these.
_HOLDS = ("later", "same", "that ", "next ", "following", "within ", "after", "fortnight")
_MONTH_OF_YEAR = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)}) (?:of )?(?:that|the same) year\b", re.IGNORECASE
)


def relative_dates(
    text: str, dates: Iterable[PartialDate], before: PartialDate | None
) -> Iterator[PartialDate]:
    """Yield the dates of a text that rest on the last full date before them.

    Args:
        text: A sentence.
        dates: The dates written in it.
        before: The last date of its paragraph before it, if any.

    >>> from extractors.review.dates import find_dates
    >>> text = "Taken ill on 3 May 2012, he died eight days later."
    >>> [found.value for found in relative_dates(text, find_dates(text), None)]
    ['2012-05-11']
    """
    lower = text.lower()
    if not any(word in lower for word in _HOLDS):
        return
    known = list(dates)
    for pattern in (_SAME_DAY, _NEXT_DAY, _LATER):
        for match in pattern.finditer(text):
            anchor = _anchor(known, before, match.start())
            if anchor is None or len(anchor.value) < _FULL:
                continue
            try:
                day = date.fromisoformat(anchor.value) + timedelta(days=_days(pattern, match))
            except ValueError:  # the text names a day that no month has
                continue
            yield PartialDate(*match.span(), day.isoformat())
    for match in _NEXT_MONTH.finditer(text):
        anchor = _anchor(known, before, match.start())
        if anchor is not None and len(anchor.value) > len("YYYY"):
            year, number = int(anchor.value[:4]), int(anchor.value[5:7])
            yield PartialDate(*match.span(), f"{year + number // 12}-{number % 12 + 1:02}")
    for match in _MONTH_OF_YEAR.finditer(text):
        if anchor := _anchor(known, before, match.start()):
            number = _MONTHS.index(match["month"].lower()) + 1
            yield PartialDate(*match.span(), f"{anchor.value[:4]}-{number:02}")


def _anchor(dates: list[PartialDate], before: PartialDate | None, start: int) -> PartialDate | None:
    """Return the last date before an offset of the sentence."""
    return next((found for found in reversed(dates) if found.end <= start), before)


def _days(pattern: re.Pattern[str], match: re.Match[str]) -> int:
    if pattern is _SAME_DAY:
        return 0
    if pattern is _NEXT_DAY:
        return 1
    number = match["number"].lower()
    days = int(number) if number.isdigit() else _NUMBERS[number]
    return days * 7 if match["unit"].lower().startswith("week") else days
