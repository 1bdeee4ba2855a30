"""Who wrote the review, without titles and post-nominals."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.review.boards import boards_in, cased
from extractors.review.dates import find_dates
from extractors.review.front import Line
from extractors.review.words import alternatives
from schemas.evidence import Evidence

_ROLE = (
    r"(?:(?:independent|lead|overview|report|principal|joint|external|review|case|safeguarding"
    r"|social\s+work)\s+)*"
    r"(?:overview\s+report\s+(?:author|writer)|author(?:s|\(s\)|['\u2019]s?\s+name)?"
    r"|reviewer(?:s|\(s\))?|reviewing\s+officers?|report\s+writers?|writers?"
    r"|consultants?|investigators?)"
    r"(?:\s*(?:and|/|&)\s*(?:independent\s+|report\s+|lead\s+|overview\s+)*(?:authors?|reviewers?"
    r"|chair(?:\s+of\s+the\s+(?:review\s+)?panel)?))*"
    r"(?:\s+(?:of|for)\s+(?:the|this)\s+(?:overview\s+|final\s+)?(?:report|review|case)"
    r"|\s+of\s+report)?"
)
_TITLE = r"(?:Dr|Prof(?:essor)?|Mrs?|Ms|Miss|Sir|Dame|Rev|Cllr)\.?\s+"
_PLAIN_TITLE = r"(?:Mrs?|Ms|Miss)\.?\s+"
_WORD = r"(?:[^\W\d_a-z](?:\.(?:[A-Z]\.)*|[\w'\u2019]*(?:-[^\W\d_][\w'\u2019]*)*))"
_PARTICLE = r"(?:(?:de|van|von|der|den|la|le|du|da|del|di|al|el|ap|bin|O)\s+)?"
_NAME = rf"(?:{_TITLE})?{_WORD}(?:\s+{_PARTICLE}{_WORD}){{1,3}}"
_ASIDE = r"(?:\s+\([^()]{2,60}\))?"  # an office or a body, in brackets after a name
_NAMES = rf"(?P<names>{_NAME}(?:{_ASIDE}(?:[,;]\s+|,?\s+(?:and|&|with)\s+){_NAME})*)"
_WROTE = (
    r"(?:report|review|written|prepared|authored|compiled|produced|undertaken|conducted|led"
    r"|completed|facilitated|carried\s+out)"
)
_DO = (
    r"(?:(?:jointly\s+)?(?:write|lead|author|carry\s+out|conduct|undertake|prepare|compile|complete"
    r"|produce|review|act\s+as))"
)
_DEGREE = r"(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|\([A-Z][a-z]+\)|Dip\w*|Cert\w*|Hons)"
_CHOSEN = r"(?:appointed|commissioned|engaged|asked|invited|instructed|selected)"
_APPOINTED = (
    rf"\b(?i:{_CHOSEN}|chose|(?:commissioned|requested)\s+from)\s+{_NAMES}"
    rf"(?=,?\s+(?i:(?:as|to\s+be)\s+(?:the\s+|its\s+|an\s+)?{_ROLE}|to\s+{_DO}"
    rf"|(?:an?\s+)?{_ROLE}))"
)
_WAS_APPOINTED = (
    rf"{_NAMES}(?=,?\s+(?i:(?:(?:who|an?\s+[^,.]{{3,60}}|both)\s*[^,.]{{0,60}},\s+)?"
    rf"(?:was|were|has\s+been|had\s+been|have\s+been)\s+{_CHOSEN}\s+"
    rf"(?:by\s+[^.]{{3,60}}?\s+)?(?:as\s+(?:the\s+|an\s+|its\s+)?(?:joint\s+)?{_ROLE}|to\s+{_DO}"
    rf"|to\s+be\s+(?:the\s+)?{_ROLE})))"
)
_WROTE_IT = (
    r"(?:wrote|authored|compiled|prepared|led|undertook|conducted|carried\s+out|facilitated)"
    r"\s+(?:the|this)\s+(?:\w+\s+){0,2}(?:report|review)\b"
)
_BEING = r"(?:is|was|are|were|has\s+been|have\s+been|would\s+be|(?:act|serv)ed\s+as)"
_OFFICE = rf"(?:the\s+|an\s+)?(?:(?:independent\s+)?chair\s+(?:and|&)\s+)?{_ROLE}"
_BY = r"(?:\s+(?:jointly|together|for\s+[^.,]{3,50}))?\s+by"
_EACH_ROLE = r"\((?i:[^()]*\b(?:reviewer|author|writer)[^()]*)\)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b(?i:{_ROLE})(?:\s*,?\s*(?i:part|volume)\s+\w+)?\s*[:.|\u2013\u2014-]+\s*{_NAMES}",
        rf"\b(?i:{_WROTE}{_BY}(?:\s+(?i:{_ROLE}))?)\s*:?,?\s+{_NAMES}",
        rf"(?P<names>{_NAME}\s+{_EACH_ROLE}(?:,|\s+(?:and|&))\s+{_NAME})(?=\s+{_EACH_ROLE})",
        rf"^{_NAMES}(?:,?\s+{_DEGREE})*\s*[,(|\u2013\u2014-]+\s*(?i:{_OFFICE})\b",
        rf"\b(?i:{_ROLE})s?\s+(?:was|were|is|are)\s+{_NAMES}",
        rf"(?<!\w\s)(?:(?i:my\s+name\s+is)|I,)\s+{_NAMES}",
        _APPOINTED,
        _WAS_APPOINTED,
        rf"\b(?i:{_ROLE}s?(?:\s+(?:for|of)\s+[^,.]{{3,40}})?),\s+{_NAMES}(?=,|\.?$)",
        rf"\b(?i:{_ROLE})\s+\({_NAMES}\)",
        rf"{_NAMES}(?=\s+(?i:{_BEING}\s+(?:the|an|its|joint)?\s*{_ROLE}\b))",
        rf"\b(?i:review\w*|report|author\w*)\b[^.]{{0,80}}\.\s+(?:They|These)\s+(?:were|are)\s+{_NAMES}",
        rf"{_NAMES}(?=(?:,\s+who\b[^,.]{{3,60}},)?\s+(?:[a-z][^.,]{{3,40}}\sand\s+)?{_WROTE_IT})",
        rf"\b(?i:reports?)\s+of\s+{_NAMES}(?=,\s+(?i:(?:the\s+|an\s+)?{_ROLE}))",
        rf"\b(?i:{_ROLE})s?\s+{_NAMES}",
        rf"^(?i:by)\s+{_NAMES}",
        rf"^[^.]{{3,80}}\b(?:Board|Partnership|Review|Report|report|review|Committee)\s+by\s+{_NAMES}",
        rf"(?i:\breport|\breview)\s*[(\[]{_NAMES}(?=[\])]|,\s+(?i:(?:the\s+|an\s+)?{_ROLE}))",
        rf"\b(?i:{_ROLE}\s+(?:led|carried\s+out|wrote|did)\b[^.:]{{0,40}}:)\s+{_NAMES}",
        rf"\b(?i:{_WROTE}\s+by\s+[^.,]{{0,30}}{_ROLE}),\s+{_NAMES}",
    )
)
_ROLE_ALONE = re.compile(
    rf"(?:(?:report\s+|review\s+)?(?:written|prepared|authored|compiled|undertaken)\s+by|(?:a\s+)?report\s+by"
    rf"|by|{_ROLE})\s*[:\u2013\u2014-]?",
    re.IGNORECASE,
)
_NAMES_ALONE = re.compile(rf"{_NAMES}(?:$|[,(]|\s+(?:[A-Z]{{2,}}|[A-Z][a-z]{{0,3}}[A-Z]))")
_SEVERAL = re.compile(r"(?:authors|reviewers|writers|consultants|by)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    rf"(?:(?i:(?:final\s+)?(?:overview\s+)?report|version\s+\w+),\s+)?{_NAMES}"
    rf"(?P<more>(?:,?\s+{_DEGREE})+|,\s+(?:\w+\s+)?20\d\d)?"
)
_SIGNED_FROM = 2  # lines of a title page after which a bare name above its date is the author's
_POST_NOMINAL = re.compile(
    rf"^(?:(?!Ma?c[A-Z]|De[A-Z]|Fitz[A-Z]|L[ae][A-Z]|Di[A-Z])[A-Z][A-Za-z]{{0,3}}[A-Z][A-Za-z]*|[A-Z]{{2,}}|{alternatives('after_author')})\b"
)
_NO_NAME = re.compile(rf"\b{alternatives('body')}\b")
_WITHHELD = re.compile(rf"\b{alternatives('author_withheld')}", re.IGNORECASE)
_BRACKET = re.compile(r"\s+\([^()]{2,60}\)")
_CHAIRED = re.compile(
    rf"{_NAME}\s+\((?:[^()]*\s)?[Cc]hair(?:\s+of[^()]*)?\)(?:\s*,|\s+(?:and|&))?\s*"
)
_ALIKE = re.compile(r"(?:[,;]\s+|,?\s+(?:and|&|with)\s+)")


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
        if lines is titled and (found := _signed(titled)):
            return found
        for line in lines:
            if match := _WITHHELD.search(line.text):
                return Authors(None, line.evidence(*match.span()), 0.85)
    return None


def _authors_in(lines: list[Line], form: re.Pattern[str], confidence: float) -> Authors | None:
    names: list[str] = []
    evidence: list[Evidence] = []
    for line in lines:
        words = cased(line.text) if line.text.isupper() else line.text
        for match in form.finditer(words):
            found = list(_people(_without_chair(words, *match.span("names"))))
            if found:
                names += [name for name in found if name not in names]
                evidence += line.evidence(*match.span())
        if names:
            break
    return Authors(" and ".join(names), tuple(evidence), confidence) if names else None


def _beside_a_role(lines: list[Line]) -> Authors | None:
    """Return the names that stand on lines of their own beside one that gives a role alone.

    They stand below it, or below one line more; else above it. A role in the plural takes all the
    lines of names that follow on.
    """
    for number, line in enumerate(lines):
        if not _ROLE_ALONE.fullmatch(line.text):
            continue
        after, before = lines[number + 1 : number + 4], lines[max(0, number - 1) : number]
        for start in (after, after[1:], before):
            named = list(itertools.takewhile(lambda other: any(_alone(other)), start))
            if not named:
                continue
            if not _SEVERAL.search(line.text):
                named = named[:1]
            names = [name for other in named for name in _alone(other)]
            evidence = tuple(e for other in named for e in other.evidence())
            return Authors(" and ".join(names), evidence, 0.85)
    return None


def _signed(lines: list[Line]) -> Authors | None:
    """Return the name that stands on the title page with degrees or a date and no role at all."""
    for number, line in enumerate(lines):
        match = _SIGNATURE.fullmatch(line.text)
        dated = number + 1 < len(lines) and find_dates(lines[number + 1].text)
        if match and (match["more"] or (number >= _SIGNED_FROM and dated)):
            names = list(_people(match["names"]))
            places = {w for k in lines for _, _, _, area in boards_in(k.text) for w in area.split()}
            if names and not places & set(line.text.split()):
                return Authors(" and ".join(names), line.evidence(*match.span("names")), 0.6)
    return None


def _alone(line: Line) -> Iterator[str]:
    """Yield the people of a line that holds nothing but names and what follows names."""
    words = cased(line.text) if line.text.isupper() else line.text
    match = _NAMES_ALONE.match(words)
    if match and not any(boards_in(words)):
        yield from _people(match["names"])


def _without_chair(words: str, start: int, end: int) -> str:
    """Return a list of names without those whom a bracket calls the chair alone."""
    closing = _BRACKET.match(words, end)
    listed = words[start : closing.end() if closing else end]
    kept = _CHAIRED.sub("", listed)
    return _BRACKET.sub("", kept if re.search(_NAME, kept) else listed)


def _people(words: str) -> Iterator[str]:
    """Yield each person of a list of names, freed of title and post-nominals."""
    for part in _ALIKE.split(words):
        kept: list[str] = []
        for word in re.sub(rf"^{_PLAIN_TITLE}", "", part.strip()).split():
            if kept and _POST_NOMINAL.match(word.strip(".,")):
                break
            initial = re.fullmatch(r"(?:[^\W\d_]\.)+", word)
            kept.append(word if initial else word.strip(",."))
        name = " ".join(kept)
        if len(kept) >= (3 if re.match(_TITLE, name) else 2) and not _NO_NAME.search(name):
            yield name
