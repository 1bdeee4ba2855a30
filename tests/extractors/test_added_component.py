"""A component of another package: the one that docs/extending.md shows, installed and run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "extending.md"
TEXT = "Findings\n\nHow can the Board be sure that fathers are seen?\n\nThe plan was reviewed."
PROGRAM = f"""
from extractors.pipeline import COMPONENTS, extract
from ingest.plain_text import text_document
print(COMPONENTS[-1].name)
for finding in extract(text_document({TEXT!r}, "t.txt")):
    if finding.extractor == "board_questions":
        print(finding.evidence[0].quote)
"""


def run_with(folder: Path, module: str, entry: str) -> subprocess.CompletedProcess[str]:
    """Run the pipeline in a process where a package with one module is installed."""
    (folder / "board_questions.py").write_text(module)
    info = folder / "board_questions-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: board-questions\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[scr_pathways.extractors]\n{entry}\n")
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def example() -> str:
    """The component of the guide."""
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    return code


def test_the_component_of_the_guide_finds_what_it_looks_for(tmp_path: Path, example: str) -> None:
    done = run_with(tmp_path, example, "board_questions = board_questions:BoardQuestions")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "board_questions",
        "How can the Board be sure that fathers are seen?",
    ]


def test_a_component_with_the_name_of_another_is_refused(tmp_path: Path, example: str) -> None:
    taken = example.replace('name = "board_questions"', 'name = "agencies"')
    done = run_with(tmp_path, taken, "board_questions = board_questions:BoardQuestions")
    assert done.returncode == 1
    assert "has no name and version of its own" in done.stderr
