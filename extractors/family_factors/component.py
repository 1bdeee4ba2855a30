"""The family factor extractor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from extractors.family_factors.holders import Holders
from extractors.family_factors.mentions import PROFESSIONAL
from extractors.family_factors.names import OTHER_PERSON
from extractors.family_factors.polarity import is_denied_before, is_told, polarity
from extractors.family_factors.rules import Rule, rules
from extractors.reading import Reading, Sentence
from extractors.review import is_in_scope
from schemas.document import SectionKind
from schemas.finding import Finding, item_path
from schemas.status import ValueStatus

_NOT_THE_CASE = frozenset(
    {
        SectionKind.CONTENTS,
        SectionKind.PROCESS,
        SectionKind.TERMS_OF_REFERENCE,
        SectionKind.PANEL,
        SectionKind.RECOMMENDATIONS,
        SectionKind.BACK_MATTER,
    }
)
_FIXED_HOLDERS = frozenset({"both_parents", "mother", "family"})
_ADULTS = frozenset({"mother", "father", "both_parents", "mothers_partner", "other_carer"})
# The share of right findings (code, holder and status) on reports that the rules were not built on.
_CONFIDENCE = {ValueStatus.STATED: 0.70, ValueStatus.STATED_ABSENT: 0.65}
_FOR_A_SECOND_SIGHTING = 0.12


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A factor told of in one sentence."""

    code: str
    holder: str
    status: ValueStatus
    sentence: Sentence
    historic: bool


