"""The practice theme extractor."""

from __future__ import annotations

from extractors.practice_themes.model import model
from extractors.practice_themes.scoring import Score, scores
from extractors.reading import Reading
from extractors.review import is_in_scope
from schemas.finding import Finding

_SHOWN = 3
"""Sentences that a theme is shown by: the weightiest."""


class PracticeThemeExtractor:
    """Finds the themes that the reviewer dwells on, each with the words that say so most."""

    name = "practice_themes"
    version = "4"
    looks_for = frozenset[str]()

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return one finding for each theme; none for a document that is no case review."""
        if not is_in_scope(reading):
            return []
        return [
            self._finding(reading, code, score, chance)
            for code, score in scores(reading).items()
            if (chance := model().chance(code, score.rate)) >= model().threshold
        ]

    def _finding(self, reading: Reading, code: str, score: Score, chance: float) -> Finding:
        weightiest = sorted(score.sightings, key=lambda sighting: -sighting.weight)[:_SHOWN]
        evidence = tuple(
            words
            for sighting in weightiest
            for words in reading.evidence(sighting.sentence.start, sighting.sentence.end)
        )
        path = f"practice_themes.{code}"
        return Finding(path, code, round(chance, 4), evidence, self.name, self.version)
