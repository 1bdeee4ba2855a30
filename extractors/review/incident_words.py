"""How strongly the words around a date tie it to the death or harm; `incidents.yaml` holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading.patterns import Patterns


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
def _alternatives() -> Patterns[Group]:
    """Return the groups of words, to be looked for at once."""
    return Patterns(
        (re.compile(pattern, re.IGNORECASE), group)
        for group in groups().values()
        for pattern in group.alternatives
    )


def weight_of(clause: str, near: str) -> float:
    """Return how strongly a clause ties its date to the death or harm.

    Args:
        clause: The clause with the date written as DATE.
        near: What stands near the date in it, up to the dates on either side.
    """
    matched = {
        group
        for pattern, group in _alternatives().possible(f"{clause}\n{near}")
        if group.weight and pattern.search(near if group.near else clause)
    }
    return sum(group.weight for group in matched)
