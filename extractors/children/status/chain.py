"""From the events of a child's services to the state at the incident and the highest level ever.

What the report ties to the incident in so many words counts before what its narrative adds up to.
A plan or a level that the report never speaks of is told of a whole report alone, whose narrative
covers the services that there were; a summary is silent on much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.children.status.events import Event, Kind
from extractors.reading import Reading
from schemas.document import SectionKind

_LADDER = (
    "universal",
    "early_help",
    "child_in_need",
    "section_47",
    "child_protection_plan",
    "special_guardianship",
    "looked_after",
)
_LEAVING_CARE = 180.0  # months; below this age nobody is a care leaver
_WHOLE_REPORT = 60  # sentences
_LEVELS = frozenset({*_LADDER, "care_leaver"})
SOCIAL_WORK = frozenset(
    {"child_in_need", "child_protection_plan", "looked_after", "care_leaver", "section_47"}
)
_JUDGING = frozenset({SectionKind.ANALYSIS, SectionKind.FINDINGS, SectionKind.PROCESS})
PRESENT = frozenset({Kind.HELD, Kind.STARTED})
_SAID, _ADDED_UP, _NOT_TOLD = 0.85, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of one variable, how sure it is, and the event that says so."""

    variable: str
    code: str
    confidence: float
    event: Event


@dataclass(slots=True)
class _State:
    """What the events so far add up to."""

    level: Event | None = None
    open: Event | None = None
    closed: Event | None = None
    refused: Event | None = None
    unknown: Event | None = None
    not_open: Event | None = None
    was_open: bool = False
    ever: dict[str, Event] = field(default_factory=dict)


def coded(reading: Reading, events: Sequence[Event], age: float | None) -> Iterator[Coded]:
    """Yield the codes of `csc_at_incident`, `csc_level`, `csc_highest_ever` and `cp_plan`.

    Args:
        reading: The report.
        events: Those of one child, in the order of the report.
        age: The child's age at the incident in months, where known.
    """
    own = [event for event in events if _can_be(event, age)]
    whole = len(reading.sentences) >= _WHOLE_REPORT
    state = _added_up(own)
    case = _case(state, own)
    if case:
        yield case
    level = _level(state, case, own, whole)
    if level:
        yield level
    plan = _plan(own, case if whole else None, level if whole else None)
    if plan:
        yield plan
        if plan.code == "never":
            state.ever.pop("child_protection_plan", None)
    highest = _highest(state, level)
    if highest and (whole or highest.code != "universal"):
        yield highest


def _can_be(event: Event, age: float | None) -> bool:
    return event.what != "care_leaver" or age is None or age >= _LEAVING_CARE


def _added_up(events: Sequence[Event]) -> _State:
    """Follow the events in order; what analysis says looks back, and changes nothing told."""
    told = [event for event in events if event.sentence.section not in _JUDGING]
    state = _State()
    for event in [*told] or list(events):
        _follow(state, event)
    for event in events:
        if event.what == "refused":
            state.refused = state.refused or event
        elif event.what == "open" and event.kind is Kind.HELD:
            state.was_open = True
        elif event.what in _LEVELS and event.kind in PRESENT | {Kind.ENDED}:
            state.ever.setdefault(event.what, event)
    _leave_out_care_that_came_later(state, told)
    return state


def _leave_out_care_that_came_later(state: _State, told: Sequence[Event]) -> None:
    """Take care to have followed the incident where the child is not told to have left it.

    A child who was once looked after, and was not at the incident, had left care before: its end is
    told, or another service of the child after it.
    """
    care = [number for number, event in enumerate(told) if event.what == "looked_after"]
    left = any(told[number].kind is Kind.ENDED for number in care)
    named = [number for number in care if told[number].is_named]
    other = [event.what in SOCIAL_WORK - {"looked_after"} | {"closed"} for event in told]
    served_after = bool(named) and any(other[named[0] :])
    now = state.level is not None and state.level.what in {"looked_after", "care_leaver"}
    if not (now or left or served_after):
        state.ever.pop("looked_after", None)


