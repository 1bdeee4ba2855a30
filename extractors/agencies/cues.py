"""The cues of `cues.yaml`: words that say what part an agency had."""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from extractors.reading.patterns import Patterns


class Cues:
    """The cues of one text; which of them it can hold is found in one pass over it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._possible: dict[str, list[re.Pattern[str]]] = {}
        for pattern, name in _patterns().possible(text):
            self._possible.setdefault(name, []).append(pattern)

    def first(self, name: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return where the text from `start` to `end` first holds a cue, or None.

        >>> bool(Cues("Housing had no contact with the family.").first("nil"))
        True
        """
        first: re.Match[str] | None = None
        for pattern in self._possible.get(name, ()):
            match = pattern.search(self._text, start, end)
            if match and (first is None or match.start() < first.start()):
                first = match
        return first


@lru_cache(maxsize=512)
def cues_in(text: str) -> Cues:
    """Return the cues of a text, kept for the next question about the same sentence."""
    return Cues(text)


def points_back(text: str) -> bool:
    """Whether a sentence opens with a word for what the sentence before has named."""
    return any(pattern.match(text) for pattern in _compiled()["backward"])


@cache
def _patterns() -> Patterns[str]:
    return Patterns((pattern, name) for name, cue in _compiled().items() for pattern in cue)


@cache
def _compiled() -> dict[str, list[re.Pattern[str]]]:
    data = yaml.safe_load(files("extractors.agencies").joinpath("cues.yaml").read_text("utf-8"))
    return {
        name: [re.compile(each, re.IGNORECASE) for each in ([cue] if isinstance(cue, str) else cue)]
        for name, cue in data.items()
    }
