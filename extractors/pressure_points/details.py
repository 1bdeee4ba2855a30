"""The particulars of an event: which agency decided, when, from which level to which."""

from __future__ import annotations

import re

from extractors.agencies.lexicon import Form, mentions_in
from extractors.reading import Reading, Sentence
from extractors.review.dates import find_dates

_LEVELS = {
    "child_protection_plan": r"(?:child )?protection plan|CP plan|the register|child protection\b",
    "child_in_need": r"child(?:ren)? in need|section 17|\bCIN\b",
    "early_help": r"early help|\bCAF\b|\bTAF\b|children[\u2019']s centre|family support",
    "universal": r"universal",
    "looked_after": r"looked after|care order|section 20|\bin care\b|foster",
    "special_guardianship": r"special guardian|\bSGO\b",
    "section_47": r"section 47|\bs\.?47\b",
    "care_leaver": r"care leaver|leaving care",
}
_LEVEL = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in _LEVELS.items()}
_FROM = {"cp_plan_ended": "child_protection_plan", "discharge_from_care": "looked_after"}
_STEPS = frozenset({"step_down", "cp_plan_ended", "discharge_from_care", "special_guardianship_or_kinship"})
_MONTH = re.compile(
    r"\b(?:in|on|at|by) (?:(?:early|late|the (?:end|beginning|middle) of|\d{1,2}(?:st|nd|rd|th)?) )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|the (?:spring|summer|autumn|winter))\b"
)
_TO = re.compile(r"\b(?:to|into|became|as)\b")


def details_of(reading: Reading, sentence: Sentence, start: int, code: str) -> dict[str, str]:
    """Return the particulars that the sentence of an event makes clear, under their field names.

    Args:
        reading: The report.
        sentence: The sentence.
        start: Offset in the sentence of the words that tell of the event.
        code: The code of the event.
    """
    found: dict[str, str] = {}
    text = sentence.text
    if agency := _agency(text, start):
        found["agency"] = agency
    dates = find_dates(text)
    if dates:
        found["when"] = min(dates, key=lambda date: abs(date.start - start)).value
    elif month := _MONTH.search(text):
        found["when"] = month[0].split(" ", 1)[1]
    if code in _STEPS:
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
    places = sorted(
        (match.start(), level)
        for level, pattern in _LEVEL.items()
        if (match := pattern.search(text))
    )
    levels = [level for _, level in places]
    found = {"from_level": _FROM[code]} if code in _FROM else {}
    if len(levels) >= 2 and _TO.search(text, places[0][0]):
        found["from_level"], found["to_level"] = levels[0], levels[-1]
    elif code == "step_down" and len(levels) == 1 and levels[0] in {"early_help", "universal"}:
        found["to_level"] = levels[0]
    return found