def _follow(state: _State, event: Event) -> None:
    match event.what:
        case "open":
            if event.kind is Kind.HELD:
                state.open = event
                state.closed = None
            else:
                state.not_open = event
        case "closed":
            state.closed, state.level, state.open = event, None, None
        case "refused":
            state.refused = event
        case "unknown":
            state.unknown = event
        case _ if event.kind in PRESENT and not _looks_back(state, event):
            state.level = event
            if event.what in SOCIAL_WORK:
                state.closed = None
        case _ if event.kind is Kind.ENDED and state.level and state.level.what == event.what:
            state.level = None
            state.open = None
            if event.what in SOCIAL_WORK:
                state.closed = event


def _looks_back(state: _State, event: Event) -> bool:
    """Whether a level is told of a child who has left it: care, of a care leaver."""
    left = state.level is not None and state.level.what == "care_leaver"
    return left and event.what == "looked_after" and event.kind is Kind.HELD


def _case(state: _State, events: Sequence[Event]) -> Coded | None:
    """Return whether social care had the case at the time of the incident."""
    tied = _tied(events)
    level = state.level if state.level and state.level.what in SOCIAL_WORK else None
    still_open = None if state.not_open else state.open
    served = state.was_open or any(what in state.ever for what in SOCIAL_WORK)
    left = [event for event in events if served and event.kind is Kind.ENDED]
    # The first of these that the report tells.
    told = (
        ("open", _SAID, tied[0] if tied else None),
        ("open", _ADDED_UP, level),
        ("closed", _ADDED_UP, state.closed if served or not state.refused else None),
        ("open", _ADDED_UP, still_open),
        ("closed", _NOT_TOLD, left[-1] if left else None),
        ("referred_not_accepted", _ADDED_UP, None if served else state.refused),
        ("never_known", _ADDED_UP, None if served else state.unknown),
    )
    return next(
        (Coded("csc_at_incident", code, chance, event) for code, chance, event in told if event),
        None,
    )


def _tied(events: Sequence[Event]) -> list[Event]:
    """Return the events that say in so many words that social care had the case then."""
    return [
        event
        for event in events
        if event.at_incident
        and event.kind in PRESENT
        and event.what in SOCIAL_WORK
        and event.sentence.section not in _JUDGING
    ]


def _level(state: _State, case: Coded | None, events: Sequence[Event], whole: bool) -> Coded | None:
    """Return the level of service at the time of the incident."""
    name = "csc_level"
    if case and case.code == "open":
        level = state.level if state.level and state.level.what in SOCIAL_WORK else None
        tied = [level] if level else _tied(events)
        if tied:
            return Coded(name, tied[-1].what, _ADDED_UP, tied[-1])
        return Coded(name, "child_in_need", _NOT_TOLD, case.event) if whole else None
    if state.level and state.level.what in _LADDER[:2]:
        return Coded(name, state.level.what, _ADDED_UP, state.level)
    return Coded(name, "universal", _NOT_TOLD, case.event) if case and whole else None


def _highest(state: _State, level: Coded | None) -> Coded | None:
    """Return the highest level of service that the child ever had."""
    name = "csc_highest_ever"
    for what in reversed(_LADDER):
        if what == "looked_after" and what not in state.ever and "care_leaver" in state.ever:
            return Coded(name, what, _NOT_TOLD, state.ever["care_leaver"])
        if what in state.ever:
            return Coded(name, what, _ADDED_UP, state.ever[what])
    if level and level.code in _LADDER:
        return Coded(name, level.code, _NOT_TOLD, level.event)
    return None


def _plan(events: Sequence[Event], case: Coded | None, level: Coded | None) -> Coded | None:
    """Return whether the child had a plan at the incident, once had one, or never had."""
    plans = [event for event in events if event.what == "child_protection_plan"]
    had = [event for event in plans if event.kind in PRESENT]
    ended = [event for event in plans if event.kind is Kind.ENDED]
    never = [event for event in plans if event.kind is Kind.NEVER]
    denied = [event for event in plans if event.kind is Kind.DENIED]
    made = bool(ended) or any(event.kind is Kind.STARTED for event in had)
    gone = case and (case.code != "open" or (level and level.code != "child_protection_plan"))
    # The first of these that the report tells.
    told = (
        ("never", _SAID, never if not made else None),
        ("past", _SAID, ended[-1:]),
        ("past", _SAID, had if denied or gone else None),
        ("current", _ADDED_UP, had),
        ("never", _ADDED_UP, never or denied),
        ("never", _NOT_TOLD, [case.event] if case else None),
    )
    return next(
        (Coded("cp_plan", code, chance, found[0]) for code, chance, found in told if found),
        None,
    )
