"""Score the extractors against labelled documents: `python -m evaluation --help`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evaluation.fields import MEASURES
from evaluation.gold import SAMPLES, LabelError, Labelled, Side, load_passages, load_reports
from evaluation.page import write_page
from evaluation.phrases import judge_phrases
from evaluation.report import PIPED_WIDTH, print_errors, print_phrases, print_run
from evaluation.results import write_results
from evaluation.run import Run, evaluate


class Split(StrEnum):
    """Which sides to score."""

    ODD = "odd"
    EVEN = "even"
    ALL = "all"


def main(  # noqa: PLR0913, PLR0917 - one for each option of the command
    split: Annotated[Split, typer.Option(help="Score one side alone.")] = Split.ALL,
    passages: Annotated[
        bool, typer.Option("--passages", help="Score the short passages too.")
    ] = False,
    phrases: Annotated[
        bool, typer.Option("--phrases", help="Score the tables of phrases too.")
    ] = False,
    errors: Annotated[
        str | None, typer.Option(metavar="FIELD", help="List the differences on one field.")
    ] = None,
    json: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write scores and judgements as JSON.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a page with scores, plots and errors."),
    ] = None,
    corpus: Annotated[Path, typer.Option(help="A folder of labelled documents.")] = SAMPLES,
) -> None:
    """Score the extractors against labelled documents, built on (odd) and checked on (even)."""
    if errors and errors not in MEASURES:
        raise typer.BadParameter(f"no field {errors!r}; there are {', '.join(MEASURES)}")
    sides = list(Side) if split is Split.ALL else [Side(split.value)]
    console = Console()
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    try:
        parts = {"Reports": load_reports(corpus)}
        if passages:
            parts["Passages"] = load_passages(corpus)
    except LabelError as error:
        raise typer.BadParameter(str(error)) from error
    runs = {title: _run(console, title, documents, sides) for title, documents in parts.items()}
    for title, run in runs.items():
        if errors:
            print_errors(console, run.judgements, errors)
        else:
            print_run(console, run, sides, title)
    rows = [row for row in judge_phrases(corpus) if row.side in sides] if phrases else []
    if rows:
        print_phrases(console, rows, sides)
    if html:
        write_page(html, runs, sides)
    if json:
        write_results(json, runs, rows)


def _run(console: Console, title: str, documents: list[Labelled], sides: list[Side]) -> Run:
    documents = [labelled for labelled in documents if labelled.side in sides]
    with console.status(f"{title} ...") as status:
        return evaluate(documents, lambda labelled: status.update(f"Reading {labelled.name} ..."))


if __name__ == "__main__":
    typer.run(main)
