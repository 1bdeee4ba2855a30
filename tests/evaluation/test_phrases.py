from __future__ import annotations

from pathlib import Path

from evaluation.gold import SAMPLES, Side
from evaluation.phrases import judge_phrases


def test_every_row_of_the_tables_is_judged() -> None:
    judgements = list(judge_phrases(SAMPLES))

    assert len(judgements) == 600
    assert sum(judgement.side is Side.ODD for judgement in judgements) == 300


def test_an_age_is_right_within_a_tenth_of_a_month(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    rows = [
        "She was [[aged 4]] when the review began.\t48\t60\tsubject",
        "She was [[aged 4]] when the review began.\t36\t48\tsubject",
        "Section [[47]] enquiries were made.\t\t\tnot_an_age",
    ]
    (tmp_path / "phrases" / "age_phrases.tsv").write_text("\n".join(rows), encoding="utf-8")

    first, second, third = judge_phrases(tmp_path)

    assert (first.gold, first.right) == ("48 to 60", True)
    assert (second.predicted, second.right) == ("48 to 60", False)
    assert (third.gold, third.right) == ("no age", True)


def test_an_assertion_is_judged_for_its_code(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    row = "There was no evidence of neglect.\tneglect\tneglect\tnegated"
    (tmp_path / "phrases" / "assertion_phrases.tsv").write_text(row, encoding="utf-8")

    (judgement,) = judge_phrases(tmp_path)

    assert (judgement.table, judgement.right) == ("assertion phrases (negated)", True)


def test_a_folder_without_tables_has_none(tmp_path: Path) -> None:
    assert list(judge_phrases(tmp_path)) == []
