from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from evaluation.__main__ import main

APP = typer.Typer()
APP.command()(main)

PASSAGE = "Serious case review: Child {letter}. The case was closed by children's social care."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with one passage on each side."""
    folder = tmp_path / "passages"
    folder.mkdir()
    lines = []
    for number, letter in ((1, "P"), (2, "Q")):
        name = f"p{number:03}"
        (folder / f"{name}.txt").write_text(PASSAGE.format(letter=letter), encoding="utf-8")
        lines.append(
            {
                "id": name,
                "label": f"Child {letter}",
                "review_type": "serious_case_review",
                "children": [],
                "agencies_involved": ["childrens_social_care"],
                "pressure_points": [{"code": "case_closed", "judged_problem": "unclear"}],
                "family_factors": [],
                **dict.fromkeys(("cp_plan", "cp_plan_category", "csc_level", "same_case_as")),
            }
        )
    text = "\n".join(map(json.dumps, lines))
    (folder / "labels.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(APP, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    return result.output


def test_both_sides_are_printed_side_by_side(corpus: Path) -> None:
    output = run("--corpus", corpus, "--passages")

    assert "Passages (documents: odd, build: 1; even, check: 1)" in output
    assert "review.review_type" in output
    assert "pressure_points.judged" in output


def test_one_side_alone(corpus: Path) -> None:
    output = run("--corpus", corpus, "--passages", "--split", "even")

    assert "Passages (documents: even, check: 1)" in output


def test_the_results_are_written_as_json(corpus: Path, tmp_path: Path) -> None:
    run("--corpus", corpus, "--passages", "--json", tmp_path / "results.json")
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))

    assert set(results["versions"]) == {"pipeline", "reader", "codebook"}
    judged = results["runs"]["Passages"]["judgements"]
    assert {judgement["side"] for judgement in judged} == {"odd", "even"}
    (gold,) = [j["gold"] for j in judged if j["field"] == "review.label" and j["side"] == "odd"]
    assert gold == ["childp"]


def test_differences_are_listed_on_the_odd_side_and_counted_on_the_even(corpus: Path) -> None:
    labels = corpus / "passages" / "labels.jsonl"
    wrong = (
        labels.read_text("utf-8")
        .replace('"Child P"', '"Child V"')
        .replace('"Child Q"', '"Child W"')
    )
    labels.write_text(wrong, encoding="utf-8")

    output = run("--corpus", corpus, "--passages", "--errors", "review.label")

    assert "passages/p001.txt" in output
    assert "passages/p002.txt" not in output
    assert "On the even side:" in output
    assert "childw missed 1" in output


def test_a_field_that_there_is_not_is_named(corpus: Path) -> None:
    result = CliRunner().invoke(APP, ["--corpus", str(corpus), "--errors", "review.colour"])

    assert result.exit_code == 2
    assert "review.colour" in result.output
