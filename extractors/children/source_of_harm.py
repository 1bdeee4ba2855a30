"""Who caused the harm, and how firmly the report says so.

Never inferred from domestic abuse or from who lived in the home: a person is named where the report
says that he did it, or that he was suspected, charged or convicted of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.about import subjects_in
from extractors.children.adults import named_adults
from extractors.children.harm import case_sentences
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Reading, Sentence
from extractors.reading.patterns import Patterns
from schemas.evidence import Evidence

_DENIED = {
    Assertion.NEGATED,
    Assertion.GENERAL,
    Assertion.OTHER_CASE,
    Assertion.RECOMMENDATION,
}
_HARM = re.compile(
    r"\b(?:kill\w*|murder\w*|manslaughter|death|shak\w+|shook|abus\w+|assault\w*|injur\w+|neglect\w*|cruel\w*"
    r"|harm\w*|hurt|hit\b|stabb\w+|shot|shooting|exploit\w*|offences?|inflicted|poison\w*|ill-treat\w*"
    r"|fabricat\w*|induced|sexual\w*|smother\w*|drown\w*|rap(?:e|ed|ing)\b|attack\w*|starv\w*)",
    re.IGNORECASE,
)


_HARM_TOLD = "harm"
_NOT_ESTABLISHED = "not_established"


class _Clue(NamedTuple):
    """What words of a sentence may say: harm, that nobody knows who, or a certainty."""

    code: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Rules:
    relations: tuple[tuple[str, re.Pattern[str]], ...]
    clues: Patterns[_Clue]
    done_by: re.Pattern[str]
    did_it: re.Pattern[str]


@cache
def _rules() -> _Rules:
    name = "source_of_harm.yaml"
    data = yaml.safe_load(files("extractors.children").joinpath(name).read_text("utf-8"))
    flags = re.IGNORECASE
    return _Rules(
        tuple((r["code"], re.compile(r["pattern"], flags)) for r in data["relations"]),
        Patterns(
            [
                (_HARM, _Clue(_HARM_TOLD)),
                (re.compile(data["not_established"], flags), _Clue(_NOT_ESTABLISHED)),
                *(
                    (re.compile(c["pattern"], flags), _Clue(c["code"], float(c["weight"])))
                    for c in data["certainties"]
                ),
            ]
        ),
        re.compile(data["done_by"], flags),
        re.compile(data["did_it"], flags),
    )


class Source(NamedTuple):
    """Who did it and how sure that is, each with its words; either may be unsaid."""

    relation: str
    certainty: str | None
    evidence: tuple[Evidence, ...]
    weight: float


def source_of_harm(
    reading: Reading, subject: Subject, subjects: Sequence[Subject]
) -> Source | None:
    """Return who harmed a child, or None where the report names nobody and does not leave it open.

    `unclear` with `not_established` is returned where the report says that it is not known.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    certainty: dict[str, tuple[float, str]] = {}
    best: dict[str, tuple[float, Sentence, int, int]] = {}
    open_question: tuple[float, Sentence, int, int] | None = None
    for sentence, place, unknown, named in reading.once(_harms):
        if subject.number not in subjects_in(reading, sentence, subjects):
            continue
        if unknown:
            found = (place, sentence, *unknown)
            open_question = max(open_question or found, found, key=lambda each: each[0])
        for relation, weight, sure, start, end in named:
            weights[relation] += weight * place
            if sure:
                held = certainty.get(relation, (0.0, ""))
                certainty[relation] = max(held, (sure[0] * place, sure[1]))
            if relation not in best or weight * place > best[relation][0]:
                best[relation] = (weight * place, sentence, start, end)
    top = max(weights, key=lambda code: weights[code], default=None)
    if open_question and (top is None or not _firm(certainty.get(top))):
        weight, sentence, start, end = open_question
        evidence = reading.evidence(sentence.start + start, sentence.start + end)
        return Source("unclear", "not_established", evidence, weight)
    if top is None:
        return None
    _, sentence, start, end = best[top]
    evidence = reading.evidence(sentence.start + start, sentence.start + end)
    sure = certainty.get(top)
    return Source(top, sure[1] if sure else None, evidence, weights[top])


def _firm(certainty: tuple[float, str] | None) -> bool:
    return certainty is not None and certainty[1] in _ESTABLISHED


