"""Whether a reader would accept a finding: what its confidence is to be the chance of.

A finding is accepted where the labels have its value: a variable as a whole, an item of a list with
all that is asked of it (the judgement of a pressure point, the holder and status of a factor, one
of an agency's roles).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from evaluation.compare import Case, judge
from evaluation.gold import Side
from evaluation.match import even
from extractors.calibration import field_of
from schemas.finding import Finding
from schemas.record import Record

_NOT_THE_VALUE = {"children.age_range", "review.out_of_scope", "children.number"}
"""Fields that judge a part of a finding's value, or no finding at all."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding with its confidence, and whether the labels accept it.

    Attributes:
        field: A variable ("child.sex") or a list ("agencies"): what is calibrated together.
    """

    document: str
    side: Side
    field: str
    confidence: float
    accepted: bool


def verdicts(case: Case) -> Iterator[Verdict]:
    """Yield a verdict on each finding of a document that its labels cover."""
    labelled, prediction = case
    right = {
        judgement.path: judgement.gold == judgement.predicted
        for judgement in judge(case)
        if judgement.path and judgement.field not in _NOT_THE_VALUE
    }
    for finding in prediction.findings:
        field = field_of(finding.path)
        accepts = _ITEMS.get(field)
        if accepts is not None:
            if _LABELS.get(field, field) not in labelled.covered:
                continue
            accepted = accepts(labelled.gold, finding)
        elif (path := prediction.path_in_record(finding.path)) in right:
            accepted = right[path]
        else:
            continue
        yield Verdict(labelled.name, labelled.side, field, finding.confidence, accepted)


def _agency(gold: Record, finding: Finding) -> bool:
    item = _item(finding)
    return any(item["code"] in getattr(gold.agencies, role) for role in item["roles"])


def _pressure_point(gold: Record, finding: Finding) -> bool:
    item = _item(finding)
    said = {(point.code, point.judged_problem) for point in gold.pressure_points}
    return (item["code"], item["judged_problem"]) in said


def _family_factor(gold: Record, finding: Finding) -> bool:
    item = _item(finding)
    said = {(factor.code, factor.holder, factor.status) for factor in gold.family_factors}
    return (item["code"], item["holder"], finding.status.value) in said


def _recommendation(gold: Record, finding: Finding) -> bool:
    return even(_item(finding)["text"]) in {even(item.text) for item in gold.recommendations}


def _item(finding: Finding) -> dict[str, Any]:
    if not isinstance(finding.value, dict):
        raise TypeError(f"{finding.path}: the value of a list item is its fields")
    return finding.value


_ITEMS: dict[str, Callable[[Record, Finding], bool]] = {
    "agencies": _agency,
    "mechanisms": lambda gold, finding: finding.value in gold.agencies.mechanisms,
    "pressure_points": _pressure_point,
    "family_factors": _family_factor,
    "practice_themes": lambda gold, finding: finding.value in gold.practice_themes,
    "recommendations": _recommendation,
}
_LABELS = {"agencies": "agencies.involved", "mechanisms": "agencies.mechanisms"}
"""The key of the labels that covers a list, where it has another name."""
