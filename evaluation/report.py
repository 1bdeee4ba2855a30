"""Scores as tables for the terminal, odd (build) and even (check) side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evaluation.calibration import acceptance, expected_calibration_error
from evaluation.compare import Judgement
from evaluation.gold import Side
from evaluation.measures import Counts, Interval, share
from evaluation.phrases import PhraseJudgement
from evaluation.run import Run
from evaluation.scores import (
    Score,
    judged_problem,
    score,
    score_evidence,
    wrongly_involved,
)
from schemas.record import Quote

PIPED_WIDTH = 170
"""Columns where the output is no terminal; the tables need about that many."""
PURPOSE = {Side.ODD: "odd, build", Side.EVEN: "even, check"}
NOTHING = Score("", 0, Counts(), math.nan, math.nan, None)


def print_run(console: Console, run: Run, sides: Sequence[Side], title: str) -> None:
    """Print the scores of a run."""
    counted = "; ".join(f"{PURPOSE[side]}: {run.documents.get(side, 0)}" for side in sides)
    console.print(f"\n[bold]{title}[/bold] (documents: {counted})")
    console.print(_fields(run, sides))
    console.print(_evidence(run, sides))
    console.print(_further(run, sides))
    console.print(_calibration(run, sides))
    for name, reason in run.unread.items():
        console.print(f"[red]{escape(name)} could not be read and is in no score: {escape(reason)}")


def print_phrases(
    console: Console, judgements: Sequence[PhraseJudgement], sides: Sequence[Side]
) -> None:
    """Print the share of right rows of each table of phrases."""
    table = _table("Phrases", sides, ["rows", "right"])
    names = sorted({judgement.table for judgement in judgements})
    for name in [*names, "age phrases", "assertion phrases"]:
        cells = []
        for side in sides:
            rows = [j for j in judgements if j.side is side and j.table.startswith(name)]
            cells += [str(len(rows)), _number(share(sum(j.right for j in rows), len(rows)))]
        table.add_row(name if "(" in name else f"[bold]{name}, all[/bold]", *cells)
    console.print(table)


def print_errors(console: Console, judgements: Sequence[Judgement], field: str) -> None:
    """Print where the machine differs from the labels on a field.

    Documents for building are shown with the words; for those for checking there are counts alone,
    so that nobody tunes a rule to their sentences.
    """
    wrong = [j for j in judgements if j.field == field and j.gold != j.predicted]
    table = Table(title=f"{field}: differences on the odd side", show_lines=True)
    for heading in ("document", "labels", "machine", "words"):
        table.add_column(heading, overflow="fold")
    for judgement in wrong:
        if judgement.side is Side.ODD:
            table.add_row(
                judgement.document,
                "\n".join(sorted(judgement.gold)),
                "\n".join(sorted(judgement.predicted)),
                escape("\n".join(map(_quoted, judgement.words))),
            )
    console.print(table)
    missed: defaultdict[str, int] = defaultdict(int)
    for judgement in wrong:
        if judgement.side is Side.EVEN:
            for value in judgement.gold ^ judgement.predicted:
                kind = "missed" if value in judgement.gold else "wrong"
                missed[f"{value} {kind}"] += 1
    counts = ", ".join(f"{name} {number}" for name, number in sorted(missed.items()))
    console.print(f"On the even side: {counts or 'none'}.")


def _fields(run: Run, sides: Sequence[Side]) -> Table:
    table = _table("Fields", sides, ["n", "P", "R", "F1", "macro", "agree", "kappa"])
    scores = [score(run.judgements, side) for side in sides]
    for name in dict.fromkeys(name for by_field in scores for name in by_field):
        cells = [cell for by_field in scores for cell in score_cells(by_field.get(name, NOTHING))]
        cells = [escape(cell) for cell in cells]
        table.add_row(name, *cells)
    return table


def score_cells(score: Score) -> list[str]:
    """Return a score as the cells of a row: n, P, R, F1, macro, agreement, kappa."""
    counts = score.counts
    return [
        str(counts.right + counts.missed),
        *map(_number, (counts.precision, counts.recall, counts.f1, score.macro_f1)),
        _number(score.agreement),
        _interval(score.kappa),
    ]


def _evidence(run: Run, sides: Sequence[Side]) -> Table:
    table = _table("Words for right values", sides, ["n", "right page", "overlap"])
    scores = [{s.field: s for s in score_evidence(run.evidence, side)} for side in sides]
    names = {name for by_field in scores for name in by_field}
    for name in sorted(names, key=lambda name: (name == "all", name)):
        cells = []
        for by_field in scores:
            found = by_field.get(name)
            cells += (
                [str(found.values), _number(found.right_page), _number(found.overlap)]
                if found
                else ["0", "", ""]
            )
        table.add_row(name, *cells)
    return table


def _further(run: Run, sides: Sequence[Side]) -> Table:
    table = _table("Further", sides, ["n", "share"])
    rows = {
        "judged_problem right, of pressure points found": [
            (counts, counts.precision)
            for counts in (judged_problem(run.judgements, side) for side in sides)
        ],
        "not involved, but reported as involved": [
            (counts, 1 - counts.precision)
            for counts in (wrongly_involved(run.judgements, side) for side in sides)
        ],
    }
    for name, figures in rows.items():
        cells = [
            cell
            for counts, value in figures
            for cell in (str(counts.right + counts.wrong), _number(value))
        ]
        table.add_row(name, *cells)
    return table


def _calibration(run: Run, sides: Sequence[Side]) -> Table:
    table = _table("Confidence", sides, ["findings", "claimed", "accepted", "error"])
    by_side = [[verdict for verdict in run.verdicts if verdict.side is side] for side in sides]
    fields = {verdict.field for verdict in run.verdicts}
    for field in [*sorted(fields), "all"]:
        cells = []
        for of_side in by_side:
            held = [verdict for verdict in of_side if field in {verdict.field, "all"}]
            cells += [
                str(len(held)),
                _number(share(sum(verdict.confidence for verdict in held), len(held))),
                _number(acceptance(held)),
                _number(expected_calibration_error(held)),
            ]
        table.add_row(field, *cells)
    return table


def _table(title: str, sides: Sequence[Side], columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    table.add_column("")
    for side in sides:
        for number, column in enumerate(columns):
            heading = f"{side}\n{column}" if number == 0 else f"\n{column}"
            table.add_column(heading, justify="right", no_wrap=True)
    return table


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.2f}"


def _interval(kappa: Interval | None) -> str:
    if kappa is None or math.isnan(kappa.value):
        return ""
    return f"{kappa.value:.2f} [{kappa.low:.2f}, {kappa.high:.2f}]"


def _quoted(quote: Quote) -> str:
    return f"p. {quote.page}: {quote.quote}"
