"""A run as JSON, for whoever compares two versions or draws plots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic_core import to_json

from evaluation.compare import Judgement
from evaluation.gold import Side
from evaluation.phrases import PhraseJudgement
from evaluation.run import Run
from evaluation.scores import Score, score, score_evidence
from extractors.pipeline import VERSION
from ingest.reader import READER_VERSION
from schemas.codebook import codebook


def write_results(
    path: Path, runs: Mapping[str, Run], phrases: Sequence[PhraseJudgement] = ()
) -> None:
    """Write scores, judgements and the versions they are of. What is not defined is null."""
    results = {
        "versions": versions(),
        "runs": {title: _run(run) for title, run in runs.items()},
        "phrases": phrases,
    }
    path.write_bytes(to_json(results, indent=1, inf_nan_mode="null") + b"\n")


def versions() -> dict[str, str]:
    """Return the versions that results are of."""
    return {
        "pipeline": VERSION,
        "reader": READER_VERSION,
        "codebook": codebook().version,
    }


def _run(run: Run) -> dict[str, object]:
    return {
        "scores": {side: list(map(_score, score(run.judgements, side).values())) for side in Side},
        "evidence": {side: score_evidence(run.evidence, side) for side in Side},
        "verdicts": run.verdicts,
        "unread": run.unread,
        "judgements": list(map(_judgement, run.judgements)),
    }


def _score(score: Score) -> dict[str, object]:
    counts = score.counts
    return {
        **asdict(score),
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def _judgement(judgement: Judgement) -> dict[str, object]:
    """Return a judgement with its values in a fixed order, so that files can be compared."""
    return {
        "document": judgement.document,
        "side": judgement.side,
        "field": judgement.field,
        "path": judgement.path,
        "gold": sorted(judgement.gold),
        "predicted": sorted(judgement.predicted),
        "confidence": judgement.confidence,
        "words": judgement.words,
    }
