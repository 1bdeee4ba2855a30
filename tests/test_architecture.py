"""The house: imports run one way, the containers run the commands that there are."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from cli.main import app

PROJECT = Path(__file__).resolve().parents[1]


def _compose() -> dict[str, Any]:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_the_containers_run_commands_of_scr() -> None:
    command = typer.main.get_command(app)
    services = _compose()["services"]
    ours = {name: one for name, one in services.items() if one.get("image") == "scr-pathways"}
    assert set(ours) == {"web", "worker", "beat", "migrate"}
    for service in ours.values():
        program, *arguments = service["command"]
        assert program == "scr"
        _parse(command, arguments)


def test_health_checks_run_commands_of_scr() -> None:
    test = _compose()["services"]["worker"]["healthcheck"]["test"]
    assert test[:2] == ["CMD", "scr"]
    _parse(typer.main.get_command(app), test[2:])


def test_the_image_begins_with_a_command_of_scr() -> None:
    lines = (PROJECT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (last,) = [line for line in lines if line.startswith("CMD ")]
    program, *arguments = yaml.safe_load(last.removeprefix("CMD "))
    assert program == "scr"
    _parse(typer.main.get_command(app), arguments)


def test_services_wait_for_what_they_need() -> None:
    services = _compose()["services"]
    for name in ("web", "worker", "beat"):
        needs = services[name]["depends_on"]
        assert needs["migrate"]["condition"] == "service_completed_successfully"
        assert needs["redis"]["condition"] == "service_healthy"
    volumes = _compose()["volumes"]
    for service in services.values():
        for mount in service.get("volumes", []):
            assert mount.partition(":")[0] in volumes


def _parse(command: Any, arguments: list[str]) -> None:
    """Walk down the commands that the arguments name; the last one must know its options."""
    for at, argument in enumerate(arguments):
        if argument in getattr(command, "commands", {}):
            command = command.commands[argument]
            continue
        known = {option for parameter in command.params for option in parameter.opts}
        for option in arguments[at:]:
            assert option.partition("=")[0] in known, f"{command.name} has no {option}"
        break
    assert not getattr(command, "commands", None), f"{shlex.join(arguments)} names no command"


@pytest.mark.parametrize("script", ["setup", "demo", "test", "lock", "system-packages"])
def test_scripts_are_plain_shell_and_can_be_run(script: str) -> None:
    path = PROJECT / "script" / script
    assert path.stat().st_mode & 0o111
    assert path.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", str(path)], check=True)


def test_the_scripts_print_what_goes_without_a_program() -> None:
    entry = "no-such-package-anywhere=no-such-program=scans are not read"
    done = subprocess.run(
        [PROJECT / "script" / "system-packages", entry],
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "No no-such-package-anywhere (this is no Debian or Ubuntu)" in done.stdout
    assert "scans are not read" in done.stdout
