"""What part one mention gives an agency: worked with the family, reported, sat, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractors.agencies.cues import Cues, cues_in, points_back
from extractors.agencies.lexicon import Form, Mention, mentions_in
from extractors.agencies.names import own_names
from extractors.reading import Assertion, Reading, Sentence
from extractors.reading.assertion import assertion_in
from schemas.document import SectionKind


class Part(StrEnum):
    """What one mention says of an agency's part in the case."""

    CONTACT = "contact"
    BACKGROUND = "background"
    NAMED = "named"
    CONTRIBUTED = "contributed"
    PANEL = "panel"
    NIL = "nil"
    NIL_IN_STORY = "nil_in_story"
    NOT_REACHED = "not_reached"
    SUPPOSED = "supposed"
    INCIDENT_ONLY = "incident_only"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention with its sentence and the part that it gives the agency."""

    mention: Mention
    sentence: Sentence
    part: Part


_NOT_THE_CASE = frozenset(
    {
        SectionKind.TERMS_OF_REFERENCE,
        SectionKind.RECOMMENDATIONS,
        SectionKind.BACK_MATTER,
    }
)
_ABOUT_THE_REVIEW = frozenset({SectionKind.PROCESS, SectionKind.PANEL})
_STORY = frozenset(
    {
        SectionKind.NARRATIVE,
        SectionKind.SUMMARY,
        SectionKind.FAMILY,
        SectionKind.ANALYSIS,
        SectionKind.FINDINGS,
        SectionKind.CHILD_VOICE,
    }
)
_OF_NO_CASE = frozenset({Assertion.GENERAL, Assertion.RECOMMENDATION, Assertion.OTHER_CASE})
_NEAR = 40  # characters on either side in which a word of contact is looked for
_MANY = 3  # agencies in a sentence that is a list of them
_FIELD = re.compile(
    r"(?P<field>Background|Learning|Key issues|Issues identified|Recommendations|Model|Keywords"
    r"|(?:\d\. )?(?:So|Now) what)\b[^.:?]{0,40}[:?]"
)
_CASE_FIELDS = {"Background", "Key issues", "Issues identified"}
_CELLS_NO = re.compile(r"\W*(?:(?:No|None|Nil|N/A)\b\W*)+(?!Yes|[a-z])")
_CELLS_YES = re.compile(r"\W*(?:No\W+)?Yes\b")


def sightings(reading: Reading) -> list[Sighting]:
    """Return every mention of an agency or mechanism with the part that it gives."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions_in(reading.text, reading.once(own_names)):
        by_sentence.setdefault(reading.sentence_number(mention.start), []).append(mention)
    outside = set(_outside_the_case(reading))
    found: list[Sighting] = []
    listing = False
    brief = len(reading.view.document.pages) == 1  # where one mention has to be enough
    for number, sentence in enumerate(reading.sentences):
        mentions = by_sentence.get(number, [])
        if found and found[-1].sentence is reading.sentences[number - 1]:
            _point_back(sentence, found)
        contributed = bool(mentions or _may_open_a_list(sentence)) and _contributes(sentence)
        if contributed or not listing or (not mentions and sentence.text.endswith(".")):
            listing = contributed and bool(cues_in(sentence.text).first("list_follows"))
        for mention in mentions:
            part = (
                Part.ELSEWHERE
                if number in outside
                else _part(sentence, mention, mentions, contributed or listing, brief)
            )
            found.append(Sighting(mention, sentence, part))
    return found


def _may_open_a_list(sentence: Sentence) -> bool:
    """Whether a sentence that names nobody may head a list: at little cost, since most do not."""
    return not sentence.text.endswith(".") or "follow" in sentence.text


def _contributes(sentence: Sentence) -> bool:
    cues = cues_in(sentence.text)
    return bool(cues.first("contributed")) and not cues.first("asked_only")


def _outside_the_case(reading: Reading) -> Iterator[int]:
    """Yield the sentences of an abstract's fields that tell of learning and not of the case."""
    outside = False
    for number, sentence in enumerate(reading.sentences):
        if match := _FIELD.match(sentence.text):
            outside = match["field"] not in _CASE_FIELDS
        text = sentence.text.rstrip()
        keywords = text[:1].islower() and "," in text and not text.endswith((".", ":"))
        if keywords or (outside and len(reading.view.document.pages) == 1):
            yield number


def _point_back(sentence: Sentence, found: list[Sighting]) -> None:
    """Let a nil statement that points back ("None of these had any part") cover what it means."""
    if not points_back(sentence.text):
        return
    cues = cues_in(sentence.text)
    if not cues.first("nil"):
        return
    last = found[-1].sentence
    before = [at for at, s in enumerate(found) if s.sentence is last]
    if cues.first("last_only"):
        before = before[-1:]
    for at in before:
        found[at] = Sighting(found[at].mention, last, Part.NIL)


