"""Who is spoken of in a sentence: each noun, name or pronoun that means a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import yaml

from extractors.reading.patterns import NO_NAME, Patterns
from extractors.reading.people import Role

if TYPE_CHECKING:
    from extractors.reading.reading import Reading
    from extractors.reading.sentences import Sentence


class Mention(NamedTuple):
    """A person spoken of.

    Attributes:
        start, end: Offsets in the sentence.
        text: The words.
        role: What the person is to the subject child; None for a pronoun.
        sex: "female" or "male" for pronouns that say so.
    """

    start: int
    end: int
    text: str
    role: Role | None
    sex: str | None = None


class _Rule(NamedTuple):
    role: Role | None
    sex: str | None


@cache
def _data() -> list[dict[str, str]]:
    text = files("extractors.reading").joinpath("people.yaml").read_text("utf-8")
    rules: list[dict[str, str]] = yaml.safe_load(text)["mentions"]
    return rules


@cache
def _unnamed() -> Patterns[_Rule]:
    """Return the rules without the labels of any report, since only these tell what they need."""
    return Patterns(
        (
            re.compile(rf"\b(?:{rule['pattern'].replace('{labels}', NO_NAME)})\b", re.IGNORECASE),
            _Rule(None if rule["role"] == "pronoun" else Role(rule["role"]), rule.get("sex")),
        )
        for rule in _data()
    )


@lru_cache(maxsize=64)
def _rules(labels: tuple[str, ...]) -> Patterns[_Rule]:
    return _unnamed().with_names(rf"(?-i:{re.escape(label)})" for label in labels)


def mentions_in(sentence: str, labels: Iterable[str] = ()) -> list[Mention]:
    """Return the persons spoken of in a sentence, in order, none within another.

    Args:
        sentence: The words.
        labels: What the report calls its subject children.
    """
    return _spoken_of(sentence, _rules(tuple(sorted(labels))).possible(sentence))


def mentions_at(reading: Reading, sentence: Sentence, labels: tuple[str, ...]) -> list[Mention]:
    """Return the persons spoken of in a sentence of a report: `mentions_in`, for less."""
    return _spoken_of(sentence.text, _rules(labels).at(reading, sentence))


def _spoken_of(sentence: str, rules: Iterable[tuple[re.Pattern[str], _Rule]]) -> list[Mention]:
    found = [
        Mention(match.start(), match.end(), match.group(), rule.role, rule.sex)
        for pattern, rule in rules
        for match in pattern.finditer(sentence)
    ]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: m.start - m.end):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept)
