"""Dates as reports write them, never read as more precise than they are.

`dates.yaml` holds the forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extractors.reading import Reading
from extractors.reading.patterns import Keywords
from extractors.review.forms import form, forms, words

_MONTH_NUMBER = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_IN_FIGURES = forms("dates.yaml", "in_figures")
_FIGURES = form("dates.yaml", "figures")
_ANY_YEAR = form("dates.yaml", "any_year")
_MONTH_BEFORE = form("dates.yaml", "month_before")
_DAY_BEFORE = form("dates.yaml", "day_before")
_MONTH_AND_DAY_BEFORE = form("dates.yaml", "month_and_day_before")
_LONGEST = 32  # characters of a day and a month with what joins them to a year
_YEAR_ALONE = form("dates.yaml", "year_alone")
_DAY_AND_MONTH = form("dates.yaml", "day_and_month")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date in a text: `value` is YYYY, YYYY-MM or YYYY-MM-DD, as precise as it is written."""

    start: int
    end: int
    value: str

    @property
    def year(self) -> int:
        """The year."""
        return int(self.value[:4])

    @property
    def month(self) -> str:
        """The date to the month; to the year where no month is given."""
        return self.value[:7]


def find_dates(text: str) -> list[PartialDate]:
    """Return the dates of a text in its order; where two readings overlap the fuller stands.

    Two-digit years are of this century. A season or "early 2014" gives the year alone.

    >>> [date.value for date in find_dates("Born 4.06.14; seen on 21st May 2015 and in 2016")]
    ['2014-06-04', '2015-05-21', '2016']
    """
    found: list[PartialDate] = []
    if _FIGURES.search(text):
        for written in _IN_FIGURES:
            found += [
                PartialDate(*day.span(), _value(day.groupdict())) for day in written.finditer(text)
            ]
    for year in _ANY_YEAR.finditer(text):
        if not any(date.start < year.end() and year.start() < date.end for date in found):
            found += _written_out(text, year)
    return sorted(found, key=lambda date: date.start)


def _written_out(text: str, year: re.Match[str]) -> Iterator[PartialDate]:
    """Yield the date that a year ends, with the month and the day before it."""
    earliest = max(0, year.start() - _LONGEST)
    if month := _MONTH_BEFORE.search(text, earliest, year.start()):
        day = _DAY_BEFORE.search(text, earliest, month.start())
        start = (day or month).start()
        parts = {**month.groupdict(), **(day.groupdict() if day else {}), "year": year["year"]}
        yield PartialDate(start, year.end(), _value(parts))
    elif american := _MONTH_AND_DAY_BEFORE.search(text, earliest, year.start()):
        parts = {**american.groupdict(), "year": year["year"]}
        yield PartialDate(american.start(), year.end(), _value(parts))
    elif _YEAR_ALONE.match(text, year.start()):
        yield PartialDate(*year.span(), year["year"])


def dates_of(reading: Reading) -> dict[int, list[PartialDate]]:
    """Return the dates of each sentence of a report that holds any, by the sentence's start."""
    starts = {sentence.start for sentence, _ in _years().candidates(reading)}
    starts.update(reading.sentence_at(m.start()).start for m in _FIGURES.finditer(reading.text))
    dated = ((start, find_dates(reading.sentence_at(start).text)) for start in starts)
    return {start: dates for start, dates in dated if dates}


@cache
def _years() -> Keywords[None]:
    return Keywords([(words("dates.yaml"), None)])


def find_days(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and "MM-DD" of each day that is written without its year.

    >>> list(find_days("the response on 3 March"))
    [(16, 23, '03-03')]
    """
    for match in _DAY_AND_MONTH.finditer(text):
        number = _MONTH_NUMBER[match["month"][:3].lower()]
        yield match.start(), match.end(), f"{number:02}-{int(match['day']):02}"


def _value(parts: Mapping[str, str]) -> str:
    year = parts["year"]
    if len(year) == len("YY"):
        year = f"20{year}"
    number = int(parts.get("number") or _MONTH_NUMBER[parts["month"][:3].lower()])
    day = parts.get("day")
    return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"