class FamilyFactorExtractor:
    """Finds each factor with its holder and whether the report states it or rules it out."""

    name = "family_factors"
    version = "5"
    looks_for = frozenset[str]()

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return one finding for each factor of each holder, with the words that say it first."""
        if not is_in_scope(reading):
            return []
        told: dict[tuple[str, str], list[_Sighting]] = {}
        for sighting in _sightings(reading):
            told.setdefault((sighting.code, sighting.holder), []).append(sighting)
        return [self._finding(reading, sightings) for sightings in _settled(told)]

    def _finding(self, reading: Reading, sightings: list[_Sighting]) -> Finding:
        first = sightings[0]
        evidence = tuple(
            words
            for sighting in sightings[:3]
            for words in reading.evidence(sighting.sentence.start, sighting.sentence.end)
        )
        value = {"code": first.code, "holder": first.holder}
        if all(sighting.historic for sighting in sightings):
            value["when"] = "historic"
        more = _FOR_A_SECOND_SIGHTING if len(sightings) > 1 else 0.0
        return Finding(
            item_path("family_factors", f"{first.code}-{first.holder}", evidence[0]),
            value,
            _CONFIDENCE[first.status] + more,
            evidence,
            self.name,
            self.version,
            first.status,
        )


def _sightings(reading: Reading) -> Iterator[_Sighting]:
    holders = Holders(reading)
    for sentence, found in rules().candidates(reading):
        if sentence.section in _NOT_THE_CASE or sentence.in_heading or not is_told(sentence):
            continue
        for _, of_code in groupby(found, key=lambda pair: pair[1].code):
            matches = sorted(_matches(sentence, of_code), key=_earliest)
            yield from _first_told(reading, holders, sentence, matches)


def _matches(
    sentence: Sentence, found: Iterable[tuple[re.Pattern[str], Rule]]
) -> Iterator[tuple[Rule, re.Match[str]]]:
    for pattern, rule in found:
        matches = list(pattern.finditer(sentence.text))
        if matches and not rule.is_taken_back(sentence.text):
            yield from ((rule, match) for match in matches)


def _earliest(found: tuple[Rule, re.Match[str]]) -> tuple[int, int, int]:
    rule, match = found
    return rule.order, match.start(), -match.end()


def _first_told(
    reading: Reading,
    holders: Holders,
    sentence: Sentence,
    matches: Iterable[tuple[Rule, re.Match[str]]],
) -> Iterator[_Sighting]:
    """Yield what the first match tells that is of the case: a factor of each who holds it.

    Later ones count where somebody else is named between ("Mother was depressed and Father
    anxious").
    """
    told_until = 0
    for rule, match in matches:
        if told_until and not holders.is_anothers(sentence, told_until, match.start()):
            continue
        status, historic = _status(reading, holders, sentence, rule, match.span())
        if status is None:
            continue
        found = _holders(holders, sentence, rule, match.span(), status)
        for holder in found:
            yield _Sighting(rule.code, holder, status, sentence, historic)
        if found and (rule.held_by in _FIXED_HOLDERS or rule.held_by in {"abuser", "lost"}):
            return
        if found:
            told_until = match.end()


def _status(
    reading: Reading, holders: Holders, sentence: Sentence, rule: Rule, span: tuple[int, int]
) -> tuple[ValueStatus | None, bool]:
    """Return the status that a sentence gives the words of a rule, and whether it is long ago."""
    if rule.absent and is_denied_before(sentence, span[0]):
        return None, False
    status, historic = polarity(
        reading,
        sentence,
        span,
        rule.code,
        omission=rule.absent,
        of_adult=lambda: holders.holder(sentence, *span) in _ADULTS,
    )
    if rule.absent and status is not None:
        status = ValueStatus.STATED_ABSENT
    return status, historic


def _holders(
    holders: Holders, sentence: Sentence, rule: Rule, span: tuple[int, int], status: ValueStatus
) -> tuple[str, ...]:
    """Return the holders of a factor; none where it is somebody's who does not count."""
    absent = status is ValueStatus.STATED_ABSENT
    default = rule.denied_default if absent else rule.default
    if rule.held_by in _FIXED_HOLDERS:
        return (rule.held_by,)
    if rule.held_by == "lost":
        named = _bereaved(holders, sentence, span)
        default = "family"
    elif rule.held_by == "abuser":
        named = holders.abuser(sentence, *span)
    else:
        named = holders.holder(sentence, *span, adults_only=rule.held_by == "adult")
    if named == "mother_and_partner":
        return ("mother", "mothers_partner")
    if named == "both_adults":
        return ("mother", "mothers_partner") if holders.has_partner() else ("both_parents",)
    if named in _ADULTS:
        return (named,)
    does_not_count = named in {OTHER_PERSON, PROFESSIONAL} and not absent
    return (default,) if default and not does_not_count else ()


def _bereaved(holders: Holders, sentence: Sentence, span: tuple[int, int]) -> str | None:
    """Return who has lost somebody, or None where it is the child's loss and so the family's."""
    start, end = span
    mentions = holders.mentions(sentence)
    owners = [m.owner for m in mentions if m.start < end and m.end > start and m.owner]
    before = [m.holder for m in mentions if m.start < start]
    named = next(iter([*owners, *reversed(before)]), None)
    return None if named == OTHER_PERSON else named


def _settled(told: dict[tuple[str, str], list[_Sighting]]) -> Iterator[list[_Sighting]]:
    """Yield for each factor and holder the sightings that agree with what is settled of it.

    What is stated anywhere stands against what is ruled out elsewhere ("there had been no
    violence that year"). A factor of the family at large is left out where a person holds it,
    and one of both parents where it is ruled out for both and stated of one.
    """
    stated_of: dict[str, set[str]] = {}
    known_of: dict[str, set[str]] = {}
    for (code, holder), sightings in told.items():
        known_of.setdefault(code, set()).add(holder)
        if any(s.status is ValueStatus.STATED for s in sightings):
            stated_of.setdefault(code, set()).add(holder)
    for (code, holder), sightings in told.items():
        stated = [s for s in sightings if s.status is ValueStatus.STATED]
        others = (stated_of.get(code, set()) if stated else known_of[code]) - {holder}
        if holder == "family" and others:
            continue
        if not stated and holder == "both_parents" and stated_of.get(code):
            continue
        yield stated or sightings
