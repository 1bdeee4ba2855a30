"""The words of `themes.yaml`, each looked for only where its letters stand."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.reading.patterns import Patterns


class Wording(NamedTuple):
    """What a pattern speaks of, and whether it names the theme by itself."""

    code: str
    strong: bool


@cache
def themes() -> Patterns[Wording]:
    """Return the wordings, compiled once; the strong ones of a theme come first."""
    text = files("extractors.practice_themes").joinpath("themes.yaml").read_text("utf-8")
    return Patterns(
        (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), Wording(code, strong))
        for code, theme in yaml.safe_load(text).items()
        for strong in (True, False)
        for pattern in theme["strong" if strong else "weak"]
    )
