"""The age at the death or harm that led to the review.

Every age of the child in the report is weighed: by where it stands, by how it is told, and by
whether its sentence tells the incident. Ages that agree stand together; the narrowest of those
that agree with the weightiest is the value, and what disagrees is kept as an alternative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.age import AgeKind, AgeMention, ages_in_row, find_ages, parse_age, whose
from extractors.children.about import nearest_subject, subjects_in
from extractors.children.case import case_sentences
from extractors.children.subjects import Subject
from extractors.reading import Person, Reading, Role, Sentence
from extractors.review.dates import find_dates
from extractors.review.incidents import incident_of
from schemas.document import SectionKind
from schemas.evidence import Evidence

_CHILDHOOD = 18.0 * 12
_KIND_WEIGHT = {
    AgeKind.MODIFIED: 0.9,
    AgeKind.RANGE: 0.6,
    AgeKind.LIST: 0.5,
    AgeKind.BAND: 0.5,
    AgeKind.STAGE: 0.1,
    AgeKind.SCHOOL_YEAR: 0.15,
    AgeKind.CORRECTED: 0.0,
    AgeKind.UNBORN: 0.0,
}
_BORN = re.compile(r"\b(?:born|birth|d\.?o\.?b)", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"(?P<month>0[1-9]|1[0-2])/(?:20)?(?P<year>\d\d)")
_COMPUTED_WEIGHT = 4.0
_TABLE_WEIGHT = 5.0
_UNLIKELY = 0.1
_IN_PASSING = 0.5
_OF_ANY_CHILD = 0.3  # of several, where the sentence does not say of which
_VAGUE = frozenset({AgeKind.BAND, AgeKind.STAGE, AgeKind.SCHOOL_YEAR})
_SAID_PLAINLY = 0.4
_TO_THE_MONTH = 1.6  # reports give the age at the incident more closely than any other
_AGREES_ENOUGH = 0.08
_BABY = re.compile(r"^(?:Baby|Infant)\b")
_BABYHOOD = 36.0


@cache
def _words() -> dict[str, re.Pattern[str]]:
    name = "age_words.yaml"
    data = yaml.safe_load(files("extractors.children").joinpath(name).read_text("utf-8"))
    return {key: re.compile("|".join(value), re.IGNORECASE) for key, value in data.items()}


class Candidate(NamedTuple):
    """An age that may be the one asked for, with its weight."""

    min_months: float
    max_months: float
    kind: AgeKind
    weight: float
    evidence: tuple[Evidence, ...]
    nominal: float | None = None

    @property
    def months(self) -> float:
        """The age to name: the least that the words allow, but for one that is computed."""
        return self.min_months if self.nominal is None else self.nominal

    def agrees(self, other: Candidate) -> bool:
        """Whether two ages can both be true of one day."""
        if self is other:
            return True
        return self.min_months < other.max_months and other.min_months < self.max_months


def age_candidates(
    reading: Reading, subject: Subject, subjects: Sequence[Subject]
) -> list[Candidate]:
    """Return the ages that the report gives for a child, the weightiest first."""
    found = [*_from_table(reading, subject), *_from_introduction(reading, subject)]
    found += [*_from_rows(reading, subject), *_from_birth(reading, subject)]
    if subject.age is None:
        found += _from_text(reading, subject, subjects)
    return sorted(found, key=lambda candidate: -candidate.weight)


def choose(candidates: Sequence[Candidate]) -> tuple[Candidate, list[Candidate]] | None:
    """Return the age at incident and what disagrees with it, or None where nothing is said.

    The weightiest support wins; within it the narrowest age that is not much lighter.
    """
    told = [candidate for candidate in candidates if candidate.weight > 0]
    if not told:
        return None
    exact = [c for c in told if c.kind not in _VAGUE and c.weight >= _SAID_PLAINLY]
    told = exact or told
    best = max(told, key=lambda c: (_support(c, told), c.weight))
    agreeing = [c for c in told if c.agrees(best) and c.weight >= best.weight * _AGREES_ENOUGH]
    value = min(agreeing, key=lambda c: (c.max_months - c.min_months, -c.weight))
    others = [c for c in told if not c.agrees(value) and c.weight >= best.weight * 0.3]
    return value, others


def _support(candidate: Candidate, told: Sequence[Candidate]) -> float:
    """Return the weight of an age with a share of what agrees with it and is as narrow."""
    width = candidate.max_months - candidate.min_months
    others = (
        c.weight
        for c in told
        if c is not candidate and c.agrees(candidate) and c.max_months - c.min_months <= width * 3
    )
    return candidate.weight + min(sum(others) * 0.5, candidate.weight)


def _from_introduction(reading: Reading, subject: Subject) -> Iterator[Candidate]:
    if subject.age is not None:
        evidence = reading.evidence(subject.age.start, subject.age.end)
        yield _candidate(subject.age, 20.0, evidence)


def _from_table(reading: Reading, subject: Subject) -> Iterator[Candidate]:
    for person in reading.people:
        if person.label != subject.label:
            continue
        ages = [parse_age(person.age)] if person.age else []
        ages += [*find_ages(f"{person.label}, {person.relation}")]
        for age in ages:
            if age is not None and age.min_months < _CHILDHOOD:
                yield _candidate(age, _TABLE_WEIGHT, person.evidence)


def _from_rows(reading: Reading, subject: Subject) -> Iterator[Candidate]:
    """Yield the first amount of time in a table row that begins with the child's label."""
    for sentence in reading.sentences:
        if sentence.in_table and subject.label and sentence.text.startswith(f"{subject.label} "):
            row = reading.text[sentence.start : list(reading.paragraph(sentence))[-1].end]
            for age in list(ages_in_row(row))[:1]:
                start, end = age.start + sentence.start, age.end + sentence.start
                yield _candidate(age, _TABLE_WEIGHT, reading.evidence(start, end))


