"""When the child died or was harmed: not the trial, not publication, not the decision to review.

Every date that stands beside words of death or harm is a vote for its month; the fullest writing of
the month that wins is the value.
"""

from __future__ import annotations

import re
from calendar import month_abbr
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.reading import Reading, Sentence
from extractors.review.dates import PartialDate, dates_of, find_days
from extractors.review.incident_words import bearing_of, groups
from extractors.review.relative_dates import relative_dates, relative_forms
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
_MOST_PAGES = 3  # on which a date is shown
_LEAST = 0.5
_UNTIED = 0.35  # confidence in a date that no word ties to the harm
_FULL_REPORT = 30  # sentences, from which a text is too long to be silent on its incident
_END_OF_PERIOD = 0.9
_ABOUT_THE_REVIEW = {
    SectionKind.COVER,
    SectionKind.INTRODUCTION,
    SectionKind.PROCESS,
    SectionKind.TERMS_OF_REFERENCE,
    SectionKind.PANEL,
    SectionKind.SUMMARY,
    SectionKind.OTHER,
}
_TELLS = {SectionKind.COVER, SectionKind.INTRODUCTION, SectionKind.SUMMARY, SectionKind.OTHER}
_OF_ANOTHER_EVENT = {"trial", "review", "period_begins", "birth", "other_person"}
_BARE = 0.4  # a date of the opening that nothing ties to another event
_STRONG = 0.7  # share of the strongest vote that a fuller writing of the date must have
_STRONG_ALONE = 1.5  # votes that make a fuller writing of the date stand whatever the others have
_YEAR = 4  # characters of YYYY
_YEAR_ALONE = 0.6  # what a vote for a year alone is worth
# Reviews are published one to three years after the incident, seldom later: what a vote is worth
# by the months up to publication.
_WORTH_BY_AGE = ((3, 0.6), (20, 1.3), (30, 1.0), (42, 0.8), (64, 0.4))
_WORTH_OF_OLD = 0.2
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


def incident_of(reading: Reading, published: str | None) -> Incident | None:
    """Return the date of the death or harm that led to the review.

    Args:
        reading: The report.
        published: Date of publication, before which the incident lies.
    """
    votes = [vote for vote in reading.once(_all_votes) if _before(vote.date, published)]
    latest = published or max((vote.date.value for vote in votes), default="")
    votes = [replace(vote, weight=vote.weight * _worth(vote.date, latest)) for vote in votes]
    months: defaultdict[str, float] = defaultdict(float)
    for vote in votes:
        months[vote.date.month] += vote.weight
    if not months:
        return None
    for month in months:
        # A year alone supports each of its months a little.
        if len(month) == 7:
            months[month] += 0.3 * months.get(month[:4], 0.0)
    best = max(months, key=lambda month: (round(months[month], 1), len(month), month))
    if months[best] < _LEAST:
        full = len(reading.sentences) >= _FULL_REPORT
        return _told_last(reading, votes) if full else None
    chosen = _fullest([vote for vote in votes if vote.date.month == best])
    second = max((score for month, score in months.items() if month[:4] != best), default=0.0)
    confidence = min(0.93, 0.55 + 0.4 * (months[best] - second) / max(months[best], 1.0))
    value = chosen.date.value
    evidence = _shown(reading, chosen, [vote for vote in votes if vote.date.month == best])
    if len(value) == 7 and (day := _day_of(reading, value)):
        value, extra = day
        evidence += extra
    return Incident(value, evidence, max(0.3, confidence))


def _told_last(reading: Reading, votes: list[_Vote]) -> Incident | None:
    """Return the latest date of the opening: what a review is held for ends what it tells of."""
    bare = [vote for vote in votes if len(vote.date.value) > _YEAR] or votes
    chosen = max(bare, key=lambda vote: (vote.date.month, len(vote.date.value), -vote.start))
    return Incident(chosen.date.value, reading.evidence(chosen.start, chosen.end), _UNTIED)


def _shown(reading: Reading, chosen: _Vote, votes: list[_Vote]) -> tuple[Evidence, ...]:
    """Return the words of a vote, and of the strongest others on pages of their own."""
    evidence = list(reading.evidence(chosen.start, chosen.end))
    pages = {words.page for words in evidence}
    for vote in sorted(votes, key=lambda vote: -vote.weight):
        words = reading.evidence(vote.start, vote.end)
        if len(pages) < _MOST_PAGES and pages.isdisjoint(each.page for each in words):
            evidence += words
            pages.update(each.page for each in words)
    return tuple(evidence)


def _worth(date: PartialDate, published: str) -> float:
    """Return what a vote is worth by how long before publication its date lies."""
    months = _months(published) - _months(date.value)
    return next((worth for most, worth in _WORTH_BY_AGE if months <= most), _WORTH_OF_OLD)


def _months(value: str) -> int:
    """Return a partial date as a count of months; a year alone counts by its middle."""
    month = int(value[5:7]) if len(value) > _YEAR else 6
    return int(value[:_YEAR]) * 12 + month


