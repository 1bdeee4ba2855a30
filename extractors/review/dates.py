"""Dates as reports write them, never read as more precise than they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTH_NUMBER = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19[5-9]|20[0-4])\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:\s?(?:st|nd|rd|th))?"

# Dates in figures, looked for first.
_ISO = re.compile(r"\b(?P<year>20[0-4]\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b")
_NUMBERS = re.compile(
    r"(?<![\d./])(?P<day>[12]\d|3[01]|0?[1-9])(?P<sep>[./])(?P<number>1[0-2]|0?[1-9])(?P=sep)"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d./]\d)"
)
_FIGURES = re.compile(r"\d[./-]\d")
# A year, and what may stand before it to make it a fuller date.
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}\b")
_BEFORE_YEAR = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_DAY}(?:\s+of)?\s+{_MONTH},?\s+\Z",
        rf"\b{_MONTH}\s+{_DAY},\s+\Z",
        rf"\b{_MONTH}(?:\s+of)?,?\s+\Z",
    )
)
_LONGEST = 32  # characters of a day and a month with what joins them to a year
_YEAR_ALONE = re.compile(
    rf"(?<![\w/.:£,-]){_YEAR}(?![\w/]|-\d|[.:]\d|\s+Act\b|\s+Regulations\b)", re.IGNORECASE
)
_DAY_AND_MONTH = re.compile(
    rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}\b(?!\.?,?\s+(?:19|20)\d\d)", re.IGNORECASE
)


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
        for form in (_ISO, _NUMBERS):
            found += [PartialDate(*match.span(), _value(match)) for match in form.finditer(text)]
    for year in _ANY_YEAR.finditer(text):
        if any(date.start < year.end() and year.start() < date.end for date in found):
            continue
        earliest = max(0, year.start() - _LONGEST)
        before = (form.search(text, earliest, year.start()) for form in _BEFORE_YEAR)
        written = next((match for match in before if match), None)
        if written:
            value = _value(written, year["year"])
            found.append(PartialDate(written.start(), year.end(), value))
        elif _YEAR_ALONE.match(text, year.start()):
            found.append(PartialDate(*year.span(), year["year"]))
    return sorted(found, key=lambda date: date.start)


def find_days(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and "MM-DD" of each day that is written without its year.

    >>> list(find_days("the response on 3 March"))
    [(16, 23, '03-03')]
    """
    for match in _DAY_AND_MONTH.finditer(text):
        number = _MONTH_NUMBER[match["month"][:3].lower()]
        yield match.start(), match.end(), f"{number:02}-{int(match['day']):02}"


def _value(match: re.Match[str], year: str | None = None) -> str:
    parts = match.groupdict()
    year = year or parts["year"]
    if len(year) == len("YY"):
        year = f"20{year}"
    number = int(parts.get("number") or _MONTH_NUMBER[parts["month"][:3].lower()])
    day = parts.get("day")
    return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"
