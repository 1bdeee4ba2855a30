"""One evaluation: every labelled document of a folder predicted and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from evaluation.acceptance import Verdict, verdicts
from evaluation.compare import Case, EvidenceJudgement, Judgement, judge, judge_evidence
from evaluation.gold import Labelled, Side
from evaluation.phrases import PhraseJudgement
from evaluation.predict import predict
from ingest.errors import ReadingError


@dataclass
class Run:
    """What an evaluation found.

    Attributes:
        judgements: Of fields.
        evidence: Of the words for right values.
        verdicts: Of findings, with their confidence.
        phrases: Of the tables of phrases.
        documents: Number of documents judged on each side.
        unread: Documents that could not be read, with the reason. They are judged nowhere.
    """

    judgements: list[Judgement] = field(default_factory=list)
    evidence: list[EvidenceJudgement] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    phrases: list[PhraseJudgement] = field(default_factory=list)
    documents: dict[Side, int] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


def evaluate(
    corpus: Iterable[Labelled], progress: Callable[[Labelled], None] = lambda _: None
) -> Run:
    """Predict and judge each labelled document; `progress` is told of each as it begins."""
    run = Run()
    for labelled in corpus:
        progress(labelled)
        try:
            case = Case(labelled, predict(labelled))
        except ReadingError as error:
            run.unread[labelled.name] = str(error)
            continue
        run.documents[labelled.side] = run.documents.get(labelled.side, 0) + 1
        run.judgements += judge(case)
        run.evidence += judge_evidence(case)
        run.verdicts += verdicts(case)
    return run
