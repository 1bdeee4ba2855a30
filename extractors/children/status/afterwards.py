"""Which sentences tell of what came after the incident: by words, heading, or dates.

After a death a report goes on: siblings are taken into care, plans are made for them. None of it
is a service that the child had at the incident, or had ever had.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.reading import Reading, Sentence
from extractors.review.dates import find_dates
from extractors.review.incidents import incident_of
from schemas.document import SectionKind

_BEFORE_BIRTH = 7  # months
_BACK = 12  # sentences to look back for the date that one without a date rests on
_SURE_OF_DATE = 0.6
_FIGURE = re.compile(r"\d")  # which every date holds
_IN_ORDER = frozenset({SectionKind.NARRATIVE, SectionKind.SUMMARY, SectionKind.OTHER})


class _Words(NamedTuple):
    words: re.Pattern[str]
    titles: re.Pattern[str]
    looks_back: re.Pattern[str]


def is_afterwards(reading: Reading, sentence: Sentence, tied: bool) -> bool:
    """Whether a sentence tells of what came after the incident.

    Args:
        reading: The report.
        sentence: One of its sentences.
        tied: Whether its words tie it to the time of the incident, whatever stands around it.
    """
    known = _words()
    if known.words.search(sentence.text):
        return True
    if tied:
        return False
    own = _is_later(reading, sentence)
    if own is not None:
        return own
    if known.looks_back.search(sentence.text):
        return False
    return bool(known.titles.search(sentence.title)) or _rests_on_later(reading, sentence)


def is_before_birth(reading: Reading, sentence: Sentence, age: float | None) -> bool:
    """Whether a sentence tells of a time long before a child of an age at the incident was born.

    What befell the family then befell older children. Plans are made some months before a birth.
    """
    incident = reading.once(_incident)
    if age is None or incident is None or len(incident) < len("2010-09"):
        return False
    month = int(incident[:4]) * 12 + int(incident[5:7]) - 1 - int(age) - _BEFORE_BIRTH
    born = f"{month // 12}-{month % 12 + 1:02}"
    dates = _dates(sentence) or _dates_before(reading, sentence)
    return bool(dates) and all(_is_after(born, date) for date in dates)


def is_of_the_day(reading: Reading, sentence: Sentence, tied: bool) -> bool:
    """Whether a sentence tells of the day of the incident: what changes then follows from it."""
    incident = reading.once(_incident)
    if tied or incident is None or len(incident) < len("2010-09-01"):
        return False
    if _words().looks_back.search(sentence.text):
        return False
    return incident in (_dates(sentence) or _dates_before(reading, sentence))


def _rests_on_later(reading: Reading, sentence: Sentence) -> bool:
    """Whether the last dates told before a sentence without one lie after the incident."""
    incident = reading.once(_incident)
    dates = _dates_before(reading, sentence)
    return bool(incident and dates) and all(_is_after(date, incident or "") for date in dates)


def _dates_before(reading: Reading, sentence: Sentence) -> list[str]:
    """Return the last dates told before a sentence under its heading, where a story is told."""
    if sentence.section not in _IN_ORDER:
        return []
    number = reading.sentence_number(sentence.start)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        if earlier.title != sentence.title:
            return []
        dates = _dates(earlier)
        if dates:
            return dates
    return []


def _is_later(reading: Reading, sentence: Sentence) -> bool | None:
    """Whether all dates of a sentence lie after the incident; None where it has none."""
    incident = reading.once(_incident)
    dates = _dates(sentence)
    if incident is None or not dates:
        return None
    return all(_is_after(date, incident) for date in dates)


def _dates(sentence: Sentence) -> list[str]:
    if not _FIGURE.search(sentence.text):
        return []
    return [date.value for date in find_dates(sentence.text)]


def _is_after(date: str, incident: str) -> bool:
    """Whether a date, as precisely as both are known, lies after that of the incident.

    >>> _is_after("2013-06", "2013-05-04"), _is_after("2013", "2013-05-04")
    (True, False)
    """
    length = min(len(date), len(incident))
    return date[:length] > incident[:length]


def _incident(reading: Reading) -> str | None:
    """Return the date of the incident where it is sure enough to tell what came later."""
    incident = incident_of(reading, None)
    return incident.value if incident and incident.confidence >= _SURE_OF_DATE else None


@cache
def _words() -> _Words:
    path = files("extractors.children.status").joinpath("afterwards.yaml")
    data = yaml.safe_load(path.read_text("utf-8"))
    return _Words(
        re.compile("|".join(data["words"]), re.IGNORECASE),
        re.compile(data["titles"], re.IGNORECASE),
        re.compile(data["looks_back"], re.IGNORECASE),
    )
