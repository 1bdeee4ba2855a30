"""How strongly the words around a date tie it to the death or harm; `incidents.yaml` holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading import Reading, Sentence
from extractors.reading.literals import needed
from extractors.reading.patterns import Keywords

_APART = {"day"}  # groups that are not looked for beside a date


@dataclass(frozen=True)
class Group:
    """Words of one bearing on a date: all in one pattern, and each by itself."""

    pattern: re.Pattern[str]
    alternatives: tuple[str, ...]
    weight: float
    near: bool


@cache
def groups() -> dict[str, Group]:
    """Return the groups of words by their names."""
    data = yaml.safe_load(files("extractors.review").joinpath("incidents.yaml").read_text("utf-8"))
    return {
        name: Group(
            re.compile("|".join(f"(?:{p})" for p in group["patterns"]), re.IGNORECASE),
            tuple(group["patterns"]),
            group["weight"],
            group.get("near", False),
        )
        for name, group in data.items()
    }


@cache
def _alternatives() -> Keywords[tuple[re.Pattern[str], str, Group]]:
    """Return the words of all groups, to be looked for at once."""
    return Keywords(
        # What stands for the date in a clause stands nowhere in the report.
        (needed(pattern.replace("DATE", ".*")), (re.compile(pattern, re.IGNORECASE), name, group))
        for name, group in groups().items()
        if name not in _APART
        for pattern in group.alternatives
    )


def bearing_of(
    reading: Reading, sentence: Sentence, clause: str, near: str
) -> tuple[float, frozenset[str]]:
    """Return how strongly a clause ties its date to the death or harm, and by which groups.

    Args:
        reading: The report.
        sentence: The sentence of the clause.
        clause: The clause with the date written as DATE.
        near: What stands near the date in it, up to the dates on either side.
    """
    matched: dict[str, Group] = {}
    for pattern, name, group in _alternatives().at(reading, sentence):
        if name not in matched and pattern.search(near if group.near else clause):
            matched[name] = group
    return sum(group.weight for group in matched.values()), frozenset(matched)
