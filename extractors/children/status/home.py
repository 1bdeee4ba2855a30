"""Where a child lived at the time of the incident."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.about import subjects_in
from extractors.children.harm import case_sentences
from extractors.children.stated import Stated
from extractors.children.status.whose import holder_of
from extractors.children.status.words import words
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Reading, Sentence
from extractors.reading.patterns import Patterns
from schemas.status import ValueStatus

_ALLOWED = frozenset({Assertion.AFFIRMED})
_LEAST = 1.0  # what words deep in a report weigh, which tell of homes as well as its opening
_AT_INCIDENT = 2.0  # how much more words weigh that are tied to the incident
_SURE, _PRECISION = 0.4, 0.6
_IN_CARE = frozenset({"looked_after", "care_leaver"})
_AT_HOME = frozenset({"parents", "mother", "father"})


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    weight: float
    of_family: bool
    care: bool


class _Said(NamedTuple):
    sentence: Sentence
    rule: _Rule
    weight: float
    start: int
    end: int


@cache
def _rules() -> Patterns[_Rule]:
    text = files("extractors.children.status").joinpath("home.yaml").read_text("utf-8")
    return Patterns(
        (
            re.compile(rule["pattern"], re.IGNORECASE),
            _Rule(
                rule["code"],
                float(rule["weight"]),
                bool(rule.get("of_family")),
                bool(rule.get("care")),
            ),
        )
        for rule in yaml.safe_load(text)["places"]
    )


def home_of(
    reading: Reading, subject: Subject, subjects: Sequence[Subject], level: str | None
) -> Iterator[Stated]:
    """Yield where a child lived, given the level of service at the incident where it is known."""
    weights: defaultdict[str, float] = defaultdict(float)
    best: dict[str, _Said] = {}
    for said in reading.once(_said):
        if subject.number not in subjects_in(reading, said.sentence, subjects):
            continue
        if not _fits(said.rule, level):
            continue
        weights[said.rule.code] += said.weight
        held = best.get(said.rule.code)
        if held is None or said.weight > held.weight:
            best[said.rule.code] = said
    if not weights:
        return
    code = max(weights, key=lambda each: weights[each])
    share = weights[code] / sum(weights.values())
    yield Stated(
        "living_with",
        code,
        ValueStatus.STATED,
        round(_SURE + (_PRECISION - _SURE) * share, 2),
        reading.evidence(best[code].start, best[code].end),
    )


def _fits(rule: _Rule, level: str | None) -> bool:
    """Whether a child at that level of service may have lived there."""
    if level is None:
        return True
    return not rule.care if level not in _IN_CARE else rule.code not in _AT_HOME


def _said(reading: Reading) -> list[_Said]:
    return [
        said
        for sentence, place in case_sentences(reading)
        for said in _in_sentence(reading, sentence, max(place, _LEAST))
    ]


def _in_sentence(reading: Reading, sentence: Sentence, place: float) -> Iterator[_Said]:
    cues = words().cues
    for match, rule in _rules().first(sentence.text):
        if cues["afterwards"].search(sentence.text):
            return
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if reading.assertion(start, end) not in _ALLOWED:
            continue
        if not rule.of_family:
            holder = holder_of(reading, sentence, match.start(), rule.code)
            if not holder.is_subject:
                continue
        tied = _AT_INCIDENT if cues["incident"].search(sentence.text) else 1.0
        yield _Said(sentence, rule, rule.weight * place * tied, start, end)