_ESTABLISHED = frozenset({"convicted", "charged", "family_court_finding"})
_Clues = Sequence[tuple[re.Match[str], _Clue]]
_Named = tuple[str, float, tuple[float, str] | None, int, int]


class _Harm(NamedTuple):
    """What a sentence of harm says: where it leaves open who did it, or whom it names."""

    sentence: Sentence
    place: float
    unknown: tuple[int, int] | None
    named: list[_Named]


def _harms(reading: Reading) -> list[_Harm]:
    """Return the sentences of a report that say who did harm, or that nobody knows it."""
    names = _relations_by_name(reading)
    found: list[_Harm] = []
    for sentence, place in case_sentences(reading):
        clues = list(_rules().clues.first(sentence.text))
        if clues:
            open_at = next((m.span() for m, clue in clues if clue.code == _NOT_ESTABLISHED), None)
            named = _named(reading, sentence, clues, names)
            found.append(_Harm(sentence, place, open_at, named))
    return found


def _named(
    reading: Reading, sentence: Sentence, clues: _Clues, names: Mapping[str, str]
) -> list[_Named]:
    """Return the persons whom a sentence of harm names as having done it."""
    text = sentence.text
    found: list[_Named] = []
    sure = _certainty(reading, sentence, clues)
    if sure is None and all(clue.code != _HARM_TOLD for _, clue in clues):
        return found
    for match in _rules().done_by.finditer(text):
        harm_before = _HARM.search(text, max(0, match.start() - 60), match.start() + 3)
        relation = _relation_at(text, match.end(), match.end() + 28, names)
        if harm_before and relation and not match.group().lower().startswith("of"):
            found.append((relation[0], 3.0, sure and sure[:2], match.start(), relation[1]))
    if not found and sure is not None:
        relation = _subject_of(reading, sentence, sure[2], names)
        if relation:
            found.append((relation[0], sure[0], sure[:2], relation[1], sure[3]))
    if not found:
        active = _rules().did_it.search(text)
        relation = (
            _relation_at(text, max(0, active.start() - 14), active.end(), names) if active else None
        )
        if active and relation:
            found.append((relation[0], 2.0, None, active.start(), active.end()))
    return found


def _certainty(
    reading: Reading, sentence: Sentence, clues: _Clues
) -> tuple[float, str, int, int] | None:
    for match, clue in clues:
        if clue.weight:
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if reading.assertion(start, end) not in _DENIED:
                return clue.weight, clue.code, match.start(), match.end()
    return None


def _relation_at(
    text: str, start: int, end: int, names: Mapping[str, str]
) -> tuple[str, int] | None:
    """Return the first person named in a stretch, and where the name ends."""
    end = min(end, len(text))
    matches = [
        (match.start(), -match.end(), code, match.end())
        for code, pattern in _rules().relations
        if (match := pattern.search(text, start, end))
    ]
    for name, code in names.items():
        at = text.find(name, start, end)
        if at >= 0:
            matches.append((at, -at - len(name), code, at + len(name)))
    if not matches:
        return None
    first = min(matches)
    return first[2], first[3]


def _subject_of(
    reading: Reading, sentence: Sentence, at: int, names: Mapping[str, str]
) -> tuple[str, int] | None:
    """Return the person of whom a verdict or a charge is told: named before it, or a pronoun."""
    text = sentence.text
    start = max((text.rfind(mark, 0, at) for mark in (";", ". ")), default=-1) + 1
    relation = _relation_at(text, start, at, names)
    if relation:
        return relation[0], start
    named = [p for p in reading.mentions(sentence) if p.end <= at]
    if named and named[0].role is not None:
        return None
    number = reading.sentence_number(sentence.start)
    if number and reading.sentences[number - 1].block == sentence.block:
        previous = reading.sentences[number - 1]
        earlier = _relation_at(previous.text, 0, len(previous.text), names)
        if earlier:
            return earlier[0], 0
    return None


def _relations_by_name(reading: Reading) -> dict[str, str]:
    """Return the code of each named adult."""
    codes = {code for code, _ in _rules().relations}
    names: dict[str, str] = {}
    for name, said in named_adults(reading).items():
        found = (said, 0) if said in codes else _relation_at(said, 0, len(said), {})
        if found:
            names[name] = found[0]
    return names
