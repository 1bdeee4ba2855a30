"""When the review was published, never more precisely than it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.review.dates import PartialDate, find_dates
from extractors.review.front import Front, Line
from extractors.review.words import alternatives
from schemas.evidence import Evidence

# How the words before a date on the title page bear on it, the surest first.
_PUBLISHED = re.compile(rf"\b{alternatives('published')}\s*[:\u2013-]?\s*$", re.IGNORECASE)
_ISSUED = re.compile(rf"\b{alternatives('issued')}\s*[,:\u2013-]?\s*$", re.IGNORECASE)
_ANOTHER_EVENT = re.compile(
    rf"\b{alternatives('another_event')}\b[^.;]{{0,40}}$|\bin\s*$", re.IGNORECASE
)
_ANOTHER_PAPER = re.compile(rf"\b{alternatives('another_paper')}\b", re.IGNORECASE)
_LABELLED = re.compile(r"date\s+of\s+publication:?\s*$", re.IGNORECASE)
_STEM = "publi"  # of all words of `published`
_BEFORE = 70
_LONG_LINE = 90
_LEAST = 0.3


@dataclass(frozen=True)
class Publication:
    """A date of publication with the words that give it."""

    value: str
    evidence: tuple[Evidence, ...]
    confidence: float


def publication_of(front: Front) -> Publication | None:
    """Return the date of publication: as labelled, as published, or as on the title page."""
    found = sorted(_candidates(front), key=lambda candidate: -candidate.confidence)
    return found[0] if found else None


def _candidates(front: Front) -> Iterator[Publication]:
    for line in front.title:
        for date in find_dates(line.text):
            confidence = _standing(line, date)
            if confidence >= _LEAST:
                yield Publication(date.value, line.evidence(date.start, date.end), confidence)
    if not front.title:
        return
    yield from _told(front)
    for line in front.running:
        for date in find_dates(line.text):
            yield Publication(date.value, line.evidence(date.start, date.end), 0.5)


def _told(front: Front) -> Iterator[Publication]:
    """Yield the dates of publication that the prose after the title gives, or a running footer."""
    for line in front.prose:
        if _STEM not in line.text.lower():
            continue
        for date in find_dates(line.text):
            before = line.text[max(0, date.start - _BEFORE) : date.start]
            if _PUBLISHED.search(before) and not _ANOTHER_PAPER.search(before):
                yield Publication(date.value, line.evidence(date.start, date.end), 0.75)


def _standing(line: Line, date: PartialDate) -> float:
    """Return the chance that a date of the title is that of publication; 0 where it is another."""
    before = line.text[max(0, date.start - _BEFORE) : date.start]
    # Of two dates as likely, the more precise is the better.
    precise = 0.001 * len(date.value)
    if _LABELLED.search(before):
        return 0.97
    if _PUBLISHED.search(before) and not _ANOTHER_PAPER.search(before):
        return 0.94 + precise
    if _ISSUED.search(before):
        return 0.85 + precise
    if _ANOTHER_EVENT.search(before):
        return 0.0
    return _by_place(line, date) + precise


def _by_place(line: Line, date: PartialDate) -> float:
    """Return the chance by where a date stands: first in an abstract, alone, or in a short line."""
    if date.start == 0 and re.match(r"(?:\s+[-\u2013]|[.:])\s+\S", line.text[date.end :]):
        return 0.95
    if not re.sub(r"[\W_]", "", line.text[: date.start] + line.text[date.end :]):
        return 0.82
    if len(line.text) > _LONG_LINE:
        return 0.0
    return 0.7 if len(date.value) > 4 else 0.5
