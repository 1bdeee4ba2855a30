"""From judgements to scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from evaluation.compare import EvidenceJudgement, Judgement
from evaluation.fields import MEASURES, Measure
from evaluation.gold import Side
from evaluation.measures import Counts, Interval, kappa_interval, macro_f1, share

WRONGLY_INVOLVED = "not involved, reported as involved"


@dataclass(frozen=True, slots=True)
class Score:
    """How right the machine is on one field.

    Attributes:
        field: Its name.
        units: Reviews or children that were judged.
        counts: Values over all units; precision, recall and F1 (micro) come from them.
        macro_f1: Mean F1 of the codes; nan for texts.
        agreement: Share of units on which machine and labels say the same, silence included.
        kappa: For single codes, with its 95 % interval; silence is one of the answers.
    """

    field: str
    units: int
    counts: Counts
    macro_f1: float
    agreement: float
    kappa: Interval | None


@dataclass(frozen=True, slots=True)
class EvidenceScore:
    """Where the words for right values stand: on the labels' page, and on the labels' words."""

    field: str
    values: int
    right_page: float
    overlap: float


def score(judgements: Iterable[Judgement], side: Side) -> dict[str, Score]:
    """Return the score of each field on one side, in the order of the record."""
    by_field: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.side is side:
            by_field[judgement.field].append(judgement)
    return {name: _score(name, by_field[name]) for name in MEASURES if name in by_field}


def _score(field: str, judgements: Sequence[Judgement]) -> Score:
    pairs = [(judgement.gold, judgement.predicted) for judgement in judgements]
    measure = MEASURES[field]
    return Score(
        field,
        len(judgements),
        reduce(add, (judgement.counts for judgement in judgements), Counts()),
        float("nan") if measure is Measure.TEXT else macro_f1(pairs),
        share(sum(gold == predicted for gold, predicted in pairs), len(pairs)),
        kappa_interval(pairs) if measure is Measure.CODE else None,
    )


def score_evidence(judgements: Iterable[EvidenceJudgement], side: Side) -> list[EvidenceScore]:
    """Return for each field where the words of its right values stand, and for all at the end."""
    by_field: defaultdict[str, list[EvidenceJudgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.side is side:
            by_field[judgement.field].append(judgement)
            by_field["all"].append(judgement)
    return [
        EvidenceScore(
            field,
            len(judged),
            share(sum(j.right_page for j in judged), len(judged)),
            share(sum(j.overlap for j in judged), len(judged)),
        )
        for field, judged in sorted(by_field.items(), key=lambda pair: (pair[0] == "all", pair[0]))
    ]


def wrongly_involved(judgements: Iterable[Judgement], side: Side) -> Counts:
    """Count agencies that the labels call not involved: `wrong` are those reported as involved."""
    roles: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
    for judgement in judgements:
        if judgement.side is side and judgement.field.startswith("agencies."):
            roles[judgement.document][judgement.field] = judgement
    wrong = total = 0
    for fields in roles.values():
        if "agencies.not_involved" in fields:
            absent = fields["agencies.not_involved"].gold
            total += len(absent)
            wrong += len(absent & fields["agencies.involved"].predicted)
    return Counts(right=total - wrong, wrong=wrong)


def judged_problem(judgements: Iterable[Judgement], side: Side) -> Counts:
    """Count codes that both have as pressure points: `right` where the judgement is the same too.

    A code that comes several times counts as right where the two sets of judgements meet.
    """
    right = wrong = 0
    for judgement in judgements:
        if judgement.side is side and judgement.field == "pressure_points.judged":
            gold, predicted = _by_code(judgement.gold), _by_code(judgement.predicted)
            for code in gold.keys() & predicted.keys():
                right += bool(gold[code] & predicted[code])
                wrong += not gold[code] & predicted[code]
    return Counts(right=right, wrong=wrong)


def _by_code(values: Iterable[str]) -> dict[str, set[str]]:
    judged: defaultdict[str, set[str]] = defaultdict(set)
    for value in values:
        code, _, judgement = value.partition(":")
        judged[code].add(judgement)
    return judged
