"""How much a report dwells on each theme.

A theme is one of the report's where the reviewer dwells on it, not where its word occurs: words
count by where they stand, once a sentence, and by the length of the report.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from extractors.practice_themes.lexicon import Theme, themes
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
        for theme in candidates:
            weight = place * _weight(theme, sentence)
            if weight:
                found[theme.code].rate += weight / length
                found[theme.code].sightings.append(Sighting(sentence, weight))
    return dict(found)


def _weight(theme: Theme, sentence: Sentence) -> float:
    if theme.strong.search(sentence.text):
        return _HEADING if sentence.in_heading else _STRONG
    return _WEAK if theme.weak.search(sentence.text) else 0.0
