"""The words of `themes.yaml`, by the stems of which each theme needs one in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading.patterns import Keywords


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: words that name it by themselves, and words that count only together."""

    code: str
    strong: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def themes() -> Keywords[Theme]:
    """Return the themes, compiled once."""
    text = files("extractors.practice_themes").joinpath("themes.yaml").read_text("utf-8")
    return Keywords(
        (theme["keys"], Theme(code, _any_of(theme["strong"]), _any_of(theme["weak"])))
        for code, theme in yaml.safe_load(text).items()
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + ")", re.IGNORECASE)
