"""Partial dates, as people write them and as the record keeps them: 2014, 2014-02 or 2014-02-17."""

from __future__ import annotations

import re
from calendar import month_name

from records.checking import CodingError

_MONTHS = {name.lower()[:3]: number for number, name in enumerate(month_name) if name}
_FORMS = (
    re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?"),
    re.compile(r"(?:(?P<d>\d{1,2})[/.])?(?P<m>\d{1,2})[/.](?P<y>\d{4})"),
    re.compile(r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<name>[a-z]{3,9})\.?,?\s+(?P<y>\d{4})"),
)
_HOW = "Write a date as 2014, February 2014 or 17 February 2014, never more exact than the report."


def date_from(text: str) -> str:
    """Return the partial date that a person wrote; day before month, as in Britain.

    Raises CodingError, which says how to write it. Whether the day exists is for the record's own
    check.

    >>> date_from("17 February 2014")
    '2014-02-17'
    """
    written = " ".join(text.lower().split())
    for form in _FORMS:
        match = form.fullmatch(written)
        if match is None:
            continue
        parts = match.groupdict()
        if name := parts.get("name"):
            parts["m"] = str(_month(name))
        return "-".join(part.zfill(2) for part in (parts["y"], parts["m"], parts["d"]) if part)
    raise CodingError(_HOW)


def _month(name: str) -> int:
    number = _MONTHS.get(name[:3])
    if number is None or not month_name[number].lower().startswith(name):
        raise CodingError(_HOW)
    return number


def date_in_words(value: str) -> str:
    """Return a partial date in words, as exact as it is.

    >>> date_in_words("2014-02")
    'February 2014'
    """
    year, *rest = value.split("-")
    if not rest:
        return year
    month = f"{month_name[int(rest[0])]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month
