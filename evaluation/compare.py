"""One document held against its labels: a judgement for each field, and for each piece of evidence.

Everything that is printed or written comes from judgements; they keep the confidence and the words
for whoever asks more of them than counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evaluation.fields import (
    CHILD_FIELDS,
    RECORD_FIELDS,
    REVIEW_FIELDS,
    Field,
    Holder,
    Values,
)
from evaluation.gold import PER_PASSAGE, Kind, Labelled, Side
from evaluation.match import on_page, overlaps, pair_children
from evaluation.measures import Counts, compare_sets
from evaluation.predict import Prediction
from schemas.evidence import Evidence
from schemas.record import Child, Quote


@dataclass(frozen=True, slots=True)
class Judgement:
    """What gold and machine say of one field of one review or child.

    Attributes:
        document: Name of the labelled document.
        side: Its half of the corpus.
        field: Name of the field.
        path: Path in the record, "" for lists.
        gold, predicted: The values; a predicted value that counts as the gold one is written as it.
        confidence: The machine's, where one finding gave the value.
        words: The machine's words, with their page.
    """

    document: str
    side: Side
    field: str
    path: str
    gold: Values
    predicted: Values
    confidence: float | None = None
    words: tuple[Quote, ...] = ()

    @property
    def counts(self) -> Counts:
        """Right, wrong and missed values."""
        return compare_sets(self.gold, self.predicted)


@dataclass(frozen=True, slots=True)
class EvidenceJudgement:
    """Where the machine's words for a right value stand, held against the labels' words."""

    document: str
    side: Side
    field: str
    right_page: bool
    overlap: bool


class Case(NamedTuple):
    """A labelled document and what the machine says of it."""

    labelled: Labelled
    prediction: Prediction


def judge(case: Case) -> Iterator[Judgement]:
    """Yield a judgement for each field that the labels of a document cover."""
    gold, record = case.labelled.gold, case.prediction.record
    covered = case.labelled.covered
    for review_field in REVIEW_FIELDS:
        if review_field.label in covered:
            yield _judgement(case, review_field, review_field.path, (gold.review, record.review))
    for record_field in RECORD_FIELDS:
        if record_field.label in covered:
            yield _judgement(case, record_field, record_field.path, (gold, record))
    for number, (at, predicted_at) in enumerate(pair_children(gold.children, record.children)):
        child = Child() if at is None else gold.children[at]
        predicted = Child() if predicted_at is None else record.children[predicted_at]
        for child_field in CHILD_FIELDS:
            if _asked(case.labelled, child_field, number):
                path = "" if predicted_at is None else f"children.{predicted_at}.{child_field.path}"
                yield _judgement(case, child_field, path, (child, predicted))


def _asked(labelled: Labelled, field: Field[Child], number: int) -> bool:
    """Whether the labels answer for a field of the child in this position."""
    for_the_first = labelled.kind is Kind.PASSAGE and field.name in PER_PASSAGE
    return field.label in labelled.covered and not (for_the_first and number)


def _judgement(
    case: Case, field: Field[Holder], path: str, holders: tuple[Holder, Holder]
) -> Judgement:
    gold, predicted = map(field.values, holders)
    labelled, prediction = case
    return Judgement(
        labelled.name,
        labelled.side,
        field.name,
        path,
        gold,
        frozenset(field.as_gold(value, gold) for value in predicted),
        prediction.record.confidence.get(path),
        tuple(Quote(page=words.page, quote=words.quote) for words in prediction.evidence(path)),
    )


def judge_evidence(case: Case) -> Iterator[EvidenceJudgement]:
    """Yield a judgement for each right value whose words the labels quote."""
    labelled, prediction = case
    right = {j.path for j in judge(case) if j.gold and j.gold == j.predicted}
    pairs = dict(pair_children(labelled.gold.children, prediction.record.children))
    for gold_path, quotes in labelled.gold.evidence.items():
        field, path = _paths(gold_path, pairs)
        if path in right:
            gold = quotes if isinstance(quotes, list) else [quotes]
            yield _evidence_judgement(case, field, gold, prediction.evidence(path))
    yield from _items(case)


def _paths(gold_path: str, pairs: Mapping[int | None, int | None]) -> tuple[str, str]:
    """Return the field of a path of the labels, and the path where the machine has it."""
    group, _, rest = gold_path.partition(".")
    if group != "children":
        return gold_path, gold_path
    number, _, name = rest.partition(".")
    return f"children.{name}", f"children.{pairs.get(int(number))}.{name}"


def _items(case: Case) -> Iterator[EvidenceJudgement]:
    """Yield a judgement for each code of a list that both have, over all places of the code."""
    gold = case.labelled.gold
    for group, items in (
        ("pressure_points", [(p.code, p.page, p.quote) for p in gold.pressure_points]),
        ("family_factors", [(f.code, f.page, f.quote) for f in gold.family_factors]),
    ):
        for code in dict.fromkeys(code for code, _, quote in items if quote):
            quotes = [
                Quote(page=page, quote=quote) for other, page, quote in items if other == code
            ]
            evidence = [
                words
                for finding in case.prediction.findings
                if finding.path.startswith(f"{group}.")
                and isinstance(finding.value, dict)
                and finding.value["code"] == code
                for words in finding.evidence
            ]
            if evidence:
                yield _evidence_judgement(case, group, quotes, evidence)


def _evidence_judgement(
    case: Case, field: str, gold: Sequence[Quote], evidence: Sequence[Evidence]
) -> EvidenceJudgement:
    labelled, prediction = case
    right = [quote for quote in gold if on_page(evidence, quote)]
    return EvidenceJudgement(
        labelled.name,
        labelled.side,
        field,
        bool(right),
        any(overlaps(evidence, quote, prediction.document.page(quote.page)) for quote in right),
    )
