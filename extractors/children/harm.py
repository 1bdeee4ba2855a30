"""What happened to a child: the acts that a report tells of the child's own case, with weights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.case import Rules, case_candidates, first_of_each
from extractors.reading import Assertion, Mention, Reading, Role, Sentence
from extractors.reading.patterns import NO_NAME, Patterns

_DENIED = frozenset(
    {
        Assertion.NEGATED,
        Assertion.HYPOTHETICAL,
        Assertion.GENERAL,
        Assertion.OTHER_CASE,
        Assertion.RECOMMENDATION,
    }
)
_PLANNED_FOR = frozenset({"assault", "neglect", "sexual_abuse", "emotional_abuse"})
# A category of a plan says why the child had one, not what led to the review.
_PLAN_FOR = re.compile(
    r"\b(?:plans?|register(?:ed)?|categor(?:y|ies)|conference)\b[^.;]{0,30}$", re.IGNORECASE
)
_SURVIVED = re.compile(
    r"(?P<nobody>\b(?:neither|none|nobody|not)\b.{0,20})?\bsurviv", re.IGNORECASE
)
_NEARLY = re.compile(r"\b(?:nearly|almost|narrowly) $", re.IGNORECASE)
_OF_WHOM = re.compile(r"\s+of\s+(?:(?:the|a|an|his|her|their)\s+)?")
_NEAR = 12  # characters
_ACTS_ALONE = re.compile(
    r"\b(?:died|dead|own li|killed (?:himself|herself)|suicide|overdose|hanged|was killed)"
)
_ON_HIMSELF = re.compile(r"\s*(?:then |also |later |had )*(?:took|killed h|hanged|died)")
_PARENTS = frozenset({Role.FATHER, Role.MOTHER, Role.PARTNER})
_OTHER_VICTIMS = frozenset({Role.SIBLING, Role.OTHER_RELATIVE, Role.OTHER_CHILD})


class Told(NamedTuple):
    """An act as one sentence tells it.

    Attributes:
        act: Its name in `harm.yaml`.
        start, end: Offsets of the words in the view.
        sentence: The sentence.
        weight: How much it says: the weight of the words by where they stand.
    """

    act: str
    start: int
    end: int
    sentence: Sentence
    weight: float


@dataclass(frozen=True, slots=True)
class _Rule:
    act: str
    weight: float
    by_self: bool


@cache
def _written() -> tuple[tuple[str, _Rule], ...]:
    """Return the patterns of `harm.yaml` as written, each with its rule."""
    data = yaml.safe_load(files("extractors.children").joinpath("harm.yaml").read_text("utf-8"))
    return tuple(
        (rule["pattern"], _Rule(act, float(rule["weight"]), rule.get("by") == "self"))
        for act, rules in data["acts"].items()
        for rule in rules
    )


@cache
def _unnamed() -> Patterns[_Rule]:
    """Return the rules without the labels of any report, since only these tell what they need."""
    return Patterns(
        (re.compile(pattern.replace("{label}", NO_NAME), re.IGNORECASE), rule)
        for pattern, rule in _written()
    )


@lru_cache(maxsize=64)
def _rules(labels: tuple[str, ...]) -> Patterns[_Rule]:
    return _unnamed().with_names(map(re.escape, labels))


def acts_told(reading: Reading) -> list[Told]:
    """Return every act that a report tells of the subject children, in order."""
    labels = tuple(sorted(label.text for label in reading.subjects))
    return [
        told
        for sentence, place, rules in case_candidates(reading, _rules(labels))
        for told in _in_sentence(reading, sentence, place, rules)
    ]


def _in_sentence(
    reading: Reading, sentence: Sentence, place: float, rules: Rules[_Rule]
) -> Iterator[Told]:
    people: list[Mention] | None = None
    for match, rule in first_of_each(sentence.text, rules):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        assertion = reading.assertion(start, end)
        if assertion in _DENIED and not (
            assertion is Assertion.NEGATED and _is_survived(sentence.text, rule.act)
        ):
            continue
        if rule.act == "death" and _NEARLY.search(sentence.text, 0, match.start()):
            continue
        if rule.act in _PLANNED_FOR and _PLAN_FOR.search(sentence.text[: match.start()]):
            continue
        if people is None:
            people = reading.mentions(sentence)
        if _of_another(reading, sentence, people, match.start(), match.end()):
            continue
        yield Told(rule.act, start, end, sentence, rule.weight * place)


def _is_survived(sentence: str, act: str) -> bool:
    """Whether a sentence denies a death and not the act that was survived."""
    survived = _SURVIVED.search(sentence)
    if survived is None:
        return False
    return (act == "death") == bool(survived["nobody"])


def _of_another(
    reading: Reading, sentence: Sentence, people: Sequence[Mention], start: int, end: int
) -> bool:
    """Whether the words tell what befell or was done by someone who is no subject child."""
    words = sentence.text[start:end].lower()
    if _done_to_another(sentence.text, people, end):
        return True
    if words.startswith(("death of", "killing of", "murder of", "suicide of", "stabbing of")):
        after = next((p for p in people if p.end > end - 1), None)
        return after is not None and after.role not in {Role.SUBJECT, None, Role.SIBLING}
    before = next((p for p in reversed(people) if p.end <= start and p.text.lower() != "who"), None)
    if before is None or before.role is None:
        return before is not None and _is_parent(sentence.text, before, people)
    is_subject = before.role is Role.SUBJECT
    if is_subject or (before.role is Role.SIBLING and len(reading.subjects) > 1):
        return False
    if _ACTS_ALONE.search(words):
        return True
    done_to = any(p.role is Role.SUBJECT or p.role is None for p in people if p.start >= end - 1)
    between = sentence.text[before.end : start].strip(" ,")
    return not done_to and between not in {"", "by"} and before.role in _OTHER_VICTIMS


def _done_to_another(sentence: str, people: Sequence[Mention], end: int) -> bool:
    """Whether the words go on with the person they were done to ("murder of Ms B")."""
    of_whom = _OF_WHOM.match(sentence, end)
    after = next((p for p in people if p.start >= end), None)
    if of_whom is None or after is None or after.start > of_whom.end() + _NEAR:
        return False
    return after.role not in {Role.SUBJECT, None}


def _is_parent(sentence: str, pronoun: Mention, people: Sequence[Mention]) -> bool:
    """Whether a pronoun stands for a parent who alone was named before it, and acts on himself."""
    earlier = [p for p in people if p.end <= pronoun.start and p.role is not None]
    on_himself = _ON_HIMSELF.match(sentence[pronoun.end :])
    return bool(earlier and on_himself and earlier[-1].role in _PARENTS)
