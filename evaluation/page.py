"""An evaluation as one HTML page with its plots, which needs nothing else to be looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.template import Context, Engine

from evaluation.compare import Judgement
from evaluation.gold import Side
from evaluation.plots import f1_plot, reliability_plot
from evaluation.report import score_cells
from evaluation.results import versions
from evaluation.run import Run
from evaluation.scores import score

_TEMPLATE = Path(__file__).with_name("page.html")


def write_page(path: Path, runs: Mapping[str, Run], sides: Sequence[Side]) -> None:
    """Write the scores, plots and differences of runs as a page."""
    template = Engine().from_string(_TEMPLATE.read_text("utf-8"))
    parts = [_part(title, run, sides) for title, run in runs.items()]
    # Without these, Django would ask the settings of the service how to write numbers and times.
    context = Context({"versions": versions(), "parts": parts}, use_l10n=False, use_tz=False)
    path.write_text(template.render(context), "utf-8")


def _part(title: str, run: Run, sides: Sequence[Side]) -> dict[str, object]:
    scores = {side: score(run.judgements, side) for side in sides}
    return {
        "title": title,
        "documents": [(side, run.documents.get(side, 0)) for side in sides],
        "reliability": reliability_plot(run.verdicts, sides),
        "f1": f1_plot(scores),
        "scores": [
            (side, [(name, score_cells(one)) for name, one in by_field.items()])
            for side, by_field in scores.items()
        ],
        "differences": _differences(run.judgements),
        "unread": list(run.unread.items()),
    }


def _differences(judgements: Sequence[Judgement]) -> list[tuple[str, list[dict[str, object]]]]:
    """Return the differences on the odd side by field; those on the even side are not shown."""
    by_field: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for one in judgements:
        if one.side is Side.ODD and one.gold != one.predicted:
            by_field[one.field].append(
                {
                    "document": one.document,
                    "gold": sorted(one.gold),
                    "predicted": sorted(one.predicted),
                    "words": one.words,
                }
            )
    return sorted(by_field.items())