def _fullest(votes: list[_Vote]) -> _Vote:
    """Return the vote with the fullest date of a month, of several days the one best borne out."""
    strong = _STRONG * max(vote.weight for vote in votes)
    totals: defaultdict[str, float] = defaultdict(float)
    for vote in votes:
        totals[vote.date.value] += vote.weight
    return max(
        votes,
        key=lambda vote: (
            len(vote.date.value) if totals[vote.date.value] >= min(strong, _STRONG_ALONE) else 0,
            totals[vote.date.value],
            vote.weight,
        ),
    )


def _before(date: PartialDate, published: str | None) -> bool:
    if published is None:
        return True
    length = min(len(date.value), len(published), 7)
    if length == 7:
        return date.month < published[:7]
    return date.value[:length] <= published[:length]


def _all_votes(reading: Reading) -> tuple[_Vote, ...]:
    return tuple(_votes(reading))


def _votes(reading: Reading) -> Iterator[_Vote]:
    for number, sentence, written, given in _dated(reading):
        dates = sorted([*written, *given], key=lambda date: date.start)
        for date in dates:
            clause, near = _clause(sentence, date, dates)
            weight, groups_met = bearing_of(reading, sentence, clause, near)
            weight *= _SECTION_WEIGHT.get(sentence.section, _DEFAULT_WEIGHT)
            if number < _OPENING_SENTENCES:
                weight *= _OPENING
            if len(date.value) == _YEAR:
                weight *= _YEAR_ALONE
            if weight > 0:
                yield _Vote(date, weight, sentence.start, sentence.end)
            elif (
                date in written
                and len(date.value) > _YEAR
                and sentence.section in _ABOUT_THE_REVIEW
                and "period_ends" in groups_met
            ):
                yield _Vote(date, _END_OF_PERIOD, sentence.start, sentence.end)
            elif (
                number < _OPENING_SENTENCES
                and sentence.section in _TELLS
                and _OF_ANOTHER_EVENT.isdisjoint(groups_met)
            ):
                yield _Vote(date, _BARE, sentence.start, sentence.end)


def _dated(
    reading: Reading,
) -> Iterator[tuple[int, Sentence, list[PartialDate], list[PartialDate]]]:
    """Yield each sentence with its number, the dates written in it, and those it rests on others.

    "Eight days later" rests on the last date of the same paragraph.
    """
    dates = dates_of(reading)
    relative = relative_forms(reading)
    last: PartialDate | None = None
    block = -1
    for number, sentence in enumerate(reading.sentences):
        if sentence.block != block:
            block, last = sentence.block, None
        if sentence.section in {SectionKind.RECOMMENDATIONS, SectionKind.BACK_MATTER}:
            continue
        written = dates.get(sentence.start, [])
        given: list[PartialDate] = []
        if (rules := relative.get(sentence.start)) and (written or last is not None):
            given = list(relative_dates(sentence.text, written, last, rules))
        if written or given:
            yield number, sentence, written, given
        if written:
            last = written[-1]


def _clause(sentence: Sentence, date: PartialDate, dates: list[PartialDate]) -> tuple[str, str]:
    """Return the clause that a date stands in and its nearest words, the date written as DATE.

    In a table, whose cells run on, the clause ends where the next date begins.
    """
    text = sentence.text
    start = max((text.rfind(mark, 0, date.start) for mark in (";", ". ")), default=-1) + 1
    stops = [at for mark in (";", ". ") if (at := text.find(mark, date.end)) >= 0]
    end = min(stops, default=len(text))
    after = max([start, *(other.end for other in dates if other.end <= date.start)])
    before = min([end, *(other.start for other in dates if other.start >= date.end)])
    near = (
        f"{text[max(after, date.start - _NEAR_BEFORE) : date.start]}{_DATE}"
        f"{text[date.end : min(before, date.end + _NEAR_AFTER)]}"
    )
    if sentence.in_table:
        start, end = after, before
    return f"{text[start : date.start]}{_DATE}{text[date.end : end]}", near


def _day_of(reading: Reading, month: str) -> tuple[str, tuple[Evidence, ...]] | None:
    """Return the full date where the report gives the day of the incident without its year."""
    event = groups()["day"].pattern
    name = month_abbr[int(month[5:])]
    for sentence in reading.sentences:
        if sentence.section in {SectionKind.RECOMMENDATIONS, SectionKind.BACK_MATTER}:
            continue
        if name not in sentence.text:
            continue
        for start, end, day in find_days(sentence.text):
            before = re.split(r"[,;:]", sentence.text[max(0, start - 60) : start])[-1]
            near = before + re.split(r"[,;:]", sentence.text[end : end + 30])[0]
            if day[:2] == month[5:] and event.search(near):
                at = sentence.start
                return f"{month}-{day[3:]}", reading.evidence(at + start, at + end)
    return None
