"""Whether a value may stand in the record: against the codebook, and against the page.

What people enter is checked here; so is what the machine suggests before it can be accepted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from records.models import Report
from records.paths import (
    CODE_ONLY,
    KEYED_BY_CODE,
    ItemPlace,
    VariablePlace,
    place_of,
)
from schemas.codebook import Kind, Variable, codebook
from schemas.evidence import Evidence
from schemas.finding import FindingValue
from schemas.record import PARTIAL_DATE
from schemas.status import ValueStatus

LONGEST_TEXT = 10_000
YOUNGEST_MONTHS = -10
OLDEST_MONTHS = 25 * 12
"""From before birth to care leavers of 24, the widest that reviews of children reach."""

_STATUSES_OF_ITEMS = {ValueStatus.STATED, ValueStatus.UNSURE}


class CodingError(ValueError):
    """A value, a status or its evidence cannot stand. The message says why, to the person."""


class EvidenceError(CodingError):
    """Words do not stand on the page where the evidence says."""


def page_texts(report: Report, numbers: Iterable[int] | None = None) -> dict[int, str]:
    """Return the canonical text of each page of a report, or of the pages that are named."""
    pages = report.pages.all()
    if numbers is not None:
        pages = pages.filter(number__in=list(numbers))
    return dict(pages.values_list("number", "text"))


def check_evidence(texts: Mapping[int, str], evidence: Iterable[Evidence]) -> None:
    """Check that the words of each evidence stand on its page, at its place.

    Raises EvidenceError where they do not.
    """
    for words in evidence:
        if words.page not in texts:
            raise EvidenceError(f"The report has no page {words.page}.")
        if texts[words.page][words.start : words.end] != words.quote:
            raise EvidenceError(
                f"The words given do not stand on page {words.page} at {words.start} to "
                f"{words.end}. Select them on the page again."
            )


def check_value(path: str, value: FindingValue, status: ValueStatus) -> None:
    """Check a value and what the report is said to say of it against the codebook.

    Raises CodingError, or PathError where the path leads nowhere.
    """
    place = place_of(path)
    if isinstance(place, VariablePlace):
        _check_variable(place.variable, value, status)
    elif isinstance(place, ItemPlace):
        _check_item(place, value, status)
    elif value is not None or status not in _STATUSES_OF_ITEMS:
        raise CodingError("A child is added or rejected as a whole; its variables hold values.")


def check_about(value: FindingValue, evidence: Iterable[Evidence]) -> None:
    """Check that evidence which names the code it supports names one of the value's codes.

    Raises EvidenceError where it does not. Only a value of several codes is checked.
    """
    for words in evidence:
        if isinstance(value, list) and words.about is not None and words.about not in value:
            raise EvidenceError(f"The words support {words.about!r}, which is not in the value.")


def _check_variable(variable: Variable, value: FindingValue, status: ValueStatus) -> None:
    if status is ValueStatus.STATED and value is None:
        raise CodingError(f"{variable.label}: what does the report state? Give the value.")
    if status in {ValueStatus.STATED, ValueStatus.UNSURE}:
        if value is not None:
            _check_kind(variable, value)
    elif value is not None:
        said = status.value.replace("_", " ")
        raise CodingError(f"{variable.label}: what is {said} has no value. Leave the value out.")


def _check_item(place: ItemPlace, value: FindingValue, status: ValueStatus) -> None:
    may_be_absent = place.list_name == "family_factors"
    if status not in _STATUSES_OF_ITEMS and not (
        may_be_absent and status is ValueStatus.STATED_ABSENT
    ):
        raise CodingError(
            f"An item of {place.list_name} is in the report or it is not: reject it instead."
        )
    if place.list_name in CODE_ONLY:
        _check_kind(codebook().variable(place.group, "code"), value)
        code = value
    else:
        code = _check_fields(place, value)
    if place.list_name in KEYED_BY_CODE and code != place.key:
        raise CodingError(f"{place.key} cannot become {code}: reject it and add the other.")


def _check_fields(place: ItemPlace, value: FindingValue) -> FindingValue:
    """Check each field of an item; return its code, None for a list that has none."""
    if not isinstance(value, dict):
        raise CodingError(f"An item of {place.list_name} is given by its fields.")
    variables = {variable.name: variable for variable in codebook().group(place.group)}
    unknown = value.keys() - variables.keys()
    if unknown:
        raise CodingError(f"{place.list_name} have no field {', '.join(sorted(unknown))}.")
    for name, variable in variables.items():
        field = value.get(name)
        if field is not None:
            _check_kind(variable, field)
        elif not variable.optional:
            raise CodingError(f"{variable.label} is missing.")
    code: FindingValue = value.get("code")
    return code


def _check_kind(variable: Variable, value: FindingValue) -> None:
    problem = _CHECKS[variable.kind](variable, value)
    if problem:
        raise CodingError(f"{variable.label}: {problem}")


def _code_problem(variable: Variable, value: FindingValue) -> str:
    codes = codebook().codes(variable.group, variable.name)
    return (
        "" if isinstance(value, str) and value in codes else f"{value!r} is not one of its codes."
    )


def _codes_problem(variable: Variable, value: FindingValue) -> str:
    if not isinstance(value, list) or not value:
        return "give one code or more."
    if len(set(map(str, value))) < len(value):
        return "a code is given twice."
    return next(filter(None, (_code_problem(variable, code) for code in value)), "")


def _text_problem(_: Variable, value: FindingValue) -> str:
    if not isinstance(value, str) or not value.strip():
        return "give some text."
    if "\0" in value:
        return "the text holds a character that cannot be kept."
    return "" if len(value) <= LONGEST_TEXT else f"the text is longer than {LONGEST_TEXT} letters."


def _date_problem(_: Variable, value: FindingValue) -> str:
    if not isinstance(value, str) or not re.fullmatch(PARTIAL_DATE, value):
        return "write a date as 2014, 2014-02 or 2014-02-17."
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    try:
        date(year, month, day)
    except ValueError:
        return f"there is no {value} in the calendar."
    return ""


def _boolean_problem(_: Variable, value: FindingValue) -> str:
    return "" if isinstance(value, bool) else "answer yes or no."


def _age_problem(variable: Variable, value: FindingValue) -> str:
    if not isinstance(value, dict) or value.keys() - {
        "months",
        "months_min",
        "months_max",
        "basis",
    }:
        return "give months, months_min, months_max and basis."
    ages = [
        months
        for name in ("months_min", "months", "months_max")
        if (months := _number(value.get(name))) is not None
    ]
    if len(ages) < 3:
        return "give the age in months, with the least and the most that the report allows."
    if not YOUNGEST_MONTHS <= ages[0] <= ages[1] <= ages[2] <= OLDEST_MONTHS:
        return (
            "the age must lie between its least and its most, "
            f"and within {YOUNGEST_MONTHS} to {OLDEST_MONTHS} months."
        )
    basis = value.get("basis")
    return "" if basis is None else _code_problem(variable, basis)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


_CHECKS: dict[Kind, Callable[[Variable, FindingValue], str]] = {
    "code": _code_problem,
    "codes": _codes_problem,
    "text": _text_problem,
    "partial_date": _date_problem,
    "boolean": _boolean_problem,
    "age": _age_problem,
}
"""For each kind of variable what is wrong with a value, "" where nothing is."""
