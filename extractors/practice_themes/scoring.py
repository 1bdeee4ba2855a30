"""How much a report dwells on each theme.

A theme is one of the report's where the reviewer dwells on it, not where its word occurs: words
count by where they stand, once a sentence, and by the length of the report.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from extractors.practice_themes.lexicon import Wording, themes
from extractors.reading import Reading, Sentence
from schemas.document import SectionKind

WEIGHT_OF_SECTION = {
    SectionKind.FINDINGS: 1.0,
    SectionKind.ANALYSIS: 1.0,
    SectionKind.CONCLUSIONS: 1.0,
    SectionKind.SUMMARY: 0.7,
    SectionKind.CHILD_VOICE: 0.7,
    SectionKind.RECOMMENDATIONS: 0.6,
    SectionKind.OTHER: 0.6,
    SectionKind.PRACTITIONER_VIEW: 0.5,
    SectionKind.ADDENDUM: 0.5,
    SectionKind.FAMILY_VIEW: 0.4,
    SectionKind.NARRATIVE: 0.3,
    SectionKind.INTRODUCTION: 0.3,
}
"""What a sentence counts, by its section: the reviewer's own conclusions most. Others count 0."""

_HEADING, _STRONG, _WEAK = 2.0, 1.0, 0.2
_USUAL_LENGTH = 15_000
_SHORTEST = 0.3
"""Characters of a report of ten pages, and the least share of it that a short text is taken for."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence that speaks of a theme, and what it counts."""

    sentence: Sentence
    weight: float


@dataclass(slots=True)
class Score:
    """What speaks for one theme. `rate` is the sum of the weights for a report of usual length."""

    rate: float = 0.0
    sightings: list[Sighting] = field(default_factory=list)


def scores(reading: Reading) -> dict[str, Score]:
    """Return the score of each theme that a report speaks of at all."""
    found: defaultdict[str, Score] = defaultdict(Score)
    length = max(len(reading.text) / _USUAL_LENGTH, _SHORTEST)
    for sentence, candidates in themes().candidates(reading):
        place = WEIGHT_OF_SECTION.get(sentence.section, 0.0)
        if not place:
            continue
        for code, wordings in groupby(candidates, key=lambda pair: pair[1].code):
            weight = place * _weight(wordings, sentence)
            if weight:
                found[code].rate += weight / length
                found[code].sightings.append(Sighting(sentence, weight))
    return dict(found)


def _weight(wordings: Iterable[tuple[re.Pattern[str], Wording]], sentence: Sentence) -> float:
    """Return what the first wording that a sentence holds is worth."""
    for pattern, wording in wordings:
        if pattern.search(sentence.text):
            if not wording.strong:
                return _WEAK
            return _HEADING if sentence.in_heading else _STRONG
    return 0.0
