"""Ages, as people write them and as the record keeps them: a range in months.

An age is as exact as its least unit: "2 years 4 months" lies from 28 to 29 months, "4 years" from
48 to 60, "11 weeks" from 2.53 to 2.76. A month has 365.25 / 12 days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from records.checking import CodingError

_DAYS_IN_MONTH = 365.25 / 12
_MONTHS_IN = {"y": 12.0, "m": 1.0, "w": 7 / _DAYS_IN_MONTH, "d": 1 / _DAYS_IN_MONTH}
_NAMES = {"y": "year", "m": "month", "w": "week", "d": "day"}
_PART = re.compile(r"(\d+)\s*(years?|yrs?|y|months?|mths?|m|weeks?|wks?|w|days?|d)\b\s*(?:and\b)?")
_RANGE = re.compile(r"(\d+)\s*(?:to|-|\u2013)\s*(\d+)\s*(years?|months?|weeks?|days?)?")
_WHOLE_YEARS = re.compile(r"\d+")
_HOW = (
    "Write the age with its unit, like 11 weeks, 2 years 4 months, 15, or 13 to 15 years; a number "
    "alone means years."
)
_SLACK_MONTHS = 0.0075
"""Ages are kept to 2 decimals of a month."""


def age_from(text: str) -> dict[str, Any]:
    """Return the age that a person wrote, as `{months, months_min, months_max, basis}`.

    Raises CodingError, which says how to write it.

    >>> age_from("2 years 4 months")["months_max"]
    29.0
    """
    written = " ".join(text.lower().split())
    if between := _RANGE.fullmatch(written):
        unit = _MONTHS_IN[(between[3] or "years")[0]]
        least, most = int(between[1]) * unit, (int(between[2]) + 1) * unit
        middle = (least + most) / 2
    else:
        least, most = _single(written)
        middle = least
    if least >= most:
        raise CodingError(f"{text}: the first age must be the lower. {_HOW}")
    return {
        "months": round(middle, 2),
        "months_min": round(least, 2),
        "months_max": round(most, 2),
        "basis": "stated",
    }


def _single(written: str) -> tuple[float, float]:
    if _WHOLE_YEARS.fullmatch(written):
        written += " years"
    parts = _PART.findall(written)
    units = [unit[0] for _, unit in parts]
    if not parts or _PART.sub("", written).strip() or len(set(units)) < len(units):
        raise CodingError(_HOW)
    least = sum(int(count) * _MONTHS_IN[unit[0]] for count, unit in parts)
    return least, least + min(_MONTHS_IN[unit] for unit in units)


def age_in_words(age: Mapping[str, Any]) -> str:
    """Return an age of the record in the words of `age_from`, as far as it has such words.

    >>> age_in_words({"months_min": 48, "months_max": 60})
    '4 years'
    """
    least, most = float(age["months_min"]), float(age["months_max"])
    for unit in "ymwd":
        first, last = _whole(least, unit), _whole(most, unit)
        if first is not None and last is not None and last > first:
            return _span(first, last - 1, unit)
    return f"{least:g} to {most:g} months" if most > least else f"{least:g} months"


def _whole(months: float, unit: str) -> int | None:
    """Return months as a whole number of units, None where they are none."""
    count = round(months / _MONTHS_IN[unit])
    return count if abs(count * _MONTHS_IN[unit] - months) < _SLACK_MONTHS else None


def _span(first: int, last: int, unit: str) -> str:
    if unit == "m" and first == last and first >= 24:
        return f"{_count(first // 12, 'y')} {_count(first % 12, 'm')}"
    return _count(first, unit) if first == last else f"{first} to {_count(last, unit)}"


def _count(number: int, unit: str) -> str:
    return f"{number} {_NAMES[unit]}{'' if number == 1 else 's'}"
