"""Whether an event is of the subject child's own case, or of a sibling's or a parent's."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading import Reading, Role, Sentence

_OPENING = 40  # characters in which the subject of a sentence stands
_OTHERS = frozenset({Role.SIBLING, Role.OTHER_CHILD})
_ADULTS = frozenset({Role.MOTHER, Role.FATHER, Role.PARTNER, Role.OTHER_RELATIVE})


@cache
def _words() -> dict[str, re.Pattern[str]]:
    text = files("extractors.pressure_points").joinpath("whose.yaml").read_text("utf-8")
    return {name: re.compile(p, re.IGNORECASE) for name, p in yaml.safe_load(text).items()}


def is_of_the_subject(reading: Reading, sentence: Sentence, start: int) -> bool:
    """Whether what a sentence tells at `start` is of the subject child.

    Args:
        reading: The report.
        sentence: The sentence.
        start: Offset in the sentence of the words that tell of the event.
    """
    text = sentence.text
    words = _words()
    if _names(reading, text, frozenset({Role.SUBJECT})) or words["together"].search(text):
        return True
    before = text[:start]
    if words["kin"].search(before) or _names(reading, before, _OTHERS):
        return False
    opening = text[:_OPENING]
    adult = words["adult_opens"].search(text) or (
        _names(reading, opening, _ADULTS) and words["own_history"].search(opening)
    )
    return not adult


def _names(reading: Reading, text: str, roles: frozenset[Role]) -> bool:
    """Whether a text names a person of one of these roles."""
    return any(
        re.search(rf"\b{re.escape(name)}\b", text)
        for person in reading.people
        if person.role in roles
        for name in (person.label, *person.aliases)
        if name[:1].isupper()
    )
