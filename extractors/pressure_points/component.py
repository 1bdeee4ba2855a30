"""Pressure points as findings: events told of once or often, each with its judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.pressure_points.details import details_of
from extractors.pressure_points.judging import (
    Verdict,
    content_words,
    is_failing,
    judgement,
    later_judgement,
)
from extractors.pressure_points.rules import Rule, candidates, outdone_by, tells_nothing
from extractors.pressure_points.whose import is_of_the_subject
from extractors.reading import Assertion, Reading, Sentence
from extractors.reading.assertion import assertion_in
from extractors.review import is_in_scope
from schemas.document import SectionKind
from schemas.finding import Finding, item_path

_NOT_EVENTS = frozenset(
    {
        SectionKind.PROCESS,
        SectionKind.TERMS_OF_REFERENCE,
        SectionKind.PANEL,
        SectionKind.RECOMMENDATIONS,
        SectionKind.BACK_MATTER,
        SectionKind.FAMILY_VIEW,
    }
)
_TELLING_AGAIN = frozenset(
    {
        SectionKind.SUMMARY,
        SectionKind.INTRODUCTION,
        SectionKind.ANALYSIS,
        SectionKind.FINDINGS,
        SectionKind.CONCLUSIONS,
        SectionKind.CHILD_VOICE,
    }
)
_BEFORE = frozenset({SectionKind.FAMILY, SectionKind.INTRODUCTION})
"""Sections that tell what was before the case, or who was asked: an event that they alone tell of
counts only where they also judge it."""
_UNJUDGED, _UNSAID, _TOLD_ONCE, _TOLD_TWICE = 0.25, 0.65, 0.7, 0.8
_SAME_EVENT = 6  # sentences within which two tellings are of one event
_CONTEXT = 3  # sentences of the paragraph before, in which the words that a rule needs may stand
_SHOWN = 4  # tellings of an event that are shown as its evidence


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that tells of an event, and how it is judged there."""

    rule: Rule
    number: int
    sentence: Sentence
    start: int
    end: int
    verdict: Verdict | None
    judged_in: Sentence | None


class PressurePointExtractor:
    """Finds the events at the boundaries of the child protection system."""

    name = "pressure_points"
    version = "4"
    looks_for = frozenset[str]()

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return one finding for each event, judged over all the places that tell of it."""
        if not is_in_scope(reading):
            return []
        by_code: defaultdict[str, list[Telling]] = defaultdict(list)
        for telling in tellings(reading):
            by_code[telling.rule.code].append(telling)
        return [
            self._finding(reading, event) for told in by_code.values() for event in _events(told)
        ]

    def _finding(self, reading: Reading, event: list[Telling]) -> Finding:
        first = event[0]
        verdict, judged_in = _verdict(reading, event)
        code = first.rule.code
        shown = dict.fromkeys(telling.sentence for telling in _best(reading, event)[:_SHOWN])
        if judged_in is not None:
            shown[judged_in] = None
        evidence = tuple(
            words for sentence in shown for words in reading.evidence(sentence.start, sentence.end)
        )
        value = {
            "code": code,
            "judged_problem": verdict.value,
            **details_of(first.sentence.text, first.start, code),
        }
        return Finding(
            item_path("pressure_points", code, evidence[0]),
            value,
            _confidence(event, verdict, judged_in),
            evidence,
            self.name,
            self.version,
        )


def tellings(reading: Reading) -> Iterator[Telling]:
    """Yield each sentence and code where a rule finds an event of the subject child's case."""
    for sentence, able in candidates(reading):
        if not able or sentence.section in _NOT_EVENTS or sentence.in_heading:
            continue
        found = _told_in(reading, sentence, able)
        if found and tells_nothing(sentence.text):
            continue
        for code, telling in found.items():
            if not found.keys() & outdone_by(code):
                yield telling


def _told_in(reading: Reading, sentence: Sentence, able: Iterable[Rule]) -> dict[str, Telling]:
    """Return what one sentence tells of, by code."""
    number = reading.sentence_number(sentence.start)
    found: dict[str, Telling] = {}
    for rule in able:
        if rule.code in found:
            continue
        span = _match(reading, rule, sentence, number)
        if span is None:
            continue
        judged = judgement(reading, sentence)
        if (rule.judged or sentence.section in _BEFORE) and judged is None:
            continue
        found[rule.code] = Telling(rule, number, sentence, *span, *(judged or (None, None)))
    return found


