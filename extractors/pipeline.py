"""The components in order, and the version that they make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import entry_points
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


ENTRY_POINTS = "scr_pathways.extractors"
"""The group of entry points by which other packages add components."""

OWN: tuple[Component, ...] = (
    ReviewExtractor(),
    ChildExtractor(),
    AgencyExtractor(),
    PressurePointExtractor(),
    FamilyFactorExtractor(),
    PracticeThemeExtractor(),
    RecommendationExtractor(),
)


def added() -> Iterator[Component]:
    """Yield the components of other packages that are installed, by the names of their entries.

    Raises:
        ValueError: One has no name, no version, or the name of another; says which package to ask.
    """
    names = {component.name for component in OWN}
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        component = entry.load()()
        name, version = (getattr(component, part, "") for part in ("name", "version"))
        if not (name and version) or name in names:
            raise ValueError(
                f"The extractor {entry.name!r} ({entry.value}) has no name and version of its own. "
                "Mend it, or uninstall its package."
            )
        names.add(name)
        yield component


def _version(components: Iterable[Component]) -> str:
    """Return a version that changes whenever that of a component does, or the calibration."""
    parts = " ".join(f"{component.name}={component.version}" for component in components)
    return sha256(parts.encode() + CURVES.read_bytes()).hexdigest()[:12]


COMPONENTS: tuple[Component, ...] = (*OWN, *added())
VERSION = _version(COMPONENTS)
LOOKS_FOR = frozenset[str]().union(*(component.looks_for for component in COMPONENTS))


def extract(document: Document) -> list[Finding]:
    """Return the findings of every component for a document as read, their confidence a chance."""
    reading = read(document)
    return calibrated([finding for component in COMPONENTS for finding in component(reading)])
