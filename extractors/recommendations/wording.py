"""The words by which reports set out recommendations, from `patterns.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Wording:
    """The patterns; the data file says what each is for."""

    markers: tuple[re.Pattern[str], ...]
    marker_at_end: re.Pattern[str]
    named: re.Pattern[str]
    lead: re.Pattern[str]
    bullet: re.Pattern[str]
    asks: re.Pattern[str]
    about_themselves: re.Pattern[str]
    opens_a_list: re.Pattern[str]
    list_item: re.Pattern[str]
    are_the_reviews: re.Pattern[str]
    not_the_reviews: re.Pattern[str]
    no_body: re.Pattern[str]
    columns: dict[str, re.Pattern[str]]
    action_column: re.Pattern[str]
    verb: re.Pattern[str]
    bare_verb: re.Pattern[str]
    asks_barely: re.Pattern[str]
    before_whom: re.Pattern[str]
    asks_its_own: re.Pattern[str]
    joins: re.Pattern[str]
    heading_for: re.Pattern[str]
    board: re.Pattern[str]
    not_the_board: re.Pattern[str]
    longest_name: int
    offices: dict[str, re.Pattern[str]]


@cache
def wording() -> Wording:
    """Return the patterns, compiled once."""
    text = files("extractors.recommendations").joinpath("patterns.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    single = {
        name: _pattern(data[name])
        for name in (
            "marker_at_end",
            "named",
            "lead",
            "bullet",
            "opens_a_list",
            "list_item",
            "are_the_reviews",
            "not_the_reviews",
            "no_body",
            "action_column",
            "verb",
            "bare_verb",
            "asks_barely",
            "before_whom",
            "asks_its_own",
            "joins",
            "heading_for",
            "board",
            "not_the_board",
        )
    }
    return Wording(
        markers=tuple(re.compile(pattern) for pattern in data["marker"]),
        asks=_pattern("|".join(data["asks"])),
        about_themselves=_pattern("|".join(data["about_themselves"])),
        columns={name: _pattern(pattern) for name, pattern in data["columns"].items()},
        longest_name=data["longest_name"],
        offices={code: _pattern(pattern) for code, pattern in data["offices"].items()},
        **single,
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
