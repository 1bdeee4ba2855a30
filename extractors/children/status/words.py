"""The words of `services.yaml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading.patterns import Patterns


@dataclass(frozen=True)
class Words:
    """The words for services.

    Attributes:
        terms: Names of levels, and words of the case ("open", "closed", "refused", "unknown").
        cues: Words beside a term that tell what became of it, by name.
        categories: The names of the categories of a plan.
    """

    terms: Patterns[str]
    cues: dict[str, re.Pattern[str]]
    categories: dict[str, re.Pattern[str]]


_CUES = (
    "clause",
    "ended",
    "started",
    "formerly",
    "denied",
    "never",
    "not_done",
    "everyone",
    "no_longer",
    "not_closed",
    "tells",
    "put_right",
    "becomes",
    "turned_into",
    "incident",
    "elsewhere",
    "category_context",
    "multiple",
)


@cache
def words() -> Words:
    """Return the words of `services.yaml`."""
    path = files("extractors.children.status").joinpath("services.yaml")
    data = yaml.safe_load(path.read_text("utf-8"))
    return Words(
        Patterns(
            (_compiled(pattern), name)
            for group in ("levels", "case")
            for name, patterns in data[group].items()
            for pattern in patterns
        ),
        {name: _compiled(data[name]) for name in _CUES},
        {name: _compiled(pattern) for name, pattern in data["categories"].items()},
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, 0 if _IN_CAPITALS.search(pattern) else re.IGNORECASE)


_IN_CAPITALS = re.compile(r"^\\b(?:CPPs\?|C\[Ii\]N|CAF|SGO|NFA|T\(\?:AF|\(\?:LAC|\(\?:EHA)")
