"""Which method the review followed; `models.yaml` holds the words."""

from __future__ import annotations

import re
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
_WORK = re.compile(rf"\b{alternatives('work')}\b", re.IGNORECASE)
_FIELD = re.compile(r"\bModel:\s*(?P<model>[^.\n]+)")


@dataclass(frozen=True)
class Model:
    """A review model with the words that say so."""

    code: str
    evidence: tuple[Evidence, ...]
    confidence: float


@cache
def _words() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str], re.Pattern[str]]:
    data = yaml.safe_load(files("extractors.review").joinpath("models.yaml").read_text("utf-8"))
    models = {
        group["code"]: re.compile("|".join(f"(?:{p})" for p in group["patterns"]), re.IGNORECASE)
        for group in data["models"]
    }
    models[_MIXED] = re.compile("|".join(f"(?:{p})" for p in data["mixed"]), re.IGNORECASE)
    before, after = (
        re.compile(data[name], re.IGNORECASE) for name in ("set_aside", "set_aside_after")
    )
    return models, before, after


@cache
def _models() -> Patterns[str]:
    """Return the patterns of the models, to be looked for at once."""
    return Patterns((pattern, code) for code, pattern in _words()[0].items())


def model_of(reading: Reading, front: Front) -> Model | None:
    """Return the model that a review names: in a field, in the title, or in how it was done."""
    if "Model:" in reading.text and (match := _FIELD.search(reading.text)):
        code = next(
            (code for code, pattern in _words()[0].items() if pattern.search(match["model"])),
            _MIXED,
        )
        code = _OWN_METHOD if code == _MIXED else code
        return Model(code, reading.evidence(*match.span("model")), 0.95)
    for line in front.title:
        if len(line.text.split()) > _SHORT_LINE:
            continue
        for code, pattern in _words()[0].items():
            if code not in {_MIXED, _OLD_METHOD} and (found := pattern.search(line.text)):
                return Model(code, line.evidence(*found.span()), 0.94)
    return _described(reading)


def _described(reading: Reading) -> Model | None:
    _, aside_before, aside_after = _words()
    found: dict[str, tuple[Sentence, re.Match[str]]] = {}
    early = len(reading.sentences) * _EARLY
    for number, sentence in enumerate(reading.sentences):
        if sentence.section not in _METHOD_SECTIONS and number > early:
            continue
        for match, code in _models().first(sentence.text):
            if not (
                code not in {_OWN_METHOD, _MIXED}
                and (
                    aside_before.search(sentence.text[: match.start()])
                    or aside_after.search(sentence.text[match.end() :])
                )
            ):
                found.setdefault(code, (sentence, match))
    named = [code for code in found if code not in {_OWN_METHOD, _MIXED, _OLD_METHOD}]
    # A report that mixes models says so; one that gathered IMRs beside a model has that model.
    ranked = [_OWN_METHOD, *named, _MIXED, _OLD_METHOD]
    chosen = next((code for code in ranked if code in found), None)
    if chosen is None:
        return _unnamed(reading)
    sentence, match = found[chosen]
    start = sentence.start + match.start()
    code = _OWN_METHOD if chosen == _MIXED else chosen
    return Model(code, reading.evidence(start, sentence.start + match.end()), 0.8)


def _unnamed(reading: Reading) -> Model | None:
    """Return the model of a full report that tells how it was done and names no model."""
    if len(reading.sentences) < _LEAST_SENTENCES:
        return None
    for sentence in reading.sentences:
        if sentence.section in _METHOD_SECTIONS and _WORK.search(sentence.text):
            return Model(_OWN_METHOD, reading.evidence(sentence.start, sentence.end), 0.5)
    return None
