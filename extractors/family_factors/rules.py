"""The rules of `factors.yaml`, by the words of which each needs one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading.keywords import Keywords

_TEENS = r"(?:1[3-9]|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
"""Ages at which a parent is a young one: under 20, as in the national analyses."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; the data file says what each field is for. `absent` rules a factor out."""

    code: str
    held_by: str
    default: str | None
    denied_default: str | None
    omission: bool
    absent: bool
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def rules() -> Keywords[Rule]:
    """Return the rules; those that rule a factor out come before those that find it."""
    text = files("extractors.family_factors").joinpath("factors.yaml").read_text("utf-8")
    return Keywords(
        (
            rule["keys"],
            Rule(
                code,
                rule.get("held_by", factor["held_by"]),
                factor.get("default"),
                factor.get("denied_default"),
                factor.get("omission", False),
                absent,
                _pattern(rule["pattern"]),
                _pattern(rule["unless"]) if "unless" in rule else None,
            ),
        )
        for code, factor in yaml.safe_load(text).items()
        for absent, group in ((True, factor.get("absent", [])), (False, factor["find"]))
        for rule in group
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.replace("{teen}", _TEENS), re.IGNORECASE)
