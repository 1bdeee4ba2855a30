"""`scr export`: the dataset as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.store import use_store
from cli.terminal import complain, err, out


class Format(StrEnum):
    """The kinds of file that `export.writers` knows, said here without loading Django."""

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
            "--unverified",
            help="Add what the machine suggests; the coding_state column tells it apart.",
        ),
    ] = False,
    raw: Annotated[
        bool,
        typer.Option(
            "--raw", help="Leave text in CSV as it is, even where a spreadsheet may run it."
        ),
    ] = False,
) -> None:
    """Write the dataset, with its codebook beside it. Verified values alone, unless asked."""
    use_store()
    from export import write_dataset

    try:
        written = write_dataset(to, format_.value, include_unverified=unverified, raw=raw)
    except OSError as error:
        complain(f"{to} cannot be written ({error.strerror}). What was there is kept.")
        raise typer.Exit(1) from error
    for path in written:
        out.print(str(path), markup=False, soft_wrap=True)
    if unverified:
        err.print("Holds what no one verified; see the coding_state column.", style="doubt")
