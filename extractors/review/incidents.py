"""When the child died or was harmed: not the trial, not publication, not the decision to review.

Every date that stands beside words of death or harm is a vote for its month; the fullest writing of
the month that wins is the value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading import Reading, Sentence
from extractors.review.dates import PartialDate, find_dates, find_days
from schemas.document import SectionKind
from schemas.evidence import Evidence

_SECTION_WEIGHT = {
    SectionKind.COVER: 1.2,
    SectionKind.INTRODUCTION: 1.3,
    SectionKind.SUMMARY: 1.3,
    SectionKind.OTHER: 1.0,
    SectionKind.FAMILY: 0.9,
    SectionKind.NARRATIVE: 0.8,
    SectionKind.PROCESS: 0.5,
    SectionKind.TERMS_OF_REFERENCE: 0.6,
    SectionKind.ADDENDUM: 0.4,
}
_DEFAULT_WEIGHT = 0.3
_OPENING = 1.5  # more for the first sentences, where a review says why it was held
_OPENING_SENTENCES = 25
_LEAST = 0.8
_STRONG = 0.7  # share of the strongest vote that a fuller writing of the date must have
_DATE = "DATE"
_NEAR_BEFORE = 45  # characters
_NEAR_AFTER = 28


@dataclass(frozen=True)
class Incident:
    """The date of the incident with the words that give it."""

    value: str
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True)
class _Vote:
    date: PartialDate
    weight: float
    start: int
    end: int


@dataclass(frozen=True)
class _Group:
    pattern: re.Pattern[str]
    weight: float
    near: bool


@cache
def _words() -> dict[str, _Group]:
    data = yaml.safe_load(files("extractors.review").joinpath("incidents.yaml").read_text("utf-8"))
    return {
        name: _Group(
            re.compile("|".join(f"(?:{p})" for p in group["patterns"]), re.IGNORECASE),
            group["weight"],
            group.get("near", False),
        )
        for name, group in data.items()
    }


def incident_of(reading: Reading, published: str | None) -> Incident | None:
    """Return the date of the death or harm that led to the review.

    Args:
        reading: The report.
        published: Date of publication, before which the incident lies.
    """
    votes = [vote for vote in _votes(reading) if _before(vote.date, published)]
    months: defaultdict[str, float] = defaultdict(float)
    for vote in votes:
        months[vote.date.month] += vote.weight
    if not months:
        return None
    for month in months:
        # A year alone supports each of its months a little.
        if len(month) == 7:
            months[month] += 0.3 * months.get(month[:4], 0.0)
    best = max(months, key=lambda month: (months[month], len(month)))
    if months[best] < _LEAST:
        return None
    strong = _STRONG * max(vote.weight for vote in votes if vote.date.month == best)
    chosen = max(
        (vote for vote in votes if vote.date.month == best and vote.weight > 0),
        key=lambda vote: (len(vote.date.value) if vote.weight >= strong else 0, vote.weight),
    )
    second = max((score for month, score in months.items() if month[:4] != best), default=0.0)
    confidence = min(0.93, 0.55 + 0.4 * (months[best] - second) / max(months[best], 1.0))
    value = chosen.date.value
    evidence = reading.evidence(chosen.start, chosen.end)
    if len(value) == 7 and (day := _day_of(reading, value)):
        value, extra = day
        evidence += extra
    return Incident(value, evidence, max(0.3, confidence))


def _before(date: PartialDate, published: str | None) -> bool:
    if published is None:
        return True
    length = min(len(date.value), len(published), 7)
    if length == 7:
        return date.month < published[:7]
    return date.value[:length] <= published[:length]


def _votes(reading: Reading) -> Iterator[_Vote]:
    for number, sentence in enumerate(reading.sentences):
        if sentence.section in {SectionKind.RECOMMENDATIONS, SectionKind.BACK_MATTER}:
            continue
        if not any(character.isdigit() for character in sentence.text):
            continue
        dates = find_dates(sentence.text)
        for date in dates:
            weight = _weight(_clause(sentence, date, dates))
            if weight <= 0:
                continue
            weight *= _SECTION_WEIGHT.get(sentence.section, _DEFAULT_WEIGHT)
            if number < _OPENING_SENTENCES:
                weight *= _OPENING
            if len(date.value) == 4:
                weight *= 0.6
            yield _Vote(date, weight, sentence.start, sentence.end)


def _weight(clause: str) -> float:
    """Return how strongly a clause ties its date to the death or harm."""
    at = clause.index(_DATE)
    near = clause[max(0, at - _NEAR_BEFORE) : at + len(_DATE) + _NEAR_AFTER]
    return sum(
        group.weight
        for group in _words().values()
        if group.pattern.search(near if group.near else clause)
    )


def _clause(sentence: Sentence, date: PartialDate, dates: list[PartialDate]) -> str:
    """Return the clause that a date stands in, the date itself written as DATE.

    In a table, whose cells run on, the clause ends where the next date begins.
    """
    text = sentence.text
    start = max((text.rfind(mark, 0, date.start) for mark in (";", ". ")), default=-1) + 1
    stops = [at for mark in (";", ". ") if (at := text.find(mark, date.end)) >= 0]
    end = min(stops, default=len(text))
    if sentence.in_table:
        start = max([start, *(other.end for other in dates if other.end <= date.start)])
        end = min([end, *(other.start for other in dates if other.start >= date.end)])
    return f"{text[start : date.start]}{_DATE}{text[date.end : end]}"


def _day_of(reading: Reading, month: str) -> tuple[str, tuple[Evidence, ...]] | None:
    """Return the full date where the report gives the day of the incident without its year."""
    event = _words()["day"].pattern
    for sentence in reading.sentences:
        if sentence.section in {SectionKind.RECOMMENDATIONS, SectionKind.BACK_MATTER}:
            continue
        for start, end, day in find_days(sentence.text):
            before = re.split(r"[,;:]", sentence.text[max(0, start - 60) : start])[-1]
            near = before + re.split(r"[,;:]", sentence.text[end : end + 30])[0]
            if day[:2] == month[5:] and event.search(near):
                at = sentence.start
                return f"{month}-{day[3:]}", reading.evidence(at + start, at + end)
    return None
