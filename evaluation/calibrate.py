"""Write the curves from score to chance: `python -m evaluation.calibrate --help`.

They are fitted on the build side. The rules were written there, so that it flatters them: every
chance is lowered by the share by which the check side accepts fewer. That one figure is all that
the check side gives.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
import yaml
from rich.console import Console

from evaluation.acceptance import Verdict
from evaluation.calibration import Curve, acceptance, curve, expected_calibration_error
from evaluation.gold import SAMPLES, Side, load_passages, load_reports
from evaluation.run import evaluate
from extractors.calibration import CURVES, uncalibrated

FEWEST = 10
"""A field with fewer findings on the build side goes by the curve of all fields."""
_HEADER = (
    "# Made by `python -m evaluation.calibrate`; not to be edited by hand.\n"
    "# From a component's score to the chance that a reader accepts the value, by field:\n"
    "# points [score, chance]. extractors/calibration.py says how they are used.\n"
)


def main(
    corpus: Annotated[Path, typer.Option(help="A folder of labelled documents.")] = SAMPLES,
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path(str(CURVES)),
) -> None:
    """Fit the curves that turn scores into chances, and say what they do on the check side."""
    console = Console()
    with uncalibrated():
        reports = evaluate(load_reports(corpus)).verdicts
        passages = evaluate(load_passages(corpus)).verdicts
    build, check = (_of(reports, side) for side in Side)
    discount = max(0.0, 1 - acceptance(check) / acceptance(build))
    curves = fit(build + _of(passages, Side.ODD), discount)
    text = yaml.safe_dump(curves, default_flow_style=None, sort_keys=True)
    out.write_text(_HEADER + text, "utf-8")
    console.print(
        f"Reports: {len(build)} findings; accepted {acceptance(build):.3f} on the build side, "
        f"{acceptance(check):.3f} on the check side. Error before: "
        f"{expected_calibration_error(build):.3f} and {expected_calibration_error(check):.3f}. "
        f"Now `python -m evaluation` has the error after."
    )


def _of(verdicts: list[Verdict], side: Side) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.side is side]


def fit(build: list[Verdict], discount: float) -> dict[str, Curve]:
    """Return the curve of each field that has enough findings, and that of "all"."""
    by_field: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in build:
        by_field[verdict.field].append(verdict)
    of_all = curve(build, discount)
    scores, chances = zip(*of_all, strict=True)
    curves = {
        field: curve(held, discount, lambda score: float(np.interp(score, scores, chances)))
        for field, held in by_field.items()
        if len(held) >= FEWEST
    }
    return {"all": of_all, **curves}


if __name__ == "__main__":
    typer.run(main)
