"""Every command says what it does."""

from __future__ import annotations

import typer

from cli.main import app
from tests.cli.runner import scr


def test_every_command_and_option_has_help() -> None:
    def walk(command, path: str) -> None:
        assert command.help, path
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{path} {parameter.name}"
        for name, child in getattr(command, "commands", {}).items():
            walk(child, f"{path} {name}")

    walk(typer.main.get_command(app), "scr")


def test_scr_alone_shows_the_commands() -> None:
    shown = scr().output
    for name in ("add", "extract", "status", "retry", "export", "up", "doctor", "demo"):
        assert name in shown
