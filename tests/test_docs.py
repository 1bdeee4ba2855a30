"""The documents tell of the commands and variables that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from cli.main import app

PROJECT = Path(__file__).resolve().parents[1]
OPERATIONS = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
COMMANDS = OPERATIONS.partition("## Commands")[2].partition("##")[0]


def commands(group: Any, path: str = "scr") -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


ALL = sorted(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("command", ALL)
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"^\| `{command}[ `]", COMMANDS, re.MULTILINE)


def test_no_command_is_documented_that_there_is_not() -> None:
    told = re.findall(r"^\| `(scr [a-z ]+?)(?: [A-Z\[-].*?)?`", COMMANDS, re.MULTILINE)
    assert sorted(told) == ALL


def test_every_variable_of_the_settings_is_documented() -> None:
    settings = (PROJECT / "config" / "settings.py").read_text(encoding="utf-8")
    for name in re.findall(r'env\.\w+\("(\w+)"', settings):
        if name != "DEBUG":
            assert f"| `{name}` |" in OPERATIONS, name


@pytest.mark.parametrize(
    "document", sorted(PROJECT.glob("docs/**/*.md")) + sorted(PROJECT.glob("*.md")), ids=str
)
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target
