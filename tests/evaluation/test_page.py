"""The page of an evaluation: scores, plots, and words of the odd side alone."""

from __future__ import annotations

from pathlib import Path

from evaluation.acceptance import Verdict
from evaluation.compare import Judgement
from evaluation.gold import Side
from evaluation.page import write_page
from evaluation.run import Run
from schemas.record import Quote


def judgement(side: Side, words: str) -> Judgement:
    gold, predicted = frozenset({"male"}), frozenset({"female"})
    quotes = (Quote(page=3, quote=words),)
    return Judgement("d.pdf", side, "children.sex", "children.0.sex", gold, predicted, 0.9, quotes)


def test_a_page_shows_plots_and_the_words_of_the_odd_side_alone(tmp_path: Path) -> None:
    run = Run(
        judgements=[judgement(Side.ODD, "she <and> I"), judgement(Side.EVEN, "not to be read")],
        verdicts=[Verdict("d.pdf", side, "child.sex", 0.9, accepted=False) for side in Side],
        documents={Side.ODD: 1, Side.EVEN: 1},
    )
    write_page(tmp_path / "page.html", {"Reports": run}, list(Side))
    page = (tmp_path / "page.html").read_text()
    assert page.count("<svg") == 2
    assert "p. 3: she &lt;and&gt; I" in page
    assert "not to be read" not in page
    assert "children.sex" in page
