"""The particulars of an event: which agency decided, when, from which level to which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.agencies.lexicon import Form, mentions_in
from extractors.review.dates import find_dates

_MONTH = re.compile(
    r"\b(?:in|on|at|by) "
    r"(?:(?:early|late|the (?:end|beginning|middle) of|\d{1,2}(?:st|nd|rd|th)?) )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|the (?:spring|summer|autumn|winter))\b"
)
_TO = re.compile(r"\b(?:to|into|became|as)\b")


@dataclass(frozen=True)
class _Words:
    levels: dict[str, re.Pattern[str]]
    left: dict[str, str]
    steps: frozenset[str]


@cache
def _words() -> _Words:
    text = files("extractors.pressure_points").joinpath("details.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return _Words(
        {code: re.compile(pattern, re.IGNORECASE) for code, pattern in data["levels"].items()},
        data["from"],
        frozenset(data["steps"]),
    )


def details_of(text: str, start: int, code: str) -> dict[str, str]:
    """Return the particulars that the sentence of an event makes clear, under their field names.

    Args:
        text: The sentence.
        start: Offset in it of the words that tell of the event.
        code: The code of the event.
    """
    found: dict[str, str] = {}
    if agency := _agency(text, start):
        found["agency"] = agency
    if dates := find_dates(text):
        found["when"] = min(dates, key=lambda date: abs(date.start - start)).value
    elif month := _MONTH.search(text):
        found["when"] = month[0].split(" ", 1)[1]
    if code in _words().steps:
        found.update(_levels(text, code))
    return found


def _agency(text: str, start: int) -> str | None:
    """Return the agency that acts: the last one named before the event in its sentence."""
    before = [
        mention
        for mention in mentions_in(text)
        if mention.end <= start + 1 and mention.form in {Form.NAME, Form.PERSON}
    ]
    return before[-1].code if before else None


def _levels(text: str, code: str) -> dict[str, str]:
    words = _words()
    places = sorted(
        (match.start(), level)
        for level, pattern in words.levels.items()
        if (match := pattern.search(text))
    )
    levels = [level for _, level in places]
    found = {"from_level": words.left[code]} if code in words.left else {}
    if len(levels) >= 2 and _TO.search(text, places[0][0]):
        found["from_level"], found["to_level"] = levels[0], levels[-1]
    elif code == "step_down" and len(levels) == 1 and levels[0] in {"early_help", "universal"}:
        found["to_level"] = levels[0]
    return found
