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
_SLACK = 0.02


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
        size = _MONTHS_IN[unit]
        if _is_whole(least / size) and _is_whole(most / size) and most > least:
            return _span(round(least / size), round(most / size) - 1, unit)
        if unit == "m" and least >= 12 and _is_whole(least) and most <= least + 1 + _SLACK:
            return f"{_count(int(least) // 12, 'y')} {_count(round(least) % 12, 'm')}"
    return f"{least:g} to {most:g} months" if most > least else f"{least:g} months"


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < _SLACK


def _span(first: int, last: int, unit: str) -> str:
    if unit == "m" and first == last and first >= 24:
        return f"{_count(first // 12, 'y')} {_count(first % 12, 'm')}"
    return _count(first, unit) if first == last else f"{first} to {_count(last, unit)}"


def _count(number: int, unit: str) -> str:
    return f"{number} {_NAMES[unit]}{'' if number == 1 else 's'}"
