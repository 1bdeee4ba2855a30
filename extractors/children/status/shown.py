"""Which statements show a value: those that a coder would cite, on up to three pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors.children.status.chain import PRESENT, SOCIAL_WORK, Coded
from extractors.children.status.events import Event, Kind

_PLAN = "child_protection_plan"
_MOST = 3
_DENIALS = frozenset({Kind.DENIED, Kind.NEVER})


def shown(coded: Coded, events: Sequence[Event]) -> list[Event]:
    """Return the statements that show a value, the most direct first, each on a page of its own.

    Args:
        coded: The value.
        events: What the report says of the child's services.
    """
    kept: list[Event] = []
    for event in _direct(coded, events):
        if len(kept) < _MOST and event.sentence.page not in {k.sentence.page for k in kept}:
            kept.append(event)
    return kept


def _direct(coded: Coded, events: Sequence[Event]) -> Iterator[Event]:
    """Yield the statements of a value, those that say it outright before those it rests on."""
    if coded.variable == "csc_at_incident":
        yield from _of_the_case(coded, events)
    elif coded.variable == "cp_plan":
        yield from _of_the_plan(coded, events)
    else:
        level = [event for event in events if event.what == coded.code]
        present = [event for event in level if event.kind in PRESENT]
        if coded.variable == "csc_level":
            yield from (event for event in present if event.at_incident)
        yield coded.event
        yield from present[-1:]
        yield from _told(present, {Kind.STARTED})
        yield from level


def _of_the_case(coded: Coded, events: Sequence[Event]) -> Iterator[Event]:
    denied = [event for event in events if event.what == "open" and event.kind in _DENIALS]
    match coded.code:
        case "open":
            having = [e for e in events if e.what in SOCIAL_WORK | {"open"} and e.kind in PRESENT]
            yield from (event for event in having if event.at_incident)
            yield from (event for event in having if event.what == "open")
            yield coded.event
            yield from having[::-1]
        case "closed":
            yield from (event for event in denied if event.at_incident)
            yield coded.event
            yield from [event for event in events if event.what == "closed"][::-1]
            yield from denied
            yield from _told(events, {Kind.ENDED})
        case _:
            yield from denied[:1]
            yield coded.event
            yield from (event for event in events if event.what == "unknown")
            yield from [event for event in events if event.what == "refused"][::-1]


def _of_the_plan(coded: Coded, events: Sequence[Event]) -> Iterator[Event]:
    plans = [event for event in events if event.what == _PLAN]
    match coded.code:
        case "never":
            yield from _told(plans, {Kind.NEVER})
            yield coded.event
            yield from _told(plans, {Kind.DENIED})
        case "past":
            yield from _told(plans, {Kind.STARTED})[:1]
            yield from _told(plans, {Kind.ENDED})[-1:]
            yield coded.event
            yield from plans
        case _:
            having = [event for event in plans if event.kind in PRESENT]
            yield from (event for event in having if event.at_incident)
            yield coded.event
            yield from having


def _told(events: Iterable[Event], kinds: set[Kind]) -> list[Event]:
    return [event for event in events if event.kind in kinds]
