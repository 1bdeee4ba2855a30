"""What a report says of the services of its subject children, one event a statement.

A sentence is cut into clauses; each name of a level, and each word of the case ("closed the case"),
is an event of its clause: held, started, ended, denied. What was only thought of is none, and
neither is what befell somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from extractors.children.case import Rules, case_candidates, every_match
from extractors.children.status.afterwards import is_afterwards, is_of_the_day
from extractors.children.status.whose import holder_of
from extractors.children.status.words import Words, words
from extractors.reading import Assertion, Reading, Sentence
from schemas.document import SectionKind

_NEAR = 70  # characters
_FAR = {"the_plan": 700, "it": 120}  # characters back to the plan that such words mean
_PLANS = frozenset({"child_protection_plan", "child_in_need", "early_help"})
_CASE = frozenset({"open", "closed", "refused", "unknown"})
_NOT_OF_THE_CASE = frozenset(
    {
        Assertion.HYPOTHETICAL,
        Assertion.GENERAL,
        Assertion.OTHER_CASE,
        Assertion.RECOMMENDATION,
        Assertion.OTHER_PERSON,
    }
)


class Kind(StrEnum):
    """What became of a level of service."""

    HELD = "held"
    STARTED = "started"
    ENDED = "ended"
    DENIED = "denied"
    NEVER = "never"


class Event(NamedTuple):
    """One statement of a service.

    Attributes:
        what: A level, or "open", "closed", "refused", "unknown" of the case as a whole.
        kind: What became of it.
        start, end: Offsets of its words in the view.
        sentence: The sentence.
        at_incident: Whether the words tie it to the time of the incident.
        sex: The sex that a pronoun says of the person told of.
        is_named: Whether the sentence names the child, or a pronoun stands for the child.
    """

    what: str
    kind: Kind
    start: int
    end: int
    sentence: Sentence
    at_incident: bool
    sex: str | None = None
    is_named: bool = False


class _Term(NamedTuple):
    start: int
    end: int
    what: str


_CHANGES = frozenset({Kind.STARTED, Kind.ENDED})
_MADE = frozenset({Kind.HELD, Kind.STARTED, Kind.ENDED})


def events_of(reading: Reading) -> list[Event]:
    """Return what a report says of the services of its subject children, in its order."""
    return reading.once(_events)


def _events(reading: Reading) -> list[Event]:
    return list(_plans_resolved(_every(reading)))


def _plans_resolved(events: Iterable[Event]) -> Iterator[Event]:
    """Yield events with "the plan" as the one that the report spoke of just before, or not at all.

    What was never made does not end: after a denial it is another plan.
    """
    last: Event | None = None
    for event in events:
        if event.what in _PLANS:
            last = event
        if event.what not in _FAR:
            yield event
        elif last and last.kind in _MADE and event.start - last.end < _FAR[event.what]:
            yield event._replace(what=last.what)


def _every(reading: Reading) -> list[Event]:
    return [
        event
        for sentence, _, rules in case_candidates(reading, words().terms)
        if not sentence.in_heading and not _is_row(sentence)
        for event in _in_sentence(reading, sentence, rules)
    ]


def _is_row(sentence: Sentence) -> bool:
    """Whether a sentence is a row of the family table, of a glossary or of a list of agencies."""
    return (
        sentence.section is SectionKind.PROCESS
        or (sentence.in_table and sentence.section is not SectionKind.NARRATIVE)
        or (
            sentence.section is SectionKind.OTHER
            and not words().cues["tells"].search(sentence.text)
        )
    )


def _in_sentence(reading: Reading, sentence: Sentence, rules: Rules[str]) -> Iterator[Event]:
    known = words()
    terms = _terms(sentence.text, rules)
    if not terms or _is_put_right(reading, sentence):
        return
    at_incident = bool(known.cues["incident"].search(sentence.text))
    if is_afterwards(reading, sentence, at_incident):
        return
    for number, term in enumerate(terms):
        kind = _kind(sentence.text, terms, number, known)
        if kind is None:
            continue
        holder = holder_of(reading, sentence, term.start, term.what)
        if not holder.is_subject:
            continue
        start, end = sentence.start + term.start, sentence.start + term.end
        if reading.assertion(start, end) in _NOT_OF_THE_CASE:
            continue
        if kind in _CHANGES and is_of_the_day(reading, sentence, at_incident):
            continue
        clause = _clause(sentence.text, term.start, term.end)
        yield Event(
            term.what,
            kind,
            sentence.start + clause[0],
            sentence.start + clause[1],
            sentence,
            at_incident,
            holder.sex,
            holder.is_named,
        )


def _is_put_right(reading: Reading, sentence: Sentence) -> bool:
    """Whether the next sentence says that this one, or what it quotes, is wrong."""
    after = reading.sentence_number(sentence.start) + 1
    return after < len(reading.sentences) and bool(
        words().cues["put_right"].match(reading.sentences[after].text)
    )


def _terms(text: str, rules: Rules[str]) -> list[_Term]:
    """Return the names of levels and words of the case, in order, none within another."""
    found = sorted(
        (_Term(match.start(), match.end(), what) for match, what in every_match(text, rules)),
        key=lambda term: term.start - term.end,
    )
    kept: list[_Term] = []
    for term in found:
        if all(term.end <= other.start or other.end <= term.start for other in kept):
            kept.append(term)
    return sorted(kept)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause that holds `text[start:end]` begins and ends."""
    cuts = [match.end() for match in words().cues["clause"].finditer(text)]
    begin = max((cut for cut in cuts if cut <= start), default=0)
    close = min((cut for cut in cuts if cut >= end), default=len(text))
    while begin < start and text[begin] in " ,;:":
        begin += 1
    return begin, len(text[:close].rstrip(" ,;:"))


