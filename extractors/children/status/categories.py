"""Under which category a child had a plan: the words beside what tells of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.children.status.events import Event, Kind
from extractors.children.status.words import words
from extractors.reading import Reading

_NEAR = 90  # characters
_HAD = frozenset({Kind.HELD, Kind.STARTED, Kind.ENDED})


class Category(NamedTuple):
    """A category with the place of its words in the view."""

    code: str
    start: int
    end: int


def categories_of(reading: Reading, events: Sequence[Event]) -> list[Category]:
    """Return the categories of a child's plans, each once; several at once are "multiple"."""
    found: dict[str, Category] = {}
    for event in events:
        if event.what != "child_protection_plan" or event.kind not in _HAD:
            continue
        named = list(_named(reading, event))
        if len({each.code for each in named}) > 1:
            named = [Category("multiple", min(named)[1], max(n.end for n in named))]
        for each in named:
            found.setdefault(each.code, each)
    return list(found.values())


def _named(reading: Reading, event: Event) -> Iterator[Category]:
    """Yield the categories that stand near the plan of an event or open the next sentence."""
    cues, start = words(), event.start
    text = reading.text[start : min(event.end + _NEAR, event.sentence.end)]
    if not cues.cues["category_context"].search(text):
        return
    several = cues.cues["multiple"].search(text)
    if several:
        yield Category("multiple", start + several.start(), start + several.end())
        return
    for code, pattern in cues.categories.items():
        match = pattern.search(text)
        if match:
            yield Category(code, start + match.start(), start + match.end())
