"""The services of one child as stated values: case, level, highest level, plan and category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.children.about import subjects_in
from extractors.children.stated import Stated
from extractors.children.status.afterwards import is_before_birth
from extractors.children.status.categories import categories_of
from extractors.children.status.chain import coded
from extractors.children.status.events import Event, Kind, events_of
from extractors.children.status.home import home_of
from extractors.children.status.shown import shown
from extractors.children.status.words import words
from extractors.children.subjects import Subject
from extractors.reading import Reading
from schemas.status import ValueStatus

_CATEGORY = 0.75  # the chance that a category beside a plan is the child's


def status_of(
    reading: Reading,
    subject: Subject,
    subjects: Sequence[Subject],
    age: float | None,
    sex: str | None,
) -> list[Stated]:
    """Return what a report says of a child's services and home, given age in months and sex."""
    fitting = [
        event for event in events_of(reading) if not (event.sex and sex and event.sex != sex)
    ]
    own = [
        event
        for event in fitting
        if _is_of(reading, event, subject, subjects)
        and not is_before_birth(reading, event.sentence, age)
    ]
    services = list(_services_of(reading, own, age))
    level = next((str(one.value) for one in services if one.variable == "csc_level"), None)
    return [*services, *home_of(reading, subject, subjects, level)]


def _services_of(reading: Reading, own: Sequence[Event], age: float | None) -> Iterator[Stated]:
    plan = None
    for each in coded(reading, own, age):
        plan = each.code if each.variable == "cp_plan" else plan
        yield Stated(
            each.variable,
            each.code,
            ValueStatus.STATED,
            each.confidence,
            tuple(
                words
                for event in shown(each, own)
                for words in reading.evidence(event.start, event.end)
            ),
        )
    if plan not in {"current", "past"}:
        return
    categories = categories_of(reading, own if plan == "current" else _until_ended(own))
    if categories:
        yield Stated(
            "cp_plan_category",
            [category.code for category in categories],
            ValueStatus.STATED,
            _CATEGORY,
            tuple(
                quoted
                for category in categories
                for quoted in reading.evidence(category.start, category.end, category.code)
            ),
        )


def _until_ended(events: Sequence[Event]) -> Sequence[Event]:
    """Return the events up to the last end of a plan: a plan made later followed the incident."""
    ends = [
        number
        for number, event in enumerate(events)
        if event.what == "child_protection_plan" and event.kind is Kind.ENDED
    ]
    return events[: ends[-1] + 1] if ends else events


def _is_of(reading: Reading, event: Event, subject: Subject, subjects: Sequence[Subject]) -> bool:
    """Whether an event is of a child: by name, or of every child of the family."""
    everyone = words().cues["everyone"]
    return bool(
        event.what == "refused"
        or subject.number in subjects_in(reading, event.sentence, subjects)
        or everyone.search(event.sentence.text)
    )
