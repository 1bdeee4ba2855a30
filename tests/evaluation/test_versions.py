"""Two versions side by side: scores then and now, and answers mended and broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from evaluation.versions import main

app = typer.Typer()
app.command()(main)


def results(path: Path, f1: float, predicted: list[str]) -> Path:
    judgement = {"document": "d01.pdf", "side": "odd", "field": "child.sex", "gold": ["male"]}
    run: dict[str, Any] = {
        "scores": {"odd": [{"field": "child.sex", "f1": f1}], "even": []},
        "judgements": [{**judgement, "predicted": predicted}],
    }
    path.write_text(json.dumps({"versions": {"pipeline": "a"}, "runs": {"Reports": run}}))
    return path


def test_what_was_mended_is_counted(tmp_path: Path) -> None:
    old = results(tmp_path / "old.json", 0.0, ["female"])
    new = results(tmp_path / "new.json", 1.0, ["male"])
    output = CliRunner().invoke(app, [str(old), str(new)]).output
    row = next(line for line in output.splitlines() if "child.sex" in line)
    assert [cell.strip() for cell in row.split("│")[2:6]] == ["0.000", "1.000", "1", "0"]


def test_fields_without_change_are_shown_on_request_alone(tmp_path: Path) -> None:
    same = results(tmp_path / "same.json", 1.0, ["male"])
    assert "child.sex" not in CliRunner().invoke(app, [str(same), str(same)]).output
    assert "child.sex" in CliRunner().invoke(app, [str(same), str(same), "--all"]).output


@pytest.mark.parametrize("content", ["", "[]", '{"versions": 1}'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: str) -> None:
    other = tmp_path / "other.json"
    other.write_text(content)
    refused = CliRunner().invoke(app, [str(other), str(other)])
    assert refused.exit_code == 2
    assert "is no file of results" in " ".join(refused.output.split()).replace("│ ", "")
