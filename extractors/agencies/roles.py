"""What part one mention gives an agency: worked with the family, reported, sat, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractors.agencies.cues import cue
from extractors.agencies.lexicon import Form, Mention, mentions_in
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
_NOT_NOW = frozenset({Assertion.HYPOTHETICAL, Assertion.OTHER_PERSON, Assertion.HISTORIC})
_NEAR = 40  # characters on either side in which a word of contact is looked for
_MANY = 3  # agencies in a sentence that is a list of them
_FIELD = re.compile(
    r"(?P<field>Background|Learning|Key issues|Issues identified|Recommendations|Model|Keywords"
    r"|(?:\d\. )?(?:So|Now) what)\b[^.:?]{0,40}[:?]"
)
_CASE_FIELDS = {"Background"}
_CELLS_NO = re.compile(r"\W*(?:(?:No|None|Nil|N/A)\b\W*)+(?!Yes|[a-z])")
_CELLS_YES = re.compile(r"\W*(?:No\W+)?Yes\b")


def sightings(reading: Reading) -> list[Sighting]:
    """Return every mention of an agency or mechanism with the part that it gives."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions_in(reading.text):
        by_sentence.setdefault(reading.sentence_number(mention.start), []).append(mention)
    outside = set(_outside_the_case(reading))
    found: list[Sighting] = []
    listing = False
    for number, sentence in enumerate(reading.sentences):
        mentions = by_sentence.get(number, [])
        contributed = _contributes(sentence)
        if contributed or not listing or (not mentions and sentence.text.endswith(".")):
            listing = contributed and bool(cue("list_follows", sentence.text))
        _point_back(reading, number, found)
        for mention in mentions:
            part = (
                Part.ELSEWHERE
                if number in outside
                else _part(sentence, mention, mentions, contributed or listing)
            )
            found.append(Sighting(mention, sentence, part))
    return found


def _contributes(sentence: Sentence) -> bool:
    return bool(cue("contributed", sentence.text)) and not cue("asked_only", sentence.text)


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


def _point_back(reading: Reading, number: int, found: list[Sighting]) -> None:
    """Let a nil statement that points back ("None of these had any part") cover what it means."""
    sentence = reading.sentences[number]
    if not cue("backward", sentence.text) or not cue("nil", sentence.text):
        return
    before = [at for at, s in enumerate(found) if reading.sentences[number - 1] is s.sentence]
    if cue("last_only", sentence.text):
        before = before[-1:]
    for at in before:
        found[at] = Sighting(found[at].mention, found[at].sentence, Part.NIL)


def _part(
    sentence: Sentence, mention: Mention, mentions: list[Mention], contributing: bool
) -> Part:
    listed = len({m.code for m in mentions}) >= _MANY
    cells = sentence.text[mention.end - sentence.start :]
    if _CELLS_YES.match(cells):
        return Part.CONTRIBUTED
    if _CELLS_NO.match(cells) or _is_nil(sentence, mention, mentions):
        return Part.NIL_IN_STORY if sentence.section in _STORY and not listed else Part.NIL
    if cue("panel", sentence.text) or sentence.section is SectionKind.PANEL:
        return Part.PANEL
    about_review = sentence.section in _ABOUT_THE_REVIEW
    if contributing and (about_review or listed or sentence.section not in _STORY):
        return Part.CONTRIBUTED
    if about_review or sentence.section in _NOT_THE_CASE or cue("general", sentence.text):
        return Part.ELSEWHERE
    return _in_the_case(sentence, mention)


def _in_the_case(sentence: Sentence, mention: Mention) -> Part:
    at, end = mention.start - sentence.start, mention.end - sentence.start
    assertion = assertion_in(sentence.text, at, end)
    if assertion in _OF_NO_CASE:
        return Part.ELSEWHERE
    clause = _clause(sentence.text, at)
    status = mention.form in {Form.SIGN, Form.MECHANISM}
    if (
        assertion in _NOT_NOW
        or (status and assertion is Assertion.NEGATED)
        or (mention.form is not Form.PERSON and cue("not_reached", clause))
    ):
        return Part.NOT_REACHED
    if cue("incident_only", clause):
        return Part.INCIDENT_ONLY
    beside = cue("contact", _near(sentence, mention))
    if sentence.in_heading or (mention.weak and not beside):
        return Part.NAMED
    return Part.BACKGROUND if sentence.section is SectionKind.FAMILY else Part.CONTACT


def _near(sentence: Sentence, mention: Mention) -> str:
    at, end = mention.start - sentence.start, mention.end - sentence.start
    return sentence.text[max(0, at - _NEAR) : at] + " ~ " + sentence.text[end : end + _NEAR]


def _is_nil(sentence: Sentence, mention: Mention, mentions: list[Mention]) -> bool:
    """Whether the sentence says that this agency had nothing to do with the family."""
    text = sentence.text
    nil = cue("nil", text)
    if not nil:
        return False
    listed = len({m.code for m in mentions}) >= _MANY
    if sentence.section in _ABOUT_THE_REVIEW or listed:
        return True
    before = [m for m in mentions if m.end - sentence.start <= nil.start() + 1]
    if before:
        return mention is before[-1] and not re.search(
            r";|\bbut\b", text[mention.end - sentence.start : nil.start()]
        )
    return mention is mentions[0]


def _clause(text: str, at: int) -> str:
    """Return the clause around an offset: what stands between semicolons, or "but" and "and"."""
    start = max(text.rfind(";", 0, at), text.rfind(" but ", 0, at), text.rfind(": ", 0, at)) + 1
    ends = [e for e in (text.find(";", at), text.find(" but ", at)) if e >= 0]
    return text[start : min(ends, default=len(text))]
