"""What reading and extracting a report costs: `python -m evaluation.benchmark --help`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from evaluation.costs import Cost, Memory, measure_costs, measure_memory
from evaluation.gold import SAMPLES, load_reports
from evaluation.predict import read_labelled

GOAL = 20.0
"""How many times less processor time than the naive pipeline is asked for."""

FLAT_WITHIN = 0.05
"""Share by which memory may grow from the first quarter of the reports to the end."""

REPORTS_FOR_MEMORY = 200


def main(
    rounds: Annotated[int, typer.Option(min=1, help="Turns of each pipeline on a report.")] = 3,
    reports: Annotated[int, typer.Option(min=1, help="How many reports to take.")] = 100,
    memory: Annotated[
        bool, typer.Option("--memory", help=f"Measure memory over {REPORTS_FOR_MEMORY} reports.")
    ] = False,
    corpus: Annotated[Path, typer.Option(help="A folder of labelled reports.")] = SAMPLES
    / "reports",
) -> None:
    """Measure what reading and extracting born-digital reports costs beside a naive pipeline."""
    console = Console()
    paths = born_digital(corpus)[:reports]
    if memory:
        _print_memory(console, measure_memory(paths, REPORTS_FOR_MEMORY))
    else:
        _print_costs(console, list(measure_costs(paths, rounds)))


def born_digital(corpus: Path) -> list[Path]:
    """Return the labelled reports of a folder whose pages all have a text layer."""
    return [
        labelled.path
        for labelled in load_reports(corpus)
        if not read_labelled(labelled).read_by_ocr
    ]


def _print_costs(console: Console, costs: Sequence[Cost]) -> None:
    table = Table(title="Processor seconds, medians of the rounds", title_justify="left")
    for heading in ("report", "naive", "reading", "extracting", "times less"):
        table.add_column(heading, justify="right")
    total = Cost(
        "all",
        sum(cost.naive for cost in costs),
        sum(cost.reading for cost in costs),
        sum(cost.extracting for cost in costs),
    )
    for cost in [*costs, total]:
        figures = (f"{cost.naive:.2f}", f"{cost.reading:.3f}", f"{cost.extracting:.3f}")
        table.add_row(cost.report, *figures, f"{cost.ratio:.1f}")
    console.print(table)
    verdict = "reached" if total.ratio >= GOAL else "missed"
    console.print(f"Goal of {GOAL:g} times less: {verdict} ({total.ratio:.1f}).")


def _print_memory(console: Console, memory: Memory) -> None:
    last = len(memory.resident) - 1
    for quarter in range(5):
        number = last * quarter // 4
        console.print(f"after {number + 1:>3} reports: {memory.resident[number]:.0f} MB")
    console.print(f"most of a child process: {memory.child:.0f} MB")
    verdict = "flat" if memory.growth <= FLAT_WITHIN else "not flat"
    console.print(f"growth after the first quarter: {memory.growth:+.1%}, so memory is {verdict}.")


if __name__ == "__main__":
    typer.run(main)