def _part(
    sentence: Sentence,
    mention: Mention,
    mentions: list[Mention],
    contributing: bool,
    brief: bool,
) -> Part:
    cues = cues_in(sentence.text)
    listed = len({m.code for m in mentions}) >= _MANY
    cells = sentence.text[mention.end - sentence.start :]
    if _CELLS_YES.match(cells):
        return Part.CONTRIBUTED
    if _CELLS_NO.match(cells) or _is_nil(cues, sentence, mention, mentions):
        return Part.NIL_IN_STORY if sentence.section in _STORY else Part.NIL
    if sentence.section is SectionKind.PANEL or cues.first("panel"):
        return Part.PANEL
    about_review = sentence.section in _ABOUT_THE_REVIEW
    if contributing and (about_review or listed or sentence.section not in _STORY):
        return Part.CONTRIBUTED
    if about_review or sentence.section in _NOT_THE_CASE or cues.first("general"):
        return Part.ELSEWHERE
    return _in_the_case(cues, sentence, mention, brief)


def _in_the_case(cues: Cues, sentence: Sentence, mention: Mention, brief: bool) -> Part:
    at, end = mention.start - sentence.start, mention.end - sentence.start
    mechanism = mention.form is Form.MECHANISM
    without = _without_contact(cues, sentence, mention)
    if without:
        return without
    if not mechanism and cues.first("incident_only", *_clause(sentence.text, at)):
        return Part.INCIDENT_ONLY
    beside = cues.first("contact", max(0, at - _NEAR), at) or cues.first(
        "contact", end, end + _NEAR
    )
    if sentence.in_heading or (mention.weak and not beside):
        return Part.NAMED
    if sentence.section is SectionKind.FAMILY and not _is_in_a_list_of_agencies(sentence, at):
        return Part.BACKGROUND
    sent_there = (mention.form is Form.NAME or not brief) and cues.first("referred_to", 0, at)
    in_doubt = mention.weak and not (brief and mention.form is Form.PERSON)
    return Part.BACKGROUND if sent_there or in_doubt else Part.CONTACT


def _is_in_a_list_of_agencies(sentence: Sentence, at: int) -> bool:
    """Whether a mention opens a row of a table, of those who knew the family."""
    return sentence.in_table and at == 0


def _without_contact(cues: Cues, sentence: Sentence, mention: Mention) -> Part | None:
    """Return the part of an agency that the sentence only supposes, denies or speaks past."""
    at, end = mention.start - sentence.start, mention.end - sentence.start
    if cues.first("not_met", 0, at) or (mention.form is Form.PERSON and cues.first("trade", 0, at)):
        return Part.SUPPOSED
    assertion = assertion_in(sentence.text, at, end)
    if assertion in _OF_NO_CASE:
        return Part.ELSEWHERE
    clause = _clause(sentence.text, at)
    late = cues.first("late", *clause)
    if mention.form is not Form.PERSON and not late and _is_not_reached(cues, clause, at, end):
        return Part.NOT_REACHED
    denied = assertion is Assertion.NEGATED and not late
    status = mention.form in {Form.MECHANISM, Form.SIGN}
    return Part.SUPPOSED if assertion is Assertion.HYPOTHETICAL or (denied and status) else None


def _is_not_reached(cues: Cues, clause: tuple[int, int], at: int, end: int) -> bool:
    """Whether a clause says that the agency at an offset was not asked or not sent to."""
    asked = cues.first("not_asked", *clause)
    if asked and (asked.start() < end or not cues.first("another", end, asked.start())):
        return True
    return bool(cues.first("not_sent_to", clause[0], at))


def _is_nil(cues: Cues, sentence: Sentence, mention: Mention, mentions: list[Mention]) -> bool:
    """Whether the sentence says that this agency had nothing to do with the family."""
    nil = cues.first("nil")
    if not nil:
        return False
    listed = len({m.code for m in mentions}) >= _MANY
    if sentence.section in _ABOUT_THE_REVIEW or listed:
        return True
    before = [m for m in mentions if m.end - sentence.start <= nil.start() + 1]
    if not before:
        return mention is mentions[0]
    end = mention.end - sentence.start
    return mention is before[-1] and (
        not cues.first("turn", end, nil.start()) or bool(cues.first("in_vain", end, nil.start()))
    )


def _clause(text: str, at: int) -> tuple[int, int]:
    """Return the clause around an offset: what stands between semicolons, or "but"."""
    start = max(text.rfind(";", 0, at), text.rfind(" but ", 0, at), text.rfind(": ", 0, at)) + 1
    ends = [e for e in (text.find(";", at), text.find(" but ", at)) if e >= 0]
    return start, min(ends, default=len(text))
