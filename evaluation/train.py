"""Train the model of practice themes: `python -m evaluation.train --help`.

Writes `extractors/practice_themes/model.yaml`, which no other hand touches. Each report is left
out in turn to measure the model; the figure is kept in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
import yaml
from sklearn.linear_model import LogisticRegression

import extractors.practice_themes
from evaluation.gold import SAMPLES, Labelled, Side, load_reports
from evaluation.predict import read_labelled
from extractors.practice_themes.model import ThemeModel, features
from extractors.practice_themes.scoring import scores
from extractors.reading import read
from schemas.codebook import codebook

MODEL = Path(extractors.practice_themes.__path__[0]) / "model.yaml"
_THRESHOLDS = tuple(percent / 100 for percent in range(20, 65, 5))
_LEAST_SHARE = 0.02
_HEADER = (
    "# Made by `python -m evaluation.train`; not to be edited by hand.\n"
    "# extractors/practice_themes/model.py says what each figure is.\n"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A report: how much it dwells on each theme, and which it has by its labels."""

    name: str
    rates: dict[str, float]
    has: frozenset[str]


def example(labelled: Labelled) -> Example:
    """Return a labelled report as an example."""
    found = scores(read(read_labelled(labelled)))
    rates = {code: found[code].rate if code in found else 0.0 for code in _codes()}
    return Example(labelled.name, rates, frozenset(labelled.gold.practice_themes))


def train(examples: Sequence[Example]) -> ThemeModel:
    """Return the model for the examples, measured by leaving each out.

    Its threshold is half the best F1, which is where F1 is best if the chances are calibrated
    (Lipton, Elkan and Narayanaswamy, 2014); the best of so few reports would be chance.
    """
    chances = [_without(examples, number) for number in range(len(examples))]
    best = max(_f1(examples, chances, threshold) for threshold in _THRESHOLDS)
    threshold = round(best / 2, 2)
    reached = round(_f1(examples, chances, threshold), 3)
    return _fit(examples).model_copy(update={"threshold": threshold, "cross_validated_f1": reached})


def _codes() -> list[str]:
    return list(codebook().codes("practice_theme", "code"))


def _without(examples: Sequence[Example], number: int) -> dict[str, float]:
    """Return the chance of each theme of one report by the model of all others."""
    others = [*examples[:number], *examples[number + 1 :]]
    fitted = _fit(others)
    return {code: fitted.chance(code, rate) for code, rate in examples[number].rates.items()}


def _fit(examples: Sequence[Example]) -> ThemeModel:
    """Return the model for the examples; in each one's own row its labels count for no share."""
    mean_rates = {
        code: sum(example.rates[code] for example in examples) / len(examples) for code in _codes()
    }
    rows = [
        features(_share(examples, code, without=example), mean_rates[code], example.rates[code])
        for example in examples
        for code in _codes()
    ]
    has = [code in example.has for example in examples for code in _codes()]
    logistic = LogisticRegression().fit(rows, has)
    (weight_of_share, weight_of_rate), intercept = logistic.coef_[0], logistic.intercept_[0]
    return ThemeModel(
        trained_on=[example.name for example in examples],
        cross_validated_f1=0.0,
        intercept=round(float(intercept), 4),
        weight_of_share=round(float(weight_of_share), 4),
        weight_of_rate=round(float(weight_of_rate), 4),
        threshold=0.5,
        shares={code: round(_share(examples, code), 4) for code in _codes()},
        mean_rates={code: round(rate, 4) for code, rate in mean_rates.items()},
    )


def _share(examples: Sequence[Example], code: str, without: Example | None = None) -> float:
    """Return the share of examples that have a theme, drawn by one example towards the mean."""
    counted = [example for example in examples if example is not without]
    mean = sum(len(example.has) for example in examples) / len(examples) / len(_codes())
    share = (sum(code in example.has for example in counted) + mean) / (len(counted) + 1)
    return min(max(share, _LEAST_SHARE), 1.0 - _LEAST_SHARE)


def _f1(
    examples: Sequence[Example], chances: Sequence[dict[str, float]], threshold: float
) -> float:
    right = found = there = 0
    for example, chance in zip(examples, chances, strict=True):
        predicted = {code for code, value in chance.items() if value >= threshold}
        right += len(predicted & example.has)
        found += len(predicted)
        there += len(example.has)
    return 2 * right / (found + there) if found + there else 0.0


def main(
    side: Annotated[Side, typer.Option(help="The half of the corpus to train on.")] = Side.ODD,
    corpus: Annotated[Path, typer.Option(help="A folder of labelled reports.")] = SAMPLES
    / "reports",
    to: Annotated[Path, typer.Option(help="Where to write the model.")] = MODEL,
) -> None:
    """Train the model of practice themes on one half of the corpus, so that the other checks it."""
    labelled = [report for report in load_reports(corpus) if report.side is side]
    examples = [example(report) for report in labelled if report.gold.practice_themes]
    if len(examples) < 2:
        raise typer.BadParameter(f"{corpus} holds fewer than two reports with practice themes.")
    trained = train(examples)
    to.write_text(_HEADER + yaml.safe_dump(trained.model_dump(), sort_keys=False), "utf-8")
    typer.echo(
        f"Trained on {len(examples)} reports. With each left out in turn, F1 is "
        f"{trained.cross_validated_f1:.3f} at a threshold of {trained.threshold}."
    )


if __name__ == "__main__":
    typer.run(main)
