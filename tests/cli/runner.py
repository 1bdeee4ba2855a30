"""Running `scr` within the test process."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from cli.main import app

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = PROJECT / "sample_docs"


def scr(*arguments: str | Path, typed: str | None = None) -> Result:
    """Run a command and return what it said and its exit code."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
