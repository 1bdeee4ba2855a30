"""`scr export`: the dataset as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.store import use_store
from cli.terminal import err, out


class Format(StrEnum):
    """What the dataset can be written as."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"


def export(
    *,
    to: Annotated[Path, typer.Option("--out", help="Folder to write into.")],
    format_: Annotated[Format, typer.Option("--format", help="Kind of file.")] = Format.CSV,
    unverified: Annotated[
        bool,
        typer.Option(
            "--unverified", help="Add what the machine suggests, told apart by a status column."
        ),
    ] = False,
) -> None:
    """Write the dataset, with its codebook beside it. Verified values alone, unless asked."""
    use_store()
    from export import write_dataset

    for path in write_dataset(to, format_.value, include_unverified=unverified):
        out.print(str(path), markup=False, soft_wrap=True)
    if unverified:
        err.print("Holds what no one verified; see the status column.", style="doubt")
