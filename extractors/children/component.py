"""The component that finds the subject children and codes what the report says of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.age import AgeKind
from extractors.children.about import subjects_in
from extractors.children.age_at_incident import Candidate, age_candidates, choose
from extractors.children.category import Case, Category, death_categories, harm_categories
from extractors.children.characteristics import characteristics_of
from extractors.children.harm import Told, acts_told
from extractors.children.maltreatment import Suffered, confidence, maltreatment_of
from extractors.children.outcome import Outcome, outcome_of
from extractors.children.sex import Sex, sex_of
from extractors.children.source_of_harm import Source, nobody_else, source_of_harm
from extractors.children.stated import Stated, stated_of
from extractors.children.status import neglect_of, status_of
from extractors.children.subjects import Subject, subjects_of
from extractors.reading import Reading
from extractors.review import is_in_scope
from schemas.evidence import Evidence
from schemas.finding import Alternative, Finding, FindingValue
from schemas.status import ValueStatus

_BANDS = (
    (12.0, "under_1"),
    (72.0, "1_to_5"),
    (132.0, "6_to_10"),
    (192.0, "11_to_15"),
    (216.0, "16_to_17"),
)
_INFANT = 24.0  # months; harm to so young a child that no act explains is injury most often
_SOURCE = {"convicted": 0.85, "family_court_finding": 0.8, "charged": 0.8}
_SOURCE_UNSURE = 0.65
_NOBODY_DID_IT = 0.85


@dataclass(frozen=True, slots=True)
class _Child:
    """What the report says of one child."""

    subject: Subject
    age: tuple[Candidate, list[Candidate]] | None
    sex: Sex | None
    outcome: Outcome | None
    categories: list[Category]
    source: Source | None
    maltreatment: dict[str, Suffered]
    stated: list[Stated]

    @property
    def is_told_of(self) -> bool:
        return bool(self.age or self.sex or self.outcome)


class _Coded(NamedTuple):
    """A value with what a finding says of it."""

    value: FindingValue
    confidence: float
    evidence: tuple[Evidence, ...]
    status: ValueStatus = ValueStatus.STATED
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class ChildExtractor:
    """Finds the subject children of a review, with age, sex, outcome, category and source."""

    name: str = "children"
    version: str = "8"
    looks_for = frozenset(
        {
            "child.label",
            "child.index_child",
            "child.subject_role",
            "child.age_at_incident",
            "child.age_band",
            "child.sex",
            "child.ethnicity",
            "child.outcome",
            "child.death_category",
            "child.serious_harm_category",
            "child.maltreatment",
            "child.neglect_level",
            "child.source_of_harm",
            "child.source_of_harm_certainty",
            "child.living_with",
            "child.csc_at_incident",
            "child.csc_level",
            "child.csc_highest_ever",
            "child.cp_plan",
            "child.cp_plan_category",
            "child.child_characteristics",
        }
    )

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return the findings for `children.<n>`; none for a document that is out of scope."""
        if not reading.sentences or not is_in_scope(reading):
            return []
        subjects = subjects_of(reading)
        told = acts_told(reading)
        children = [self._child(reading, subject, subjects, told) for subject in subjects]
        if len(children) == 1 and not children[0].is_told_of:
            return []
        index = _index_child(children)
        return [f for child in children for f in self._all(reading, child, child is index)]

    def _child(
        self,
        reading: Reading,
        subject: Subject,
        subjects: Sequence[Subject],
        told: Sequence[Told],
    ) -> _Child:
        source = source_of_harm(reading, subject, subjects)
        own = [
            one for one in told if subject.number in subjects_in(reading, one.sentence, subjects)
        ]
        age = choose(age_candidates(reading, subject, subjects))
        outcome = outcome_of(own)
        case = Case(age[0].min_months if age else None, source.relation if source else None)
        categories: list[Category] = []
        if outcome and outcome.code == "death":
            categories = death_categories(own, case) or [
                Category("unclear", outcome.told, outcome.told.weight)
            ]
        elif outcome and outcome.code == "serious_harm":
            categories = harm_categories(own, case)
            if not categories and case.age is not None and case.age < _INFANT:
                categories = [Category("physical_abuse", outcome.told, outcome.told.weight)]
        sex = sex_of(reading, subject, subjects)
        stated = [
            *stated_of(reading, subject, subjects),
            *characteristics_of(reading, subject, subjects),
            *status_of(reading, subject, subjects, case.age, sex.value if sex else None),
        ]
        kinds = maltreatment_of(
            reading, subject, subjects, own, categories[0] if categories else None
        )
        return _Child(subject, age, sex, outcome, categories, source, kinds, stated)

    def _all(self, reading: Reading, child: _Child, index: bool) -> Iterator[Finding]:
        found = list(self._findings(reading, child, index))
        yield from found
        neglect = neglect_of(found)
        if neglect:
            coded = _Coded(neglect.value, neglect.confidence, neglect.evidence)
            yield self._finding(child.subject, neglect.variable, coded)

    def _findings(self, reading: Reading, child: _Child, index: bool) -> Iterator[Finding]:
        subject = child.subject
        named = reading.evidence(subject.start, subject.end)
        if subject.label:
            yield self._finding(subject, "label", _Coded(subject.label, 0.95, named))
        yield self._finding(subject, "index_child", _Coded(index, 0.95, named))
        yield self._finding(subject, "subject_role", _Coded("victim", 0.9, named))
        yield from self._age(child)
        if child.sex:
            status = ValueStatus.STATED if child.sex.value else ValueStatus.WITHHELD
            yield self._finding(
                subject,
                "sex",
                _Coded(child.sex.value, child.sex.confidence, child.sex.evidence, status),
            )
        if child.outcome:
            told = child.outcome.told
            yield self._finding(
                subject,
                "outcome",
                _Coded(
                    child.outcome.code,
                    child.outcome.confidence,
                    reading.evidence(told.start, told.end),
                ),
            )
        yield from self._category(reading, child)
        yield from self._source(reading, child)
        yield from self._maltreatment(reading, child)
        for stated in child.stated:
            yield self._finding(
                subject,
                stated.variable,
                _Coded(stated.value, stated.confidence, stated.evidence, stated.status),
            )

    def _age(self, child: _Child) -> Iterator[Finding]:
        if child.age is None:
            return
        age, others = child.age
        confidence = _age_confidence(age, others)
        alternatives = tuple(
            Alternative(_age_value(other), round(0.3 * confidence, 2), other.evidence)
            for other in others[:3]
        )
        yield self._finding(
            child.subject,
            "age_at_incident",
            _Coded(_age_value(age), confidence, age.evidence, alternatives=alternatives),
        )
        band = age_band(age.min_months, age.max_months)
        if band:
            yield self._finding(child.subject, "age_band", _Coded(band, confidence, age.evidence))

    def _category(self, reading: Reading, child: _Child) -> Iterator[Finding]:
        if child.outcome is None or not child.categories:
            return
        name = f"{'death' if child.outcome.code == 'death' else 'serious_harm'}_category"
        first, *others = child.categories
        total = sum(category.weight for category in child.categories)
        confidence = round(0.5 + 0.45 * first.weight / total, 2)
        yield self._finding(
            child.subject,
            name,
            _Coded(
                first.code,
                confidence,
                reading.evidence(first.told.start, first.told.end),
                alternatives=tuple(
                    Alternative(
                        other.code,
                        round(0.9 * other.weight / total, 2),
                        reading.evidence(other.told.start, other.told.end),
                    )
                    for other in others[:3]
                ),
            ),
        )

    def _source(self, reading: Reading, child: _Child) -> Iterator[Finding]:
        subject, source = child.subject, child.source
        category = child.categories[0] if child.categories else None
        told = category or child.outcome
        code = nobody_else(
            child.outcome.code if child.outcome else None,
            category.code if category else None,
            source,
            child.age[0].min_months if child.age else None,
        )
        if told and code:
            evidence = reading.evidence(told.told.start, told.told.end)
            coded = _Coded(code, _NOBODY_DID_IT, evidence)
            yield self._finding(subject, "source_of_harm", coded)
        elif source:
            confidence = _SOURCE.get(source.certainty or "", _SOURCE_UNSURE)
            if source.rival:
                confidence -= 0.1
            coded = _Coded(source.relation, confidence, source.evidence)
            yield self._finding(subject, "source_of_harm", coded)
            if source.certainty:
                coded = _Coded(source.certainty, confidence, source.evidence)
                yield self._finding(subject, "source_of_harm_certainty", coded)

    def _maltreatment(self, reading: Reading, child: _Child) -> Iterator[Finding]:
        kinds = child.maltreatment
        if child.outcome is None or not kinds:
            return
        evidence = tuple(
            words for kind, told in kinds.items() for words in reading.evidence(*told, kind)
        )
        value = _Coded(list(kinds), confidence(), evidence)
        yield self._finding(child.subject, "maltreatment", value)

    def _finding(self, subject: Subject, variable: str, coded: _Coded) -> Finding:
        return Finding(
            f"children.{subject.number}.{variable}",
            coded.value,
            coded.confidence,
            coded.evidence,
            self.name,
            self.version,
            coded.status,
            coded.alternatives,
        )


def age_band(min_months: float, max_months: float) -> str | None:
    """Return the band that holds a whole range of ages, or None where it spans two.

    >>> age_band(28, 29)
    '1_to_5'
    """
    for below, band in _BANDS:
        if min_months < below:
            return band if max_months <= below else None
    return None


def _age_value(age: Candidate) -> dict[str, object]:
    basis = "stated"
    if age.kind is AgeKind.COMPUTED:
        basis = "computed"
    elif age.kind.vague and age.kind is not AgeKind.RANGE:
        basis = "band_only"
    return {
        "months": age.months,
        "months_min": age.min_months,
        "months_max": age.max_months,
        "basis": basis,
    }


def _age_confidence(age: Candidate, others: Sequence[Candidate]) -> float:
    if age.kind.vague:
        return 0.6
    return 0.75 if others else 0.95


def _index_child(children: Sequence[_Child]) -> _Child:
    """Return the child whom national figures count: the first who died, else the first harmed."""
    order = {"death": 0, "serious_harm": 1}
    return min(children, key=lambda c: order.get(c.outcome.code if c.outcome else "", 2))
