"""The cues of `cues.yaml`: words that say what part an agency had."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from extractors.reading.patterns import Patterns


@cache
def _cues() -> dict[str, Patterns[None]]:
    data = yaml.safe_load(files("extractors.agencies").joinpath("cues.yaml").read_text("utf-8"))
    return {
        name: Patterns(
            (re.compile(pattern, re.IGNORECASE), None)
            for pattern in ([cue] if isinstance(cue, str) else cue)
        )
        for name, cue in data.items()
    }


@lru_cache(maxsize=4096)
def cue(name: str, text: str) -> re.Match[str] | None:
    """Return where a text first holds a cue of this name, or None.

    >>> bool(cue("nil", "Housing had no contact with the family."))
    True
    """
    matches = (pattern.search(text) for pattern, _ in _cues()[name].possible(text))
    return min((m for m in matches if m), key=lambda match: match.start(), default=None)
