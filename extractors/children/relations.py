"""What a person whom a sentence names is to the child: mother, her partner, a peer, a stranger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.adults import named_adults
from extractors.reading import Reading

_SPACES = str.maketrans("\n\u00a0", "  ")


class Relation(NamedTuple):
    """A person by code of `source_of_harm`, and where the words for the person end."""

    code: str
    end: int


@cache
def _relations() -> tuple[tuple[str, re.Pattern[str]], ...]:
    name = "relations.yaml"
    data = yaml.safe_load(files("extractors.children").joinpath(name).read_text("utf-8"))
    return tuple((r["code"], re.compile(r["pattern"], re.IGNORECASE)) for r in data["relations"])


def relation_at(text: str, start: int, end: int, names: Mapping[str, str]) -> Relation | None:
    """Return the first person named in a stretch of a sentence.

    Args:
        text: The sentence.
        start: Offset of the first character of the stretch.
        end: Offset after the last; it may lie beyond the text.
        names: The code of each adult whom the report calls by a name.
    """
    text, end = text.translate(_SPACES), min(end, len(text))
    matches = [
        (match.start(), -match.end(), code)
        for code, pattern in _relations()
        if (match := pattern.search(text, start, end))
    ]
    for name, code in names.items():
        at = text.find(name, start, end)
        if at >= 0:
            matches.append((at, -at - len(name), code))
    if not matches:
        return None
    _, minus_end, code = min(matches)
    return Relation(code, -minus_end)


def relations_by_name(reading: Reading) -> dict[str, str]:
    """Return the code of each adult whom the report calls by a name."""
    codes = {code for code, _ in _relations()}
    names: dict[str, str] = {}
    for name, said in reading.once(named_adults).items():
        found = Relation(said, 0) if said in codes else relation_at(said, 0, len(said), {})
        if found:
            names[name] = found.code
    return names
