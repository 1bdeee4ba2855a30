"""Who caused the harm, and how firmly the report says so.

Never inferred from domestic abuse or from who lived in the home: a person is named where the report
says that he did it, or that he was suspected, charged or convicted of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.about import subjects_in
from extractors.children.case import case_candidates, first_of_each
from extractors.children.culprits import Culprit, Undecided, culprits_of, named_before
from extractors.children.relations import relation_at, relations_by_name
from extractors.children.subjects import Subject
from extractors.reading import Assertion, Reading, Sentence
from extractors.reading.patterns import Patterns
from extractors.syntax import DeedKind
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
_NOBODY_HELD = "nobody_held"
_NO_VERDICT = frozenset({_HARM_TOLD, _NOT_ESTABLISHED, _NOBODY_HELD})
_BY_GRAMMAR = 2.0
_OPENING = 2.0
"""What the place in a report may add to a certainty: the first lines no more than the opening."""
_COURT = "family_court_finding"
_FINDING = 90
"""Characters after "the court found" in which it says of whom."""


class _Clue(NamedTuple):
    """What words of a sentence may say: harm, that nobody knows who, or a certainty."""

    code: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Rules:
    clues: Patterns[_Clue]
    done_by: re.Pattern[str]
    did_it: re.Pattern[str]


@cache
def _rules() -> _Rules:
    name = "source_of_harm.yaml"
    data = yaml.safe_load(files("extractors.children").joinpath(name).read_text("utf-8"))
    flags = re.IGNORECASE
    return _Rules(
        Patterns(
            [
                (_HARM, _Clue(_HARM_TOLD)),
                (re.compile(data["not_established"], flags), _Clue(_NOT_ESTABLISHED)),
                (re.compile(data["nobody_held"], flags), _Clue(_NOBODY_HELD)),
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
    held = _Held()
    for harm in reading.once(_harms):
        if subject.number in subjects_in(reading, harm.sentence, subjects):
            held.add(harm)
    top = max(held.weights, key=lambda code: held.weights[code], default=None)
    sure = held.certainty.get(top or "")
    if top is None or (held.unknown and not _firm(sure)):
        left_open = held.unknown or held.nobody_held
        if left_open is None:
            return None
        return Source("unclear", _NOT_ESTABLISHED, _evidence(reading, left_open), left_open[0])
    code = sure[1] if sure else None
    if held.nobody_held and not _firm(sure):
        code = _NOT_ESTABLISHED
    return Source(top, code, _evidence(reading, held.best[top]), held.weights[top])


_Place = tuple[float, Sentence, int, int]
"""How much a sentence says, the sentence, and the offsets in it of the words that say it."""


@dataclass(slots=True)
class _Held:
    """What the sentences about one child add up to."""

    weights: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    certainty: dict[str, tuple[float, str]] = field(default_factory=dict)
    best: dict[str, _Place] = field(default_factory=dict)
    unknown: _Place | None = None
    nobody_held: _Place | None = None

    def add(self, harm: _Harm) -> None:
        """Count what one more sentence says."""
        place, sentence = harm.place, harm.sentence
        if harm.unknown:
            self.unknown = _weightier(self.unknown, (place, sentence, *harm.unknown))
        if harm.nobody_held:
            self.nobody_held = _weightier(self.nobody_held, (place, sentence, *harm.nobody_held))
        for relation, weight, sure, start, end in harm.named:
            found = (weight * place, sentence, start, end)
            self.weights[relation] += found[0]
            self.best[relation] = _weightier(self.best.get(relation), found)
            if sure:
                known = self.certainty.get(relation, (0.0, ""))
                self.certainty[relation] = max(known, (sure[0] * min(place, _OPENING), sure[1]))


def _evidence(reading: Reading, place: _Place) -> tuple[Evidence, ...]:
    _, sentence, start, end = place
    return reading.evidence(sentence.start + start, sentence.start + end)


def _weightier(held: _Place | None, found: _Place) -> _Place:
    return found if held is None or found[0] > held[0] else held


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
    nobody_held: tuple[int, int] | None
    named: list[_Named]


def _harms(reading: Reading) -> list[_Harm]:
    """Return the sentences of a report that say who did harm, or that nobody knows it."""
    names = relations_by_name(reading)
    found: list[_Harm] = []
    clues_of: dict[int, _Clues] = {}
    for sentence, place, rules in case_candidates(reading, _rules().clues):
        clues = list(first_of_each(sentence.text, rules))
        if clues:
            named = _named(reading, sentence, clues, names)
            unknown, nobody = _span(clues, _NOT_ESTABLISHED), _span(clues, _NOBODY_HELD)
            found.append(_Harm(sentence, place, unknown, nobody, named))
            clues_of[sentence.start] = clues
    undecided = [
        Undecided(
            harm.sentence,
            harm.place,
            any(clue.code not in _NO_VERDICT for _, clue in clues_of[harm.sentence.start]),
        )
        for harm in found
        if not harm.named and not harm.unknown
    ]
    for start, culprits in culprits_of(reading, undecided, names).items():
        harm = next(each for each in found if each.sentence.start == start)
        sure = _certainty(reading, harm.sentence, clues_of[start])
        harm.named.extend(_by_grammar(culprits, sure))
    return found


def _span(clues: _Clues, code: str) -> tuple[int, int] | None:
    return next((match.span() for match, clue in clues if clue.code == code), None)


def _by_grammar(
    culprits: Sequence[Culprit], sure: tuple[float, str, int, int] | None
) -> Iterator[_Named]:
    """Yield whom grammar names; of a verdict only where the sentence asserts it."""
    for one in culprits:
        if one.kind is DeedKind.HARM:
            yield one.relation, _BY_GRAMMAR, sure and sure[:2], one.start, one.end
        elif sure is not None:
            yield one.relation, sure[0], sure[:2], one.start, one.end


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
        by_hands = match.group().lower().startswith("at the hands")
        harmed = by_hands or _HARM.search(text, max(0, match.start() - 60), match.start() + 3)
        relation = relation_at(text, match.end(), match.end() + 28, names)
        if harmed and relation and not match.group().lower().startswith("of"):
            found.append((relation.code, 3.0, sure and sure[:2], match.start(), relation.end))
    if not found and sure is not None and sure[1] == _COURT:
        relation = relation_at(text, sure[3], sure[3] + _FINDING, names)
        if relation:
            found.append((relation.code, sure[0], sure[:2], sure[2], relation.end))
    if not found and sure is not None:
        of_whom = _subject_of(reading, sentence, sure[2], names)
        if of_whom:
            found.append((of_whom[0], sure[0], sure[:2], of_whom[1], sure[3]))
    if not found:
        active = _rules().did_it.search(text)
        relation = (
            relation_at(text, max(0, active.start() - 14), active.end(), names) if active else None
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


def _subject_of(
    reading: Reading, sentence: Sentence, at: int, names: Mapping[str, str]
) -> tuple[str, int] | None:
    """Return the person of whom a verdict or a charge is told: named before it, or a pronoun."""
    text = sentence.text
    start = max((text.rfind(mark, 0, at) for mark in (";", ". ")), default=-1) + 1
    relation = relation_at(text, start, at, names)
    if relation:
        return relation[0], start
    named = [p for p in reading.mentions(sentence) if p.end <= at]
    if named and named[0].role is not None:
        return None
    pronoun = next((p.text for p in reading.mentions(sentence) if p.end <= at), "")
    before = named_before(reading, sentence, 0, pronoun, names)
    return (before.code, 0) if before else None
