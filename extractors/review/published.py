"""When the review was published, never more precisely than it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.review.dates import PartialDate, find_dates
from extractors.review.front import Front, Line
from schemas.evidence import Evidence

# How the words before a date on the title page bear on it, the surest first.
_PUBLISHED = re.compile(
    r"\b(?:date\s+of\s+publication|publication\s+date|(?:report\s+|first\s+)?published(?:\s+(?:on|in|by.{0,60}))?"
    r"|date\s+published|publication)\s*[:\u2013-]?\s*$",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"\b(?:date\s+of\s+(?:report|issue)|report\s+date|(?:final\s+)?(?:version|report)(?:\s+[\d.]+)?(?:\s+for\s+publication)?"
    r"|issued|released|dated?)\s*[,:\u2013-]?\s*$",
    re.IGNORECASE,
)
_ANOTHER_EVENT = re.compile(
    r"\b(?:births?|born|deaths?|died|incident|harm|injur\w+|approved|accepted|agreed|completed|presented|submitted|started"
    r"|commenced|between|since|until|from|reviewed?|review\s+date|updated|deposited|aged?|period|at|when"
    r"|last\s+updated|draft|addendum|signed\s+off)\b[^.;]{0,40}$|\bin\s*$",
    re.IGNORECASE,
)
_BEFORE = 70
_LONG_LINE = 90


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
            if confidence:
                yield Publication(date.value, line.evidence(date.start, date.end), confidence)
    if not front.title:
        return
    # The prose after the title may say it; so may a running footer.
    for line in front.lines:
        for date in find_dates(line.text):
            before = line.text[max(0, date.start - _BEFORE) : date.start]
            if line not in front.title and _PUBLISHED.search(before) and not _of_another(before):
                yield Publication(date.value, line.evidence(date.start, date.end), 0.75)
    for line in front.running:
        for date in find_dates(line.text):
            yield Publication(date.value, line.evidence(date.start, date.end), 0.5)


def _standing(line: Line, date: PartialDate) -> float:
    """Return the chance that a date of the title is that of publication; 0 where it is another."""
    before = line.text[max(0, date.start - _BEFORE) : date.start]
    precise = 0.01 * len(date.value) / 10
    if re.search(r"date\s+of\s+publication:?\s*$", before, re.IGNORECASE):
        return 0.97
    if _PUBLISHED.search(before) and not _of_another(before):
        return 0.94 + precise
    if _ISSUED.search(before):
        return 0.85 + precise
    if _ANOTHER_EVENT.search(before):
        return 0.0
    abstract = date.start == 0 and re.match(r"\s+[-\u2013]\s+\S", line.text[date.end :])
    if abstract:
        return 0.95
    alone = not re.sub(r"[\W_]", "", line.text[: date.start] + line.text[date.end :])
    if alone:
        return 0.82 + precise
    if len(line.text) <= _LONG_LINE:
        return (0.7 if len(date.value) > 4 else 0.5) + precise
    return 0.0


def _of_another(before: str) -> bool:
    return bool(
        re.search(r"\b(?:guidance|together|study|analysis|act|research)\b", before, re.IGNORECASE)
    )
