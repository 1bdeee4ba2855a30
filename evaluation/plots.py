"""Plots of an evaluation as SVG, for the page that shows it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluation.acceptance import Verdict
from evaluation.calibration import expected_calibration_error, reliability
from evaluation.gold import Side
from evaluation.scores import Score

COLOURS = {Side.ODD: "#9aa5b1", Side.EVEN: "#1f5a92"}
_INCHES_A_FIELD = 0.24


def reliability_plot(verdicts: Sequence[Verdict], sides: Sequence[Side]) -> str:
    """Return how often findings of a confidence are accepted, a line for each side."""
    figure = Figure(figsize=(5.2, 5.0))
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="#cccccc", linestyle="--", linewidth=1)
    for side in sides:
        held = [verdict for verdict in verdicts if verdict.side is side]
        bins = reliability(held)
        axes.plot(
            [one.claimed for one in bins],
            [one.accepted for one in bins],
            marker="o",
            color=COLOURS[side],
            label=f"{side}: error {expected_calibration_error(held):.3f}",
        )
        for one in bins:
            axes.annotate(str(one.count), (one.claimed, one.accepted), fontsize=7, color="#555555")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share accepted")
    axes.legend(loc="upper left", frameon=False)
    return _svg(figure, axes)


def f1_plot(scores: Mapping[Side, Mapping[str, Score]]) -> str:
    """Return the F1 of each field as bars, the sides beside each other."""
    fields = list(dict.fromkeys(name for by_field in scores.values() for name in by_field))
    figure = Figure(figsize=(7.0, 1.0 + _INCHES_A_FIELD * len(fields)))
    axes = figure.subplots()
    height = 0.8 / max(1, len(scores))
    for number, (side, by_field) in enumerate(scores.items()):
        known = [
            (at, by_field[name].counts.f1) for at, name in enumerate(fields) if name in by_field
        ]
        axes.barh(
            [at + number * height for at, _ in known],
            [value for _, value in known],
            height=height,
            color=COLOURS[side],
            label=str(side),
        )
    axes.set_yticks([at + height / 2 for at in range(len(fields))], fields, fontsize=7)
    axes.invert_yaxis()
    axes.set(xlim=(0, 1), xlabel="F1")
    axes.legend(loc="lower right", frameon=False)
    return _svg(figure, axes)


def _svg(figure: Figure, axes: Axes) -> str:
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata={"Date": None})
    text = written.getvalue()
    return text[text.index("<svg") :]
