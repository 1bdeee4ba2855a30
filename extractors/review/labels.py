"""How the report names its subject: "Child Q", "Family S4", "Twin J and Twin K", "Rosa".

`labels.yaml` holds the forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from extractors.review.boards import boards_in
from extractors.review.dates import find_dates
from extractors.review.forms import form, forms
from extractors.review.front import Line
from extractors.review.words import plain
from schemas.evidence import Evidence

_form = partial(form, "labels.yaml")
_SHAPED = forms("labels.yaml", "shaped")
_NAMED = _form("named")
_CONCERNED = _form("concerned")
_OPENING = _form("opening")
_APPOSED = _form("apposed")
_IN_QUOTES = _form("in_quotes")
_REFERENCE = _form("reference")
_DESIGNATION = _form("designation")
_FAMILY_TAIL = _form("family_tail")
_NOT_A_NAME = _form("not_a_name")
_PHRASE = _form("phrase")
_PERSON_LINE = _form("person_line")
_PROPER = _form("proper")
_CALENDAR = _form("calendar")
_DASH = _form("dash")
_LEFT = _form("left")
_DEPOSITED = _form("deposited")
_COMMON = plain("common")
_TITLE_CHARACTERS = 160
_SENTENCE = 8  # words
_STRIPPED = " \t,.;:-\u2013\u2014|()\"'\u2018\u2019\u201c\u201d"


@dataclass(frozen=True)
class Label:
    """A label with the words that give it and the chance that it is right."""

    text: str
    evidence: tuple[Evidence, ...]
    confidence: float


def label_of(title: Iterable[Line], rest: Iterable[Line]) -> Label | None:
    """Return the label that the title gives, or else the first one that the text gives."""
    lines = list(title)
    for read, confidence in (
        (_deposited, 0.95),
        (_of_abstract, 0.95),
        (_shaped, 0.93),
        (_after_preposition, 0.88),
        (_left_alone, 0.85),
    ):
        for line in lines:
            if read is not _deposited and len(line.text) > _TITLE_CHARACTERS:
                continue
            spans = list(read(line.text))
            if spans and read is _shaped:
                return _joined(line, spans, confidence)
            for start, end in spans:
                return _label(line, start, end, confidence)
    prose = [line for line in lines if _is_prose(line.text)] + list(rest)
    for read, confidence in (
        (_concerned, 0.7),
        (_shaped, 0.7),
        (_opening, 0.6),
        (_apposed, 0.6),
        (_in_quotes, 0.5),
    ):
        for line in prose:
            for start, end in read(line.text):
                return _label(line, start, end, confidence)
    references = (_label(line, *span, 0.6) for line in lines for span in _reference(line.text))
    return next(references, None)


def _is_prose(text: str) -> bool:
    return len(text) > _TITLE_CHARACTERS or (text.endswith(".") and len(text.split()) >= _SENTENCE)


def _label(line: Line, start: int, end: int, confidence: float) -> Label:
    text = line.text[start:end]
    return Label(" ".join(text.split()), line.evidence(start, end), confidence)


def _joined(line: Line, spans: list[tuple[int, int]], confidence: float) -> Label:
    """Return the label of a title line that names its subjects one by one."""
    texts = list(dict.fromkeys(" ".join(line.text[start:end].split()) for start, end in spans))
    evidence = tuple(e for start, end in spans for e in line.evidence(start, end))
    return Label(" and ".join(texts), evidence, confidence)


def _deposited(text: str) -> Iterator[tuple[int, int]]:
    """Yield the label in the `Title:` of a deposit page."""
    match = _DEPOSITED.match(text)
    if not match:
        return
    yield from _shaped(match["title"], match.start("title"))
    yield from _left_alone(match["title"], match.start("title"))


def _of_abstract(text: str) -> Iterator[tuple[int, int]]:
    """Yield the third part of "March 2013 - Board - Label"."""
    parts = list(_DASH.finditer(text))
    if len(parts) < 2 or not find_dates(text[: parts[0].start()]):
        return
    if not any(boards_in(text[parts[0].end() : parts[1].start()])):
        return
    end = len(text)
    if bracket := re.search(r"\s*\(", text[parts[1].end() :]):
        end = parts[1].end() + bracket.start()
    start = parts[1].end()
    if unborn := re.match(r"unborn\s+(?=[A-Z])", text[start:]):
        start += unborn.end()
    yield _trimmed(text, start, end)


def _shaped(text: str, offset: int = 0) -> Iterator[tuple[int, int]]:
    """Yield what has the shape of a label wherever it stands."""
    boards = [(start, end) for start, end, _, _ in boards_in(text)]
    for pattern in _SHAPED:
        for match in pattern.finditer(text):
            inside = any(start < match.end() and match.start() < end for start, end in boards)
            if not inside and not _is_phrase(match[0]):
                yield offset + match.start(), offset + match.end()


def _is_phrase(words: str) -> bool:
    """Whether a shape is only a phrase of the genre ("Child Protection", "Case Review")."""
    return bool(_PHRASE.search(words))


def _after_preposition(text: str) -> Iterator[tuple[int, int]]:
    for match in _NAMED.finditer(text):
        if not _NOT_A_NAME.search(match["label"]) and not _is_calendar(match["label"]):
            yield _trimmed(text, *match.span("label"))


def _left_alone(text: str, offset: int = 0) -> Iterator[tuple[int, int]]:
    """Yield what is left of a title line once its designation is taken away."""
    if _is_prose(text) or any(boards_in(text)) or find_dates(text) or _PERSON_LINE.search(text):
        return
    left = _FAMILY_TAIL.sub("", _DESIGNATION.sub(lambda words: "\0" * len(words[0]), text))
    for match in _LEFT.finditer(left):
        start, end = _trimmed(text, *match.span())
        words = text[start:end]
        plain = _NOT_A_NAME.search(words) or _is_phrase(words) or words in _COMMON
        if _PROPER.fullmatch(words) and not plain:
            yield offset + start, offset + end


def _concerned(text: str) -> Iterator[tuple[int, int]]:
    """Yield the name by which prose introduces its subject ("concerns Tomas, who was")."""
    return _first_names(_CONCERNED, text)


def _opening(text: str) -> Iterator[tuple[int, int]]:
    """Yield the name that opens a sentence about a child ("Leo was five when")."""
    return _first_names(_OPENING, text)


def _apposed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the name that an age follows ("the killing of Theo, 13, was")."""
    return _first_names(_APPOSED, text)


def _in_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the name that prose sets in quotation marks."""
    return _first_names(_IN_QUOTES, text)


def _reference(text: str) -> Iterator[tuple[int, int]]:
    """Yield the number by which a board knows the case ("HSB 3/2016")."""
    for match in _REFERENCE.finditer(text):
        yield match.span()


def _first_names(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        words = match["label"]
        if words not in _COMMON and not _CALENDAR.match(words) and not _NOT_A_NAME.match(words):
            yield match.span("label")


def _is_calendar(words: str) -> bool:
    return bool(_CALENDAR.match(words))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without its family tail and the punctuation around it."""
    if tail := _FAMILY_TAIL.search(text[start:end]):
        end = start + tail.start()
    while start < end and text[start] in _STRIPPED:
        start += 1
    while end > start and text[end - 1] in _STRIPPED:
        end -= 1
    return start, end
