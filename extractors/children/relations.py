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
    """A person by code of `source_of_harm`, and where the words for the person stand."""

    code: str
    start: int
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
    people = relations_in(text, start, end, names)
    return people[0] if people else None


def relations_in(text: str, start: int, end: int, names: Mapping[str, str]) -> list[Relation]:
    """Return the persons named in a stretch of a sentence, in order; see `relation_at`."""
    text, end = text.translate(_SPACES), min(end, len(text))
    found = [
        (match.start(), -match.end(), code)
        for code, pattern in _relations()
        for match in pattern.finditer(text, start, end)
    ]
    for name, code in names.items():
        at = text.find(name, start, end)
        if at >= 0:
            found.append((at, -at - len(name), code))
    people: list[Relation] = []
    last = start
    for at, minus_end, code in sorted(found):
        if at >= last:
            people.append(Relation(code, at, -minus_end))
            last = -minus_end
    return people


def relations_by_name(reading: Reading) -> dict[str, str]:
    """Return the code of each adult whom the report calls by a name."""
    codes = {code for code, _ in _relations()}
    names: dict[str, str] = {}
    for name, said in reading.once(named_adults).items():
        found = Relation(said, 0, 0) if said in codes else relation_at(said, 0, len(said), {})
        if found:
            names[name] = found.code
    return names
