"""From a component's score to the chance that a reader accepts the value.

A component scores what it finds by what it knows of its own rules. How often findings of a score
are right is measured (`python -m evaluation.calibrate`), and written to `calibration.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from importlib.resources import files

import numpy as np
import yaml

from schemas.finding import Finding

CURVES = files("extractors").joinpath("calibration.yaml")
_ALL = "all"
_APPLIED = ContextVar("applied", default=True)


@contextmanager
def uncalibrated() -> Iterator[None]:
    """Leave scores as components give them: for whoever measures them."""
    token = _APPLIED.set(False)
    try:
        yield
    finally:
        _APPLIED.reset(token)


def calibrated(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with their scores, and those of their alternatives, as chances."""
    return [_calibrated(finding) for finding in findings] if _APPLIED.get() else list(findings)


def _calibrated(finding: Finding) -> Finding:
    field = field_of(finding.path)
    return replace(
        finding,
        confidence=chance(field, finding.confidence),
        alternatives=tuple(
            replace(other, confidence=chance(field, other.confidence))
            for other in finding.alternatives
        ),
    )


def chance(field: str, score: float) -> float:
    """Return the chance that a value of a field ("child.sex", "agencies") is accepted."""
    scores, chances = _curves().get(field) or _curves()[_ALL]
    return round(float(np.interp(score, scores, chances)), 3)


def field_of(path: str) -> str:
    """Return what a path is calibrated as: a variable, or a list as a whole.

    >>> field_of("children.0.sex"), field_of("agencies.police")
    ('child.sex', 'agencies')
    """
    group, _, rest = path.partition(".")
    if group == "children":
        return f"child.{rest.partition('.')[2]}"
    return path if group == "review" else group


@cache
def _curves() -> dict[str, tuple[list[float], list[float]]]:
    """Return the scores and the chances of each curve."""
    points = yaml.safe_load(CURVES.read_text("utf-8"))
    return {
        field: ([score for score, _ in curve], [chance for _, chance in curve])
        for field, curve in points.items()
    }
