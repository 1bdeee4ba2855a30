"""What police and courts did to whoever did the harm, and of whom a sentence tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.children.culprits import named_before
from extractors.children.relations import Relation, relation_at, relations_in
from extractors.reading import Assertion, Reading, Role, Sentence

_DENIED = frozenset(
    {
        Assertion.NEGATED,
        Assertion.GENERAL,
        Assertion.OTHER_CASE,
        Assertion.RECOMMENDATION,
    }
)
_FAR = 90
"""Characters after "the court found" in which it says of whom."""
_CLAUSE = re.compile(r"[;:]|\. |\bbut\b")
_VERB_NEXT = re.compile(
    r"[\s,]*(?:(?:\(?(?:aged )?\d\d\)?|who|was|were|is|are|has|had|have|been|be|being|both|each|all"
    r"|later|since|also|then|now|subsequently|jointly|eventually|pleaded|and|not guilty|to|due to"
    r"|\w+ly|in \w+ \d{4}|in \d{4})[\s,]*)*$",
    re.IGNORECASE,
)

_NAMED_ADULT = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Adult|Male|Female) [A-Z0-9]")
"""A person whom the sentence names and of whom the report does not say what he is to the child."""


class VerdictRule(NamedTuple):
    """Words of a verdict, with what they make of it.

    Attributes:
        code: A code of `source_of_harm_certainty`.
        weight: How firm it is.
        after: Whether the person follows the words.
    """

    code: str
    weight: float
    after: bool


class Verdict(NamedTuple):
    """A verdict, a charge, a finding or a suspicion, by offsets in the sentence.

    Attributes:
        code: A code of `source_of_harm_certainty`.
        weight: How firm it is.
        of_harm: Whether the sentence says that it is about harm.
        lesser: Whether it is about having allowed or hidden what another did.
        start, end: The words.
        after: Whether the person follows the words.
    """

    code: str
    weight: float
    of_harm: bool
    lesser: bool
    start: int
    end: int
    after: bool


@dataclass(frozen=True, slots=True)
class _Guards:
    other_offence: re.Pattern[str]
    background: re.Pattern[str]
    offence: re.Pattern[str]
    lesser: re.Pattern[str]


@cache
def _data() -> tuple[tuple[tuple[re.Pattern[str], VerdictRule], ...], _Guards]:
    text = files("extractors.children").joinpath("verdicts.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    rules = tuple(
        (
            re.compile(rule["pattern"], re.IGNORECASE),
            VerdictRule(rule["code"], float(rule["weight"]), rule.get("whom") == "after"),
        )
        for rule in data.pop("verdicts")
    )
    guards = _Guards(**{name: re.compile(words, re.IGNORECASE) for name, words in data.items()})
    return rules, guards


def verdict_rules() -> tuple[tuple[re.Pattern[str], VerdictRule], ...]:
    """Return the patterns of verdicts, each with its rule."""
    return _data()[0]


def verdicts_of(
    reading: Reading, sentence: Sentence, matches: Sequence[tuple[re.Match[str], VerdictRule]]
) -> list[Verdict]:
    """Return what a sentence asserts of verdicts about the harm, the firmest first."""
    found = [
        verdict
        for match, rule in matches
        if (verdict := _verdict(reading, sentence, match, rule)) is not None
    ]
    return sorted(found, key=lambda verdict: -verdict.weight)


def _verdict(
    reading: Reading, sentence: Sentence, match: re.Match[str], rule: VerdictRule
) -> Verdict | None:
    guards, text = _data()[1], sentence.text
    start, end = match.span()
    assertion = reading.assertion(sentence.start + start, sentence.start + end)
    pleaded = assertion is Assertion.NEGATED and "not guilty" in match.group().lower()
    of_subject = assertion is Assertion.OTHER_CASE and any(
        person.role is Role.SUBJECT for person in reading.mentions(sentence)
    )
    if assertion in _DENIED and not pleaded and not of_subject:
        return None
    of_harm = guards.offence.search(text) is not None
    if guards.other_offence.search(text[end:]) or (
        guards.background.search(text[:end]) and not guards.offence.search(text, end)
    ):
        return None
    lesser = guards.lesser.search(text, end) is not None
    return Verdict(rule.code, rule.weight, of_harm, lesser, start, end, rule.after)


def of_whom(
    reading: Reading, sentence: Sentence, verdict: Verdict, names: Mapping[str, str]
) -> tuple[Relation, int] | None:
    """Return the person of a verdict and where in the sentence the words that tell it begin."""
    text = sentence.text
    if verdict.after:
        person = relation_at(text, verdict.end, verdict.end + _FAR, names)
        if person:
            return person, verdict.start
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, verdict.start)), default=0)
    people = relations_in(text, start, verdict.start, names)
    if people:
        last = people[-1]
        chosen = last if _VERB_NEXT.match(text[last.end : verdict.start]) else people[0]
        return chosen, start
    if _NAMED_ADULT.search(text, start, verdict.start):
        return None
    mentions = [p for p in reading.mentions(sentence) if p.end <= verdict.start]
    if mentions and mentions[0].role is Role.SUBJECT:
        return None
    pronoun = mentions[0].text if mentions and mentions[0].role is None else ""
    before = named_before(reading, sentence, start, pronoun, names)
    return (before, start) if before else None
