"""The practice theme extractor.

A theme is one of the report's where the reviewer dwells on it, not where its word occurs: words
count by where they stand, once a sentence, and a theme is found when they add up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading import Reading, Sentence
from schemas.document import SectionKind
from schemas.finding import Finding

_WEIGHT_OF_SECTION = {
    SectionKind.FINDINGS: 1.0,
    SectionKind.ANALYSIS: 1.0,
    SectionKind.CONCLUSIONS: 1.0,
    SectionKind.SUMMARY: 0.7,
    SectionKind.CHILD_VOICE: 0.7,
    SectionKind.RECOMMENDATIONS: 0.6,
    SectionKind.PRACTITIONER_VIEW: 0.5,
    SectionKind.FAMILY_VIEW: 0.4,
    SectionKind.OTHER: 0.6,
    SectionKind.NARRATIVE: 0.3,
    SectionKind.INTRODUCTION: 0.3,
    SectionKind.ADDENDUM: 0.5,
}
_HEADING = 2.0
_STRONG, _WEAK = 1.0, 0.34
_ENOUGH = 2.0


@dataclass(frozen=True, slots=True)
class _Theme:
    code: str
    strong: re.Pattern[str]
    weak: re.Pattern[str]


@dataclass(slots=True)
class _Sighting:
    sentence: Sentence
    weight: float


@cache
def _themes() -> tuple[_Theme, ...]:
    text = files("extractors.practice_themes").joinpath("themes.yaml").read_text("utf-8")
    return tuple(
        _Theme(code, _any_of(theme["strong"]), _any_of(theme["weak"]))
        for code, theme in yaml.safe_load(text).items()
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + ")", re.IGNORECASE)


class PracticeThemeExtractor:
    """Finds the themes that the reviewer dwells on, each with the words that say so most plainly."""

    name = "practice_themes"
    version = "1"
    looks_for = frozenset[str]()

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return one finding for each theme of the report."""
        sightings: dict[str, list[_Sighting]] = defaultdict(list)
        for sentence in reading.sentences:
            place = _WEIGHT_OF_SECTION.get(sentence.section, 0.0)
            if place:
                for theme in _themes():
                    weight = _weight(theme, sentence)
                    if weight:
                        sightings[theme.code].append(_Sighting(sentence, weight * place))
        return [
            self._finding(reading, code, found)
            for code, found in sightings.items()
            if sum(sighting.weight for sighting in found) >= _ENOUGH
        ]

    def _finding(self, reading: Reading, code: str, found: list[_Sighting]) -> Finding:
        score = sum(sighting.weight for sighting in found)
        found.sort(key=lambda sighting: -sighting.weight)
        evidence = tuple(
            words
            for sighting in found[:3]
            for words in reading.evidence(sighting.sentence.start, sighting.sentence.end)
        )
        confidence = min(0.9, 0.4 + 0.08 * score)
        path = f"practice_themes.{code}"
        return Finding(path, code, confidence, evidence, self.name, self.version)


def _weight(theme: _Theme, sentence: Sentence) -> float:
    if theme.strong.search(sentence.text):
        return _HEADING if sentence.in_heading else _STRONG
    return _WEAK if theme.weak.search(sentence.text) else 0.0
