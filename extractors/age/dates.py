"""Ages computed from a birth and a death: "born in spring 2016 and died in autumn 2016"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.age.mention import AgeKind, AgeMention

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_PARTS = {
    "spring": (2, 5),
    "summer": (5, 8),
    "autumn": (8, 11),
    "winter": (10, 14),
    "early": (0, 4),
    "mid": (4, 8),
    "late": (8, 12),
}
_MONTH = "|".join(_MONTHS)
_PART = "|".join(_PARTS)


def _date(which: str) -> str:
    """Return the pattern of a date, the names of its groups ending in `which`."""
    return (
        r"(?:in |on |at )?(?:the )?(?:"
        rf"(?P<day{which}>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month{which}>{_MONTH}),?"
        rf" (?P<year{which}>(?:19|20)\d\d)"
        rf"|(?P<d{which}>\d{{1,2}})[./](?P<m{which}>\d{{1,2}})[./]"
        rf"(?P<y{which}>(?:19|20)?\d\d)"
        rf"|(?P<name{which}>{_MONTH}) (?P<nyear{which}>(?:19|20)\d\d)"
        rf"|(?P<part{which}>{_PART})-?(?: in| of)?,? (?P<pyear{which}>(?:19|20)\d\d)"
        rf"|(?P<that{which}>(?:before |at )?(?:the )?end of (?:that|the same) year)"
        r")"
    )


_BORN_AND_DIED = re.compile(
    rf"(?:\bborn|\bd\.?o\.?b\.?:?|\bdate of birth:?)\s{_date('_born')}"
    r"[\s,;.)\u2013-]{1,3}(?:and |then |but |(?:he|she) )?"
    r"(?:(?:was |were )?(?:died|killed|stabbed|shot|murdered)|d\.?o\.?d\.?:?|date of death:?)\s"
    rf"{_date('_died')}",
    re.IGNORECASE,
)


def computed_ages(text: str) -> Iterator[AgeMention]:
    """Yield the ages that follow from a birth and a death told together."""
    for match in _BORN_AND_DIED.finditer(text):
        born = _months(match, "_born", None)
        died = _months(match, "_died", born)
        if born is None or died is None or died[1] < born[0]:
            continue
        low, high = max(0.0, died[0] - born[1]), died[1] - born[0]
        if born[0] == born[1] and died[0] == died[1]:
            low, high = float(int(low)), float(int(low)) + 1
        yield AgeMention(match.start(), match.end(), low, high, AgeKind.COMPUTED, match.start())


def _months(
    match: re.Match[str], which: str, birth: tuple[float, float] | None
) -> tuple[float, float] | None:
    """Return a date as a range of months since year 0; a full date is a single point."""

    def part(name: str) -> str:
        return (match[name + which] or "").lower()

    if part("day"):
        return _point(part("year"), _MONTHS.index(part("month")), int(part("day")))
    if part("d") and 1 <= int(part("m")) <= len(_MONTHS):
        return _point(part("y"), int(part("m")) - 1, int(part("d")))
    if part("name"):
        low = int(part("nyear")) * 12.0 + _MONTHS.index(part("name"))
        return low, low + 1
    if part("part"):
        year = int(part("pyear")) * 12.0
        first, last = _PARTS[part("part")]
        return year + first, year + last
    if part("that") and birth:
        end = (birth[0] // 12) * 12 + 12
        return end, end
    return None


def _point(year: str, month: int, day: int) -> tuple[float, float]:
    full = int(year) + (2000 if len(year) == 2 else 0)
    point = full * 12 + month + (day - 1) / 31
    return point, point
