"""Which method the review followed; `models.yaml` holds the words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading import Reading, Sentence
from extractors.reading.patterns import Patterns
from extractors.review.front import Front
from extractors.review.words import alternatives
from schemas.document import SectionKind
from schemas.evidence import Evidence

_OWN_METHOD = "hybrid_or_other"
_MIXED = "mixed"  # not of the codebook: the weaker words of the same
_OLD_METHOD = "individual_management_reviews"
_METHOD_SECTIONS = {
    SectionKind.COVER,
    SectionKind.INTRODUCTION,
    SectionKind.PROCESS,
    SectionKind.TERMS_OF_REFERENCE,
    SectionKind.PANEL,
    SectionKind.SUMMARY,
    SectionKind.OTHER,
}
_SHORT_LINE = 14  # words
_EARLY = 0.3  # share of the sentences, in which a review says how it was done
_LEAST_SENTENCES = 3
_KNOWN, _SAID, _USED = 0.5, 1.0, 1.5  # how much a sentence speaks for a model
_WORK = re.compile(rf"\b{alternatives('work')}\b", re.IGNORECASE)
_FIELD = re.compile(r"\bModel:\s*(?P<model>[^.\n]+)")


@dataclass(frozen=True)
class Model:
    """A review model with the words that say so."""

    code: str
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True)
class _Words:
    """The patterns of the models by code, and those of what a sentence says of a model."""

    models: dict[str, re.Pattern[str]]
    aside_before: re.Pattern[str]
    aside_after: re.Pattern[str]
    known: re.Pattern[str]
    used: re.Pattern[str]


@dataclass(frozen=True)
class _Named:
    """A place that names a model, and how much it speaks for that model."""

    sentence: Sentence
    match: re.Match[str]
    weight: float


@cache
def _words() -> _Words:
    data = yaml.safe_load(files("extractors.review").joinpath("models.yaml").read_text("utf-8"))
    groups = {group["code"]: group["patterns"] for group in data["models"]}
    groups[_MIXED] = data["mixed"]
    return _Words(
        {
            code: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
            for code, patterns in groups.items()
        },
        *(
            re.compile(data[name], re.IGNORECASE)
            for name in ("set_aside", "set_aside_after", "known", "used")
        ),
    )


@cache
def _models() -> Patterns[str]:
    """Return the patterns of the models, to be looked for at once."""
    return Patterns((pattern, code) for code, pattern in _words().models.items())


def model_of(reading: Reading, front: Front) -> Model | None:
    """Return the model that a review names: in a field, in the title, or in how it was done."""
    models = _words().models
    if "Model:" in reading.text and (match := _FIELD.search(reading.text)):
        code = next((code for code, p in models.items() if p.search(match["model"])), _MIXED)
        code = _OWN_METHOD if code == _MIXED else code
        return Model(code, reading.evidence(*match.span("model")), 0.95)
    for line in front.title:
        if len(line.text.split()) > _SHORT_LINE:
            continue
        for found, code in _models().first(line.text):
            if code not in {_MIXED, _OLD_METHOD}:
                return Model(code, line.evidence(*found.span()), 0.94)
    return _described(reading)


def _described(reading: Reading) -> Model | None:
    """Return the model that the account of the method names most, of two as much the first."""
    found: defaultdict[str, list[_Named]] = defaultdict(list)
    for named in _named(reading):
        found[named[0]].append(named[1])
    models = [code for code in found if code not in {_OWN_METHOD, _MIXED, _OLD_METHOD}]
    models.sort(key=lambda code: -sum(place.weight for place in found[code]))
    # A report that mixes models says so; one that gathered IMRs beside a model has that model.
    ranked = [_OWN_METHOD, *models, _MIXED, _OLD_METHOD]
    # What the reviewers are only said to know gives way to all that is said to be done.
    done = (c for c in ranked if any(place.weight >= _SAID for place in found.get(c, ())))
    chosen = next(done, None) or next((code for code in ranked if code in found), None)
    if chosen is None:
        return _unnamed(reading)
    best = max(found[chosen], key=lambda place: place.weight)
    start = best.sentence.start + best.match.start()
    evidence = reading.evidence(start, best.sentence.start + best.match.end())
    rivals = len(models) > 1 or (chosen in {_OWN_METHOD, _MIXED} and bool(models))
    confidence = 0.65 if rivals or best.weight < _SAID else 0.8
    return Model(_OWN_METHOD if chosen == _MIXED else chosen, evidence, confidence)


def _named(reading: Reading) -> Iterator[tuple[str, _Named]]:
    """Yield each model that the account of the method names, with the place."""
    words = _words()
    early = len(reading.sentences) * _EARLY
    for sentence, rules in _models().candidates(reading):
        number = reading.sentence_number(sentence.start)
        if sentence.section not in _METHOD_SECTIONS and number > early:
            continue
        for pattern, code in rules:
            match = pattern.search(sentence.text)
            if match is None:
                continue
            own = code in {_OWN_METHOD, _MIXED}
            before, after = sentence.text[: match.start()], sentence.text[match.end() :]
            if not own and (words.aside_before.search(before) or words.aside_after.search(after)):
                continue
            weight = _SAID
            if not own and words.known.search(sentence.text):
                weight = _KNOWN
            elif words.used.search(sentence.text):
                weight = _USED
            yield code, _Named(sentence, match, weight)


def _unnamed(reading: Reading) -> Model | None:
    """Return the model of a full report that tells how it was done and names no model."""
    if len(reading.sentences) < _LEAST_SENTENCES:
        return None
    early = len(reading.sentences) * _EARLY
    for number, sentence in enumerate(reading.sentences):
        told = sentence.section in _METHOD_SECTIONS or number < early
        if told and not sentence.in_heading and _WORK.search(sentence.text):
            return Model(_OWN_METHOD, reading.evidence(sentence.start, sentence.end), 0.5)
    return None
