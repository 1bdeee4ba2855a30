from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import predict as predicting
from evaluation.gold import SAMPLES, Labelled, load_passages, load_reports
from evaluation.predict import predict, read_labelled
from evaluation.run import evaluate
from ingest.errors import MESSAGES, Failure


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def report(name: str) -> Labelled:
    return next(labelled for labelled in load_reports(SAMPLES) if labelled.name == name)


def test_a_report_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    labelled = report("out_of_scope/04.pdf")
    first = read_labelled(labelled)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it is in the cache")

    monkeypatch.setattr(predicting, "read_safely", refuse)
    assert read_labelled(labelled) == first


def test_a_prediction_shows_words_that_stand_on_their_pages() -> None:
    prediction = predict(load_passages(SAMPLES)[0])

    assert prediction.record.document == "p001.txt"
    for finding in prediction.findings:
        for words in finding.evidence:
            text = prediction.document.page(words.page).text
            assert text[words.start : words.end] == words.quote


def test_a_document_that_cannot_be_read_is_said_so_and_scored_nowhere(tmp_path: Path) -> None:
    (tmp_path / "r01.pdf").write_bytes(b"")
    (tmp_path / "r01.json").write_text(
        '{"document": "r01.pdf", "pages": 1, "review": {"label": "Child K"}, "children": []}',
        encoding="utf-8",
    )

    run = evaluate(load_reports(tmp_path))

    assert run.unread == {"r01.pdf": MESSAGES[Failure.EMPTY]}
    assert run.judgements == []
    assert run.documents == {}
