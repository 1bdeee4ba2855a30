"""How the report names its subject: "Child Q", "Family S4", "Twin J and Twin K", "Rosa"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.review.boards import boards_in
from extractors.review.dates import find_dates
from extractors.review.front import Line
from extractors.review.words import alternatives, plain
from schemas.evidence import Evidence

_KIND = (
    r"(?:Child(?:ren)?|Bab(?:y|ies)|Infants?|Twins?|Young\s+(?:Person|People|Man|Woman)|YP"
    r"|Famil(?:y|ies)|Siblings?(?:\s+[Gg]roup)?|Adolescents?|Girls?|Boys?|Students?|Subjects?|Case"
    r"|Pupils?|Toddlers?|Teenagers?|Person|Newborn)"
)
_MARK = (
    r"(?:(?:[A-Z]{1,4}[/-]?\d{1,4}[A-Z]?|\d{1,4}[A-Z]?|[A-Z]{1,3})(?:[/-](?:\d{1,4}|[A-Z]{1,2}))*"
    r"|(?!Safeg)[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
)
_QUOTED = rf"[\"'\u2018\u201c]{_MARK}[\"'\u2019\u201d]"
_ONE = rf"(?:{_KIND}\s+(?:{_QUOTED}|(?!{_KIND}\b){_MARK}))"
_MORE = rf"(?:(?:,|,?\s+(?:and|&))\s+(?:{_ONE}|{_MARK}\b))"
_SHAPED = re.compile(rf"\b{_ONE}{_MORE}*(?![\w/])")
_SHAPED_CAPITALS = re.compile(
    r"\b(?:CHILD(?:REN)?|BABY|INFANT|TWIN|YOUNG PERSON|FAMILY)\s+(?:[A-Z]{1,3}\d{0,3}|\d+)"
    r"(?:(?:,|\s+AND)\s+(?:(?:CHILD|BABY|TWIN)\s+)?[A-Z]{1,2}\d{0,3})*\b(?!\s+[A-Z]{2,})"
)
_NAMES = (
    r"(?:(?:the\s+)?[A-Z][\w'\u2019/-]*(?:\s+(?:children|siblings|family|sisters|brothers))?"
    r"(?:(?:,\s+|,?\s+(?:and|&)\s+)[A-Z][\w'\u2019/-]*)*)"
)
_NAMED = re.compile(
    rf"\b{alternatives('before_label')}\s+(?:the\s+)?(?:children\s+|child\s+|unborn\s+)?(?:known\s+as\s+)?"
    rf"[\"'\u2018\u201c]?(?P<label>{_NAMES})"
)
_DESIGNATION = re.compile(rf"\b{alternatives('designation')}(?!\w)", re.IGNORECASE)
_FAMILY_TAIL = re.compile(
    r",?\s+(?:and|with)\s+(?:(?:his|her|their|its|the)\s+)?"
    r"(?:family|siblings?|brothers?|sisters?)\b.*$",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(rf"\b{alternatives('not_a_label')}", re.IGNORECASE)
_PHRASE = re.compile(rf"\b{_KIND}\s+{alternatives('after_kind')}\b")
_PERSON_LINE = re.compile(rf"\b{alternatives('about_author')}\b", re.IGNORECASE)
_PROPER = re.compile(
    r"(?:the\s+)?[A-Z][\w'\u2019/-]*(?:(?:,|\s+(?:and|&))?\s+[A-Z][\w'\u2019/-]*){0,4}"
    r"(?:\s+(?:children|siblings|family))?"
)
_CALENDAR = re.compile(rf"(?:the\s+)?(?:\d|{alternatives('calendar')}\b)")
_REFERENCE = re.compile(r"\b(?!SCR|L?CSPR)[A-Z]{2,8}\s?\d{1,4}(?:[-/]\d{1,4})+\b")
_NUMBER = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen)"
)
_APPOSED = re.compile(
    rf"\b(?P<label>[A-Z][a-z]+),\s+(?:(?:then\s+)?aged\s+{_NUMBER}\b|{_NUMBER}[,.]"
    rf"|an?\s+{_NUMBER}[ -](?:year|month|week|day))"
)
_IN_QUOTES = re.compile(r"[\"\u2018\u201c](?P<label>[A-Z][a-z]+)[\"\u2019\u201d]")
_DASH = re.compile(r"\s+[-\u2013\u2014]\s+")
_CONCERNED = re.compile(
    rf"\b{alternatives('before_name')}\s+[\"\u2018\u201c]?(?P<label>[A-Z][a-z]+)"
    r"(?=[\"\u2019\u201d]?(?:,|\.|\s+(?:who|is|was|in|and|\()))"
)
_OPENING = re.compile(
    r"(?:^|[.\"\u201d]\s+)(?P<label>[A-Z][a-z]+),?\s+"
    r"(?:\w+|\d+\s+(?:days|weeks|months|years)),?\s"
    r"(?=.{0,60}\b(?:aged?|months|weeks|years?|old|died|born|boy|girl"
    r"|three|four|five|six|seven|eight|nine|ten|\d+)\b)"
)
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
    match = re.match(r"Title:\s+(.+?)(?=\s+(?:LSCB|LSCP|Publisher|Author)s?:|$)", text)
    if not match:
        return
    yield from _shaped(match[1], match.start(1))
    yield from _left_alone(match[1], match.start(1))


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
    for pattern in (_SHAPED, _SHAPED_CAPITALS):
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
    if any(boards_in(text)) or find_dates(text) or _PERSON_LINE.search(text):
        return
    left = _FAMILY_TAIL.sub("", _DESIGNATION.sub(lambda words: "\0" * len(words[0]), text))
    for match in re.finditer(r"[^\0:.,(]*[^\0:.,(\s][^\0:.,(]*", left):
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
