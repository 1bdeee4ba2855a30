"""What kind of review a document is, under which jurisdiction, or that it is none of a child.

`kinds.yaml` holds the words. A title decides; where it is silent, what the prose calls itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading import Reading
from extractors.review.front import Front, Line
from extractors.review.words import plain
from schemas.evidence import Evidence

OUT_OF_SCOPE = "out_of_scope"
_WELSH = plain("welsh")
_ENGLISH = plain("english")
_WORDS = re.compile(r"[^\W\d_]+")
_SHORT_LINE = 18  # words; a longer line is prose, and names other papers in passing
_TITLE_LINES = 5  # those that name a paper; what follows may name others
_LANGUAGE_SAMPLE = 500  # words


@dataclass(frozen=True)
class Kind:
    """A kind of review with the words that say so and the chance that it is right."""

    code: str
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True)
class _Rule:
    code: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True)
class _Rules:
    out_of_scope: re.Pattern[str]
    companions: re.Pattern[str]
    joint: re.Pattern[str]
    title: tuple[_Rule, ...]
    weak: tuple[_Rule, ...]
    body: tuple[_Rule, ...]


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


@cache
def _rules() -> _Rules:
    data = yaml.safe_load(files("extractors.review").joinpath("kinds.yaml").read_text("utf-8"))

    def rules(name: str) -> tuple[_Rule, ...]:
        return tuple(
            _Rule(
                group["code"],
                _any(group["patterns"]),
                _any([group["unless"]]) if "unless" in group else None,
            )
            for group in data[name]
        )

    return _Rules(
        _any(data["out_of_scope"]),
        _any(data["companions"]),
        _any([data["joint"]]),
        rules("title"),
        rules("weak"),
        rules("body"),
    )


def kind_of(reading: Reading, front: Front) -> Kind | None:
    """Return the kind of review that a document is, or None where it does not say."""
    return (
        _in_welsh(reading)
        or _another_paper(front)
        or _by_title(front, _rules().title, 0.96)
        or _by_body(reading)
        or _by_title(front, _rules().weak, 0.8)
        or _by_running_words(front)
    )


def _in_welsh(reading: Reading) -> Kind | None:
    """Return out of scope for a document whose prose is Welsh; bilingual titles do not count."""
    sample = reading.text[: _LANGUAGE_SAMPLE * 8].lower()
    if not any(f" {word} " in sample for word in _WELSH):
        return None
    words = _WORDS.findall(sample)
    counts = Counter(words[:_LANGUAGE_SAMPLE])
    welsh = sum(counts[word] for word in _WELSH)
    english = sum(counts[word] for word in _ENGLISH)
    if welsh <= english or welsh < 0.05 * len(words) or not reading.sentences:
        return None
    first = reading.sentences[0]
    return Kind(OUT_OF_SCOPE, reading.evidence(first.start, first.end), 0.9)


def _another_paper(front: Front) -> Kind | None:
    rules = _rules()
    if any(rules.joint.search(line.text) for line in front.title):
        return None
    short = [k for k in front.title if len(k.text.split()) <= _SHORT_LINE][:_TITLE_LINES]
    named = [line for line in short if _names_a_review(line)]
    for line in short:
        if companion := rules.companions.search(line.text):
            reported = re.search(r"overview report", " ".join(k.text for k in short), re.IGNORECASE)
            if not reported:
                return Kind(OUT_OF_SCOPE, line.evidence(*companion.span()), 0.9)
        match = rules.out_of_scope.search(line.text)
        if match and not named:
            return Kind(OUT_OF_SCOPE, line.evidence(*match.span()), 0.92)
    return None


def _names_a_review(line: Line) -> bool:
    return any(
        rule.pattern.search(line.text) for rule in _rules().title if rule.code != "learning_review"
    )


def _by_title(front: Front, rules: tuple[_Rule, ...], confidence: float) -> Kind | None:
    whole = " ".join(line.text for line in front.title)
    for rule in rules:
        if rule.unless and rule.unless.search(whole):
            continue
        for line in front.title:
            if len(line.text.split()) <= _SHORT_LINE and (match := rule.pattern.search(line.text)):
                return Kind(rule.code, line.evidence(*match.span()), confidence)
    return None


def _by_body(reading: Reading) -> Kind | None:
    for rule in _rules().body:
        if match := rule.pattern.search(reading.text):
            return Kind(rule.code, reading.evidence(*match.span()), 0.85)
    return None


def _by_running_words(front: Front) -> Kind | None:
    for rule in _rules().title:
        for line in front.running:
            if match := rule.pattern.search(line.text):
                return Kind(rule.code, line.evidence(*match.span()), 0.75)
    return None