def _from_birth(reading: Reading, subject: Subject) -> Iterator[Candidate]:
    """Yield the age that follows from the child's month of birth and that of the incident."""
    for person in reading.people:
        if person.label != subject.label:
            continue
        born = _born(person)
        incident = incident_of(reading, None) if len(born) >= len("2010-09") else None
        if incident is None or len(incident.value) < len("2010-09"):
            continue
        months = _months(incident.value) - _months(born)
        if 0 <= months < _CHILDHOOD:
            evidence = (*person.evidence[-1:], *incident.evidence)
            least = max(0.0, months - 1)  # born on the last day of its month, say
            kind = AgeKind.COMPUTED
            yield Candidate(least, months + 1, kind, _COMPUTED_WEIGHT, evidence, months)


def _born(person: Person) -> str:
    """Return the date of birth in a person's row ("born in May 2010", "05/10"), or nothing."""
    short = _MONTH_AND_YEAR.fullmatch(person.age.strip())
    if short:
        return f"20{short['year']}-{short['month']}"
    words = f"{person.age} {person.relation}"
    return next((date.value for date in find_dates(words) if _BORN.search(words)), "")


def _months(date: str) -> float:
    year, month = date.split("-")[:2]
    return int(year) * 12.0 + int(month)


def _from_text(
    reading: Reading, subject: Subject, subjects: Sequence[Subject]
) -> Iterator[Candidate]:
    for sentence, place in case_sentences(reading):
        ages = find_ages(sentence.text)
        about = subjects_in(reading, sentence, subjects) if ages else set()
        named = len(about) < len(subjects)
        if about and _are_twins(subjects):
            about = {each.number for each in subjects}
        if subject.number not in about:
            continue
        for age in ages:
            placed = replace(
                age,
                start=age.start + sentence.start,
                end=age.end + sentence.start,
                number_at=age.number_at + sentence.start,
            )
            share = _share(sentence, placed, subject, subjects, named)
            if not share or age.min_months >= _CHILDHOOD:
                continue
            if whose(reading, placed) is Role.SUBJECT:
                weight = share * place * _told_weight(sentence.text, age)
                yield _candidate(placed, weight, reading.evidence(placed.start, placed.end))


def _share(
    sentence: Sentence, age: AgeMention, subject: Subject, subjects: Sequence[Subject], named: bool
) -> float:
    """Return what share of its weight an age has for a child: none where it is another's."""
    share = 1.0
    if len(subjects) > 1 and not _are_twins(subjects):
        nearest = nearest_subject(sentence, age.start, subjects)
        if nearest is not None and nearest != subject.number and not age.each:
            return 0.0
        if nearest is None and not named:
            share = _OF_ANY_CHILD
    if _BABY.match(subject.label or "") and age.min_months > _BABYHOOD:
        share *= _UNLIKELY
    if sentence.in_table or sentence.section is SectionKind.ADDENDUM:
        share *= _IN_PASSING
    return share


def _are_twins(subjects: Sequence[Subject]) -> bool:
    """Whether the subject children are twins, who are of one age."""
    return len(subjects) > 1 and all((each.label or "").startswith("Twin") for each in subjects)


def _told_weight(sentence: str, age: AgeMention) -> float:
    """Return how surely an age is the one at the incident, by the words of its sentence."""
    weight = _KIND_WEIGHT.get(age.kind, 1.0)
    if age.kind in {AgeKind.LIFETIME, AgeKind.COMPUTED, AgeKind.NEWBORN}:
        weight *= 3.0
    near = sentence[max(0, age.start - 80) : age.end + 80]
    if age.max_months - age.min_months <= 1.0 and age.kind not in _VAGUE:
        weight *= _TO_THE_MONTH
    if _words()["incident"].search(near):
        weight *= 3.0
    if _words()["other_time"].search(sentence[max(0, age.start - 25) : age.end + 40]):
        weight *= 0.3
    return weight


def _candidate(age: AgeMention, weight: float, evidence: tuple[Evidence, ...]) -> Candidate:
    return Candidate(age.min_months, min(age.max_months, _CHILDHOOD), age.kind, weight, evidence)
