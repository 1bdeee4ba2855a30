"""`scr doctor`: what this machine has and lacks, and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cli.terminal import out


class Only(StrEnum):
    """A part to look at alone, for health checks."""

    WORKERS = "workers"


_MARKS = {"good": "ok", "doubt": "look", "bad": "lacks"}


def doctor(
    *,
    only: Annotated[
        Only | None, typer.Option(help="Look at one part alone; for health checks.")
    ] = None,
) -> None:
    """Look for what the service needs: programs, Redis, database, workers and room on the disk.

    The exit code is 1 where something is missing that the service cannot do without.
    """
    from cli.checks import Grade, check_workers, checks

    found = [check_workers(needed=True)] if only is Only.WORKERS else checks()
    table = Table(box=None, show_header=False, padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for check in found:
        text = f"{check.found} {check.to_do}".strip()
        table.add_row(Text(_MARKS[check.grade], style=check.grade), check.name, Text(text))
    out.print(table)
    if any(check.grade is Grade.BAD for check in found):
        raise typer.Exit(1)
