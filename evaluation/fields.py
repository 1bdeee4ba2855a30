"""The fields that are scored: what of a record each takes, as a set of values.

The variables of the review and of the child come from the codebook, so that a new variable is
scored without more ado; the lists of the record are named here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from evaluation.match import even
from schemas.codebook import Variable, codebook
from schemas.record import Child, Record, Review

Values = frozenset[str]
"""The values of a field: none, one, or for a list any number of them."""

AGE_UNIT_CHANGES_AT = 24.0
"""Months. Ages below are right within a month, others within a year."""

RANGE_TOLERANCE = 0.1
"""Months by which the bounds of an age range may differ, since weeks do not make whole months."""

Holder = TypeVar("Holder", Review, Child, Record)


class Measure(StrEnum):
    """What a field's values are: one code, any number of codes, or texts and numbers."""

    CODE = "code"
    CODES = "codes"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field(Generic[Holder]):
    """A field of a review, a child or a record.

    Attributes:
        name: Such as "children.outcome".
        measure: What its values are.
        values: Takes them from what holds them.
        label: The key of the labels that must be there for the field to be scored.
        path: Path of the finding: in the record, or for a child under the child.
        same: Whether a predicted value counts as a gold one; equality where not given.
    """

    name: str
    measure: Measure
    values: Callable[[Holder], Values]
    label: str
    path: str = ""
    same: Callable[[str, str], bool] | None = None

    def as_gold(self, predicted: str, gold: Values) -> str:
        """Return the gold value that a predicted one counts as, or the predicted one itself."""
        if self.same is None:
            return predicted
        return next((value for value in gold if self.same(value, predicted)), predicted)


def one(value: str | None) -> Values:
    """Return a single value as a set."""
    return frozenset() if value is None else frozenset({value})


def _review_field(variable: Variable) -> Field[Review]:
    name = f"review.{variable.name}"
    measure, values = _reading(variable)
    if variable.name == "area":
        measure, values = Measure.CODES, _areas
    return Field(name, measure, values, name, name)


def _child_fields(variable: Variable) -> list[Field[Child]]:
    name = f"children.{variable.name}"
    if variable.kind == "age":
        return _age_fields(variable.name)
    measure, values = _reading(variable)
    label = name
    if variable.name in {"source_of_harm", "source_of_harm_certainty"}:
        part = "certainty" if variable.name.endswith("certainty") else "relation"
        label = "children.source_of_harm"
        values = _source_of_harm(part)
    return [Field(name, measure, values, label, variable.name)]


def _reading(variable: Variable) -> tuple[Measure, Callable[[Review | Child], Values]]:
    """Return how the values of a variable are taken, by its kind."""
    name = variable.name
    if variable.kind == "text":
        return Measure.TEXT, lambda holder: _words(getattr(holder, name))
    if variable.kind == "codes":
        return Measure.CODES, lambda holder: frozenset(getattr(holder, name))
    if variable.kind == "boolean":
        return Measure.CODE, lambda holder: one("yes" if getattr(holder, name) else None)
    measure = Measure.CODE if variable.kind == "code" else Measure.TEXT
    return measure, lambda holder: one(getattr(holder, name))


def _words(text: str | None) -> Values:
    return one(even(text)) if text else frozenset()


def _areas(review: Review | Child) -> Values:
    areas: str | None = getattr(review, "area", None)
    return frozenset(even(area) for area in (areas or "").split(";") if area.strip())


def _source_of_harm(part: str) -> Callable[[Review | Child], Values]:
    def values(child: Review | Child) -> Values:
        source = getattr(child, "source_of_harm", None)
        return one(getattr(source, part)) if source else frozenset()

    return values


def _age_fields(path: str) -> list[Field[Child]]:
    label = "children.age_months"
    return [
        Field("children.age", Measure.TEXT, _age, label, path, _same_age),
        Field("children.age_range", Measure.TEXT, _age_range, label, path, _same_range),
    ]


def _age(child: Child) -> Values:
    return one(None if child.age_months is None else f"{child.age_months:g}")


def _same_age(gold: str, predicted: str) -> bool:
    within = 1.0 if float(gold) < AGE_UNIT_CHANGES_AT else 12.0
    return abs(float(gold) - float(predicted)) <= within


def _age_range(child: Child) -> Values:
    if child.age_months_min is None or child.age_months_max is None:
        return frozenset()
    return one(f"{child.age_months_min:g} to {child.age_months_max:g}")


def _same_range(gold: str, predicted: str) -> bool:
    bounds = zip(gold.split(" to "), predicted.split(" to "), strict=True)
    return all(abs(float(a) - float(b)) <= RANGE_TOLERANCE + 1e-9 for a, b in bounds)


def _factors(*parts: str, stated_alone: bool) -> Callable[[Record], Values]:
    def values(record: Record) -> Values:
        return frozenset(
            ":".join(getattr(factor, part) for part in parts)
            for factor in record.family_factors
            if factor.status == "stated" or not stated_alone
        )

    return values


def _out_of_scope(record: Record) -> Values:
    return one("out_of_scope" if record.review.review_type == "out_of_scope" else None)


def _of_record(
    name: str,
    values: Callable[[Record], Values],
    label: str | None = None,
    measure: Measure = Measure.CODES,
) -> Field[Record]:
    return Field(name, measure, values, label or name, name)


REVIEW_FIELDS = tuple(_review_field(variable) for variable in codebook().group("review"))
CHILD_FIELDS = tuple(
    field for variable in codebook().group("child") for field in _child_fields(variable)
)
RECORD_FIELDS = (
    _of_record("review.out_of_scope", _out_of_scope, "review.review_type", Measure.TEXT),
    _of_record("children.number", lambda r: one(str(len(r.children))), "children", Measure.TEXT),
    _of_record("agencies.involved", lambda r: frozenset(r.agencies.involved)),
    _of_record("agencies.not_involved", lambda r: frozenset(r.agencies.not_involved)),
    _of_record("agencies.mechanisms", lambda r: frozenset(r.agencies.mechanisms)),
    _of_record("pressure_points", lambda r: frozenset(p.code for p in r.pressure_points)),
    _of_record(
        "pressure_points.judged",
        lambda r: frozenset(f"{p.code}:{p.judged_problem}" for p in r.pressure_points),
        "pressure_points",
    ),
    _of_record("family_factors", _factors("code", stated_alone=True)),
    _of_record(
        "family_factors.holder", _factors("code", "holder", stated_alone=True), "family_factors"
    ),
    _of_record(
        "family_factors.status",
        _factors("code", "holder", "status", stated_alone=False),
        "family_factors",
    ),
    _of_record("practice_themes", lambda r: frozenset(r.practice_themes)),
    _of_record(
        "recommendations",
        lambda r: frozenset(even(item.text) for item in r.recommendations),
        measure=Measure.TEXT,
    ),
)

MEASURES: dict[str, Measure] = {
    **{field.name: field.measure for field in REVIEW_FIELDS},
    **{field.name: field.measure for field in CHILD_FIELDS},
    **{field.name: field.measure for field in RECORD_FIELDS},
}
"""Every field that is scored, with what its values are."""
