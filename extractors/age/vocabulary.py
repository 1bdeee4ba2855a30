"""The words of the age grammar, from `vocabulary.yaml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.age.mention import AgeKind


class Modifier(NamedTuple):
    """What words such as "nearly" do to an age: reach in months by unit."""

    kind: str
    reach: dict[str, float]


class Stage(NamedTuple):
    """A stage of life that stands for an age."""

    pattern: re.Pattern[str]
    min_months: float
    max_months: float
    kind: AgeKind


class Vocabulary(NamedTuple):
    """Numbers, units, modifiers, stages, people, and what tells an age from another number."""

    numbers: dict[str, int]
    tens: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    unit_letters: dict[str, str]
    modifiers: dict[tuple[str, ...], Modifier]
    modifier_openings: frozenset[str]
    stages: tuple[Stage, ...]
    people: frozenset[str]
    not_names: frozenset[str]
    months: list[str]
    stage_hints: list[str]
    beside_one: list[str]
    after_bare: list[str]
    cues: list[str]
    leads: list[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the grammar."""
    data = yaml.safe_load(files("extractors.age").joinpath("vocabulary.yaml").read_text("utf-8"))
    modifiers = {
        tuple(words.split()): Modifier(kind, entry["reach"])
        for kind, entry in data["modifiers"].items()
        for words in entry["words"]
    }
    return Vocabulary(
        numbers=data["numbers"],
        tens=data["tens"],
        ordinals=data["ordinals"],
        units={word: unit for unit, words in data["units"].items() for word in words},
        unit_letters=data["unit_letters"],
        modifiers=modifiers,
        modifier_openings=frozenset(words[0] for words in modifiers),
        stages=tuple(
            Stage(
                re.compile(rf"\b(?:{stage['pattern']})\b", re.IGNORECASE),
                stage["months"][0],
                stage["months"][1],
                AgeKind(stage["kind"]),
            )
            for stage in data["stages"]
        ),
        people=frozenset(data["people"]),
        not_names=frozenset(data["not_names"]),
        months=data["months"],
        stage_hints=data["stage_hints"],
        beside_one=data["beside_one"],
        after_bare=data["after_bare"],
        cues=data["cues"],
        leads=data["leads"],
    )