def _kind(text: str, terms: list[_Term], number: int, known: Words) -> Kind | None:
    """Return what a clause says became of a term, or None where it says nothing of the kind."""
    term, cues = terms[number], known.cues
    begin, close = _clause(text, term.start, term.end)
    clause, before = text[begin:close], text[begin : term.end]
    if term.what in _CASE:
        return _kind_of_case(term, clause, before, cues)
    never = Kind.NEVER if cues["never"].search(clause) else None
    if cues["not_done"].search(clause):
        return never if cues["never"].search(before) else None
    if cues["denied"].search(before):
        return Kind.ENDED if cues["no_longer"].search(before) else never or Kind.DENIED
    turned = _turned(text, [each for each in terms if begin <= each.start < close], term, cues)
    if turned is None and cues["turned_into"].search(text[begin : term.start]):
        return Kind.STARTED
    near = text[max(begin, term.start - _NEAR) : min(close, term.end + _NEAR)]
    if turned is None and (cues["ended"].search(near) or cues["formerly"].search(clause)):
        return Kind.ENDED
    return turned or (Kind.STARTED if cues["started"].search(near) else Kind.HELD)


def _kind_of_case(
    term: _Term, clause: str, before: str, cues: dict[str, re.Pattern[str]]
) -> Kind | None:
    if cues["elsewhere"].search(clause) and term.what != "unknown":
        return None
    if term.what == "open" and cues["denied"].search(before):
        return Kind.NEVER if cues["never"].search(clause) else Kind.DENIED
    return None if term.what == "closed" and cues["not_closed"].search(clause) else Kind.HELD


def _turned(
    text: str, terms: list[_Term], term: _Term, cues: dict[str, re.Pattern[str]]
) -> Kind | None:
    """Return what a term is where the terms of its clause tell of one level turned into another."""
    for other in terms:
        if other.what in _CASE or other.what == term.what:
            continue
        first, second = sorted((term, other))
        if cues["becomes"].search(text[first.end : second.start]):
            return Kind.ENDED if term is first else Kind.STARTED
    return None
