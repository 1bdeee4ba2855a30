"""Whether an event is of the subject child's own case, or of a sibling's or a parent's."""

from __future__ import annotations

import re

from extractors.reading import Reading, Role, Sentence

_KIN = re.compile(
    r"\b(?:(?:half|step|older|elder|younger|eldest|youngest)[- ])*"
    r"(?:sib(?:ling)?s?|brother|sister|half-(?:brother|sister|sibling)|cousin|nephew|niece)\b",
    re.IGNORECASE,
)
_PARENT = re.compile(
    r"^\W*(?:the )?(?:mother|father|mum|dad|stepfather|mother[\u2019']s partner|adult \d|(?:mr|ms|mrs) \w+)\b"
    r"(?:[\u2019']s)? (?:was|were|came|went|had been|left|spent|lived|entered|own)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:both|all (?:three|four|five|of)|the (?:children|twins|girls|boys|siblings|family)"
    r"|they|their|(?:he|she) and (?:his|her)|and (?:his|her|their) (?:\w+ )?(?:brother|sister|sibling)s?)\b",
    re.IGNORECASE,
)
_OTHERS = frozenset({Role.SIBLING, Role.OTHER_CHILD})
_ADULTS = frozenset({Role.MOTHER, Role.FATHER, Role.PARTNER, Role.OTHER_RELATIVE})


def is_of_the_subject(reading: Reading, sentence: Sentence, start: int) -> bool:
    """Whether what a sentence tells at `start` is of the subject child.

    Args:
        reading: The report.
        sentence: The sentence.
        start: Offset in the sentence of the words that tell of the event.
    """
    text = sentence.text
    if _names(reading, text, frozenset({Role.SUBJECT})) or _TOGETHER.search(text):
        return True
    before = text[:start]
    if _KIN.search(before) or _names(reading, before, _OTHERS):
        return False
    opening = text[:40]
    adult = _PARENT.search(text) or (
        _names(reading, opening, _ADULTS)
        and re.search(r"\b(?:was|came|went|had been|left|lived) (?:\w+ ){0,4}", opening)
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
