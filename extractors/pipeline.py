"""The components in order, and the version that they make up."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

from extractors.agencies import AgencyExtractor
from extractors.calibration import CURVES, calibrated
from extractors.children import ChildExtractor
from extractors.family_factors import FamilyFactorExtractor
from extractors.practice_themes import PracticeThemeExtractor
from extractors.pressure_points import PressurePointExtractor
from extractors.reading import Reading, read
from extractors.recommendations import RecommendationExtractor
from extractors.review import ReviewExtractor
from schemas.document import Document
from schemas.finding import Finding


class Component(Protocol):
    """One extractor: reads a report and returns findings for its own group of variables.

    Attributes:
        name: Written on every finding as its `extractor`.
        version: To be raised with every change of rules, since work is keyed by it.
        looks_for: The variables ("child.outcome") that it may fill, so that "the machine found
            nothing" can be told from "no machine looked". Items of lists are no variables.
    """

    @property
    def name(self) -> str:
        """Return the name."""
        ...

    @property
    def version(self) -> str:
        """Return the version."""
        ...

    @property
    def looks_for(self) -> frozenset[str]:
        """Return the variables that it may fill."""
        ...

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return the findings of one report."""
        ...


COMPONENTS: tuple[Component, ...] = (
    ReviewExtractor(),
    ChildExtractor(),
    AgencyExtractor(),
    PressurePointExtractor(),
    FamilyFactorExtractor(),
    PracticeThemeExtractor(),
    RecommendationExtractor(),
)


def _version(components: tuple[Component, ...]) -> str:
    """Return a version that changes whenever that of a component does, or the calibration."""
    parts = " ".join(f"{component.name}={component.version}" for component in components)
    return sha256(parts.encode() + CURVES.read_bytes()).hexdigest()[:12]


VERSION = _version(COMPONENTS)
LOOKS_FOR = frozenset[str]().union(*(component.looks_for for component in COMPONENTS))


def extract(document: Document) -> list[Finding]:
    """Return the findings of every component for a document as read, their confidence a chance."""
    reading = read(document)
    return calibrated([finding for component in COMPONENTS for finding in component(reading)])
