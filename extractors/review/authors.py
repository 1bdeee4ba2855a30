"""Who wrote the review, without titles and post-nominals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.review.boards import boards_in, cased
from extractors.review.front import Line
from extractors.review.words import alternatives
from schemas.evidence import Evidence

_ROLE = (
    r"(?:(?:independent|lead|overview|report|principal|joint|external|review|case)\s+)*"
    r"(?:overview\s+report\s+(?:author|writer)|authors?|reviewers?|report\s+writers?|writers?|consultants?)"
    r"(?:\s*(?:and|/|&)\s*(?:independent\s+|report\s+|lead\s+|overview\s+)*(?:authors?|reviewers?|chair))*"
)
_TITLE = r"(?:Dr|Prof(?:essor)?|Mrs?|Ms|Miss|Sir|Dame|Rev|Cllr)\.?\s+"
_PLAIN_TITLE = r"(?:Mrs?|Ms|Miss)\.?\s+"
_WORD = r"(?:[^\W\d_a-z](?:\.|[\w'\u2019]*(?:-[^\W\d_][\w'\u2019]*)*))"
_NAME = rf"(?:{_TITLE})?{_WORD}(?:\s+(?:(?:de|van|von|der|la|le|al|O)\s+)?{_WORD}){{1,3}}"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,\s+|,?\s+(?:and|&|with)\s+){_NAME})*)"
_WROTE = r"(?:report|review|written|prepared|authored|compiled|undertaken|conducted|led)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b(?i:{_ROLE})(?:\s*,?\s*(?i:part|volume)\s+\w+)?\s*[:.\u2013\u2014-]+\s*{_NAMES}",
        rf"\b(?i:{_WROTE}\s+by(?:\s+(?i:{_ROLE}))?)\s*:?,?\s+{_NAMES}",
        rf"^{_NAMES}\s*[,(\u2013\u2014-]+\s*(?i:(?:the\s+)?{_ROLE})\b",
        rf"\b(?i:{_ROLE})s?\s+(?:was|were|is|are)\s+{_NAMES}",
        rf"\b(?i:{_ROLE})s?\s+{_NAMES}",
        rf"^(?i:by)\s+{_NAMES}",
    )
)
_ROLE_ALONE = re.compile(
    rf"(?:(?:report\s+)?(?:written|prepared)\s+by|by|{_ROLE})\s*:?", re.IGNORECASE
)
_NAMES_ALONE = re.compile(rf"{_NAMES}(?:$|[,(]|\s+(?:[A-Z]{{2,}}|[A-Z][a-z]{{0,3}}[A-Z]))")
_POST_NOMINAL = re.compile(
    rf"^(?:[A-Z][A-Za-z]{{0,3}}[A-Z][A-Za-z]*|[A-Z]{{2,}}|{alternatives('after_author')})\b"
)
_NO_NAME = re.compile(rf"\b{alternatives('body')}\b")
_WITHHELD = re.compile(rf"\b{alternatives('author_withheld')}", re.IGNORECASE)
_ALIKE = re.compile(r"(?:,\s+|,?\s+(?:and|&|with)\s+)")


@dataclass(frozen=True)
class Authors:
    """The authors; `names` is None where the report withholds them."""

    names: str | None
    evidence: tuple[Evidence, ...]
    confidence: float


def authors_of(title: Iterable[Line], rest: Iterable[Line]) -> Authors | None:
    """Return who wrote the review: from the title, else from the first pages of prose."""
    titled, prose = list(title), list(rest)
    for lines, confidence in ((titled, 0.94), (prose, 0.7)):
        for form in _FORMS:
            if found := _authors_in(lines, form, confidence):
                return found
        if lines is titled and (found := _beside_a_role(titled)):
            return found
        for line in lines:
            if match := _WITHHELD.search(line.text):
                return Authors(None, line.evidence(*match.span()), 0.85)
    return None


def _authors_in(lines: list[Line], form: re.Pattern[str], confidence: float) -> Authors | None:
    names: list[str] = []
    evidence: list[Evidence] = []
    for line in lines:
        for match in form.finditer(line.text):
            found = list(_people(match["names"]))
            if found:
                names += [name for name in found if name not in names]
                evidence += line.evidence(*match.span())
        if names:
            break
    return Authors(" and ".join(names), tuple(evidence), confidence) if names else None


def _beside_a_role(lines: list[Line]) -> Authors | None:
    """Return the names that stand on a line of their own beside one that gives a role alone."""
    for number, line in enumerate(lines):
        if not _ROLE_ALONE.fullmatch(line.text):
            continue
        for other in [*lines[number + 1 : number + 3], *lines[max(0, number - 1) : number]]:
            words = cased(other.text) if other.text.isupper() else other.text
            match = _NAMES_ALONE.match(words)
            if match and not any(boards_in(words)) and (names := list(_people(match["names"]))):
                return Authors(" and ".join(names), other.evidence(*match.span("names")), 0.85)
    return None


def _people(words: str) -> Iterator[str]:
    """Yield each person of a list of names, freed of title and post-nominals."""
    for part in _ALIKE.split(words):
        kept: list[str] = []
        for word in re.sub(rf"^{_PLAIN_TITLE}", "", part.strip()).split():
            if kept and _POST_NOMINAL.match(word.strip(".,")):
                break
            kept.append(word.strip(",."))
        name = " ".join(kept)
        if len(kept) >= (3 if re.match(_TITLE, name) else 2) and not _NO_NAME.search(name):
            yield name