def _match(reading: Reading, rule: Rule, sentence: Sentence, number: int) -> tuple[int, int] | None:
    text = sentence.text
    if rule.needs and not rule.needs.search(text) and not _needs_before(reading, rule, number):
        return None
    match = rule.pattern.search(text)
    if not match or (rule.unless and rule.unless.search(text)):
        return None
    # The event's own words may deny ("no plan"); only what stands around them denies the event.
    around = text[: match.start()] + "x" * len(match[0]) + text[match.end() :]
    assertion = assertion_in(around, *match.span(), code=rule.code)
    # An earlier event of the case is one too, and "whether it should have ended" tells of one.
    accepted = {Assertion.AFFIRMED, Assertion.HISTORIC, Assertion.HYPOTHETICAL}
    if rule.omission:
        accepted.add(Assertion.NEGATED)
    if rule.with_kin:
        accepted.add(Assertion.OTHER_PERSON)
    if assertion not in accepted:
        return None
    if rule.own and not is_of_the_subject(reading, sentence, match.start()):
        return None
    return match.span()


def _needs_before(reading: Reading, rule: Rule, number: int) -> bool:
    """Whether the words that a rule needs stand in the sentence before, or earlier in the block."""
    if rule.within or rule.needs is None:
        return False
    block = reading.sentences[number].block
    return any(
        rule.needs.search(reading.sentences[other].text)
        for other in range(max(0, number - _CONTEXT), number)
        if other == number - 1 or reading.sentences[other].block == block
    )


def _events(told: list[Telling]) -> Iterator[list[Telling]]:
    """Yield the tellings of each event: those close together, and what the analysis says again."""
    events: list[list[Telling]] = []
    again: list[Telling] = []
    for telling in told:
        if telling.sentence.section in _TELLING_AGAIN:
            again.append(telling)
        elif events and telling.number - events[-1][-1].number <= _SAME_EVENT:
            events[-1].append(telling)
        else:
            events.append([telling])
    if not events and again:
        events.append([again.pop(0)])
    for telling in again:
        _likeliest(events, telling).append(telling)
    yield from events


def _likeliest(events: list[list[Telling]], telling: Telling) -> list[Telling]:
    """Return the event that a later telling shares most words with."""
    words = content_words(telling.sentence.text)
    return max(events, key=lambda event: len(words & content_words(event[0].sentence.text)))


def _best(reading: Reading, event: list[Telling]) -> list[Telling]:
    """Return the tellings of an event, best first: those that judge it too, each page once."""
    judging_first = sorted(event, key=lambda telling: telling.judged_in != telling.sentence)
    by_page: defaultdict[int, list[Telling]] = defaultdict(list)
    for telling in judging_first:
        page = reading.evidence(telling.sentence.start, telling.sentence.end)[0].page
        by_page[page].append(telling)
    firsts = [told[0] for told in by_page.values()]
    return firsts + [telling for told in by_page.values() for telling in told[1:]]


def _verdict(reading: Reading, event: list[Telling]) -> tuple[Verdict, Sentence | None]:
    """Return the judgement of an event: the analysis speaks before the narrative."""
    judged = [t for t in event if t.verdict is not None]
    for telling in sorted(judged, key=lambda t: t.sentence.section not in _TELLING_AGAIN):
        if telling.verdict is not Verdict.UNCLEAR:
            return telling.verdict or Verdict.UNCLEAR, telling.judged_in
    if judged:
        return Verdict.UNCLEAR, judged[0].judged_in
    code = event[0].rule.code
    if later := later_judgement(reading, code, [t.sentence for t in event]):
        return later
    if is_failing(code) or any(t.rule.omission for t in event):
        return Verdict.YES, None
    return Verdict.UNCLEAR, None


def _confidence(event: list[Telling], verdict: Verdict, judged_in: Sentence | None) -> float:
    """Return the chance that code and judgement are both right.

    A judgement that no words give rests on the kind of event alone and counts for less. Shares on
    the reports that the rules were built on, set lower since others are worded otherwise.
    """
    if verdict is Verdict.UNCLEAR:
        return _UNJUDGED
    if judged_in is None:
        return _UNSAID
    return _TOLD_TWICE if len(event) > 1 else _TOLD_ONCE
