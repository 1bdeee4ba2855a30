"""`scr extract`: records of files, without a database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.terminal import complain, err, out

if TYPE_CHECKING:
    from cli.extracting import Extracted, NotExtracted


def extract(
    files: Annotated[
        list[Path], typer.Argument(help="PDFs, plain texts (.txt), or folders of them.")
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print each record as one line of JSON.")
    ] = False,
    show: Annotated[
        Path | None,
        typer.Option(help="Write page images with the evidence framed into this folder."),
    ] = None,
    password: Annotated[str | None, typer.Option(help="Password of files that need one.")] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="Show where the program failed, if it did.")
    ] = False,
) -> None:
    """Extract a record from each file, and print it.

    Needs no database and no Redis, and keeps nothing. A file that cannot be read is named with
    the reason; the others go on, and the exit code is 1.
    """
    from cli.extracting import Extracted, extract_file, files_of

    failed = 0
    for path in files_of(files):
        result = extract_file(path, password)
        if isinstance(result, Extracted):
            _print(result, as_json=as_json)
            if show:
                _show(result, show, password)
            continue
        failed += 1
        _print_failure(result, as_json=as_json)
        if trace and result.detail:
            err.print(result.detail, markup=False, soft_wrap=True)
    if failed:
        raise typer.Exit(1)


def _print(result: Extracted, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(result.record.model_dump_json() + "\n")
        sys.stdout.flush()
        return
    from cli.summary import record_panel

    out.print(record_panel(result.record))


def _print_failure(result: NotExtracted, *, as_json: bool) -> None:
    if as_json:
        error = {"failure": result.failure, "message": result.message}
        sys.stdout.write(json.dumps({"document": result.path.name, "error": error}) + "\n")
        sys.stdout.flush()
    complain(f"{result.path}: {result.message}")


def _show(result: Extracted, folder: Path, password: str | None) -> None:
    from cli.showing import draw_evidence
    from ingest.errors import ReadingError

    try:
        written = draw_evidence(result.path, result.document, result.findings, folder, password)
    except (ReadingError, OSError) as error:
        complain(f"{result.path}: its pages were not drawn. {error}")
        return
    err.print(f"{result.path.name}: {len(written)} page image(s) in {folder}", style="quiet")
