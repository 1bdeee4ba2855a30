"""A record in a few lines: the children, their ages, the harm, agencies and pressure points."""

from __future__ import annotations

from collections import Counter

from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from schemas.codebook import codebook
from schemas.record import Child, PressurePoint, Record

NOTHING = "-"
_MONTHS_A_YEAR = 12
_DAYS_A_MONTH = 30.4375


def record_panel(record: Record) -> Panel:
    """Return what was found in one document."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, text in _lines(record):
        table.add_row(name, Text(text))
    review = record.review
    title = " · ".join(part for part in (record.document, review.label, review.publisher) if part)
    return Panel(table, title=Text(title), title_align="left", subtitle=_SUGGESTED)


_SUGGESTED = "suggested by the machine, verified by nobody"


def _lines(record: Record) -> list[tuple[str, str]]:
    lines = [(child.label or "child", child_line(child)) for child in record.children]
    lines.append(("agencies", agencies_line(record)))
    lines.extend(("pressure point", _point_line(point)) for point in record.pressure_points)
    review = record.review
    dates = [
        f"{what} {when}"
        for what, when in (
            ("incident", review.incident_date),
            ("published", review.publication_date),
        )
        if when
    ]
    lines.append(
        ("review", "; ".join([_label("review", "review_type", review.review_type), *dates]))
    )
    return lines


def child_line(child: Child) -> str:
    """Return age, sex, outcome and harm of a child."""
    parts = [age_of(child), child.sex or "", harm_of(child)]
    return "; ".join(part for part in parts if part and part != NOTHING) or NOTHING


def age_of(child: Child) -> str:
    """Return the age as a reader says it: "2 y 4 months", "7 weeks", "6 months to 9 months"."""
    low, high = child.age_months_min, child.age_months_max
    if low is None:
        return NOTHING
    if high is None or high - low <= 1:
        return _months(low)
    if high - low == _MONTHS_A_YEAR and low % _MONTHS_A_YEAR == 0:
        return f"{low / _MONTHS_A_YEAR:g} years"
    return f"{_months(low)} to {_months(high)}"


def _months(months: float) -> str:
    """Return months as years and months; what is no whole number under a year as weeks or days."""
    days = months * _DAYS_A_MONTH
    if months < _MONTHS_A_YEAR and months % 1:
        weeks = round(days / 7)
        return f"{weeks} weeks" if weeks and abs(days - weeks * 7) < 1 else f"{days:.0f} days"
    years, rest = divmod(months, _MONTHS_A_YEAR)
    parts = [f"{years:g} y"] if years else []
    if rest or not years:
        parts.append(f"{rest:.3g} months")
    return " ".join(parts)


def harm_of(child: Child) -> str:
    """Return the outcome with its category."""
    parts = [
        _label("child", "outcome", child.outcome),
        _label("child", "death_category", child.death_category),
        _label("child", "serious_harm_category", child.serious_harm_category),
    ]
    return ", ".join(part for part in parts if part != NOTHING) or NOTHING


def agencies_line(record: Record) -> str:
    """Return the agencies that were involved."""
    codes = record.agencies.involved
    return ", ".join(_label("agency", "code", code) for code in codes) or NOTHING


def pressure_points_line(record: Record) -> str:
    """Return the pressure points by code, with how often each occurs."""
    counts = Counter(point.code for point in record.pressure_points)
    return (
        ", ".join(
            _label("pressure_point", "code", code) + (f" ({count})" if count > 1 else "")
            for code, count in counts.items()
        )
        or NOTHING
    )


def _point_line(point: PressurePoint) -> str:
    judged = _label("pressure_point", "judged_problem", point.judged_problem)
    label = _label("pressure_point", "code", point.code)
    return f"{label} (page {point.page}; judged a problem: {judged.lower()})"


def _label(group: str, name: str, code: str | None) -> str:
    if code is None:
        return NOTHING
    known = codebook().codes(group, name).get(code)
    return known.label if known else code
