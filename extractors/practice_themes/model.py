"""The chance that a theme is one of the report's, from how much the report dwells on it.

A logistic model over two features that all themes share: the log-odds of how often reports have
the theme, and the log of how much more this report dwells on it than reports usually do. So few
parameters can be learned from a few dozen reports. `python -m evaluation.train` makes the file.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

SMOOTHING = 0.5
"""Added to rates, so that a theme that reports seldom dwell on is not found by one sentence."""


class ThemeModel(BaseModel):
    """The parameters, with how they came about.

    Attributes:
        trained_on: Names of the reports.
        cross_validated_f1: F1 with each report left out in turn.
        intercept, weight_of_share, weight_of_rate: Of the logistic model.
        threshold: The chance from which on a theme is found.
        shares: For each theme the share of reports that have it, smoothed.
        mean_rates: For each theme its mean rate over those reports.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    trained_on: list[str]
    cross_validated_f1: float
    intercept: float
    weight_of_share: float
    weight_of_rate: float
    threshold: float
    shares: dict[str, float]
    mean_rates: dict[str, float]

    def chance(self, code: str, rate: float) -> float:
        """Return the chance (0..1) that a report which dwells on a theme so much has it."""
        share, dwells = features(self.shares[code], self.mean_rates[code], rate)
        logit = self.intercept + self.weight_of_share * share + self.weight_of_rate * dwells
        return 1.0 / (1.0 + math.exp(-logit))


def features(share: float, mean_rate: float, rate: float) -> tuple[float, float]:
    """Return the two features of a theme in a report.

    Args:
        share: Of reports that have the theme, between 0 and 1.
        mean_rate: How much reports dwell on it in the mean.
        rate: How much this one does.
    """
    return math.log(share / (1.0 - share)), math.log((rate + SMOOTHING) / (mean_rate + SMOOTHING))


@cache
def model() -> ThemeModel:
    """Return the model that ships with the project."""
    text = files("extractors.practice_themes").joinpath("model.yaml").read_text("utf-8")
    return ThemeModel.model_validate(yaml.safe_load(text))
