"""Compare two versions of the extractors: `python -m evaluation.versions OLD.json NEW.json`.

The files are those that `python -m evaluation --json` writes.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evaluation.gold import Side
from evaluation.report import PIPED_WIDTH


def main(
    old: Annotated[Path, typer.Argument(help="Results of the earlier version.")],
    new: Annotated[Path, typer.Argument(help="Results of the later version.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="Fields without change too.")] = False,
) -> None:
    """Show by field how the scores changed, and how many answers became right or wrong."""
    before, after = _results(old), _results(new)
    console = Console()
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(f"{before['versions']} -> {after['versions']}", markup=False)
    for title in before["runs"].keys() & after["runs"].keys():
        console.print(
            _changes(title, before["runs"][title], after["runs"][title], everything=everything)
        )


def _results(path: Path) -> dict[str, Any]:
    try:
        results: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return {"versions": results["versions"], "runs": results["runs"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise typer.BadParameter(
            f"{path} is no file of results. `python -m evaluation --json FILE` writes one."
        ) from error


def _changes(title: str, before: Any, after: Any, *, everything: bool) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    table.add_column("", no_wrap=True)
    for side in Side:
        for heading in ("F1 before", "after", "mended", "broken"):
            table.add_column(f"{side}\n{heading}", justify="right", no_wrap=True)
    rows = [_rows(before, after, side) for side in Side]
    for field in dict.fromkeys(name for by_field in rows for name in by_field):
        cells = [by_field.get(field, ("", "", "", "")) for by_field in rows]
        changed = any(count.strip("0") for cell in cells for count in cell[2:])
        if everything or changed:
            table.add_row(field, *[text for cell in cells for text in cell])
    return table


def _rows(before: Any, after: Any, side: Side) -> dict[str, tuple[str, str, str, str]]:
    """Return for each field of both runs its F1 then and now, and the answers that changed."""
    then, now = ({s["field"]: s["f1"] for s in run["scores"][side]} for run in (before, after))
    right_then, right_now = (_right(run, side) for run in (before, after))
    rows = {}
    for field in [name for name in now if name in then]:
        both = [key for key in right_now if key[0] == field and key in right_then]
        mended = sum(right_now[key] and not right_then[key] for key in both)
        broken = sum(right_then[key] and not right_now[key] for key in both)
        rows[field] = (_number(then[field]), _number(now[field]), str(mended), str(broken))
    return rows


def _right(run: Any, side: Side) -> dict[tuple[str, str, int], bool]:
    """Return whether each answer is right, by field, document and its place among those."""
    right: dict[tuple[str, str, int], bool] = {}
    places: Counter[tuple[str, str]] = Counter()
    for judgement in run["judgements"]:
        if judgement["side"] == side:
            where = judgement["field"], judgement["document"]
            right[*where, places[where]] = judgement["gold"] == judgement["predicted"]
            places[where] += 1
    return right


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    typer.run(main)
