"""Who wrote the review, without titles and post-nominals.

`authors.yaml` holds the forms.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Protocol

from extractors.reading import Reading, Sentence
from extractors.reading.patterns import Patterns
from extractors.review import forms
from extractors.review.boards import boards_in, cased
from extractors.review.dates import find_dates
from extractors.review.front import Front, Line, closing_of
from schemas.document import SectionKind
from schemas.evidence import Evidence

_form = partial(forms.form, "authors.yaml")
_FORMS = forms.forms("authors.yaml", "names")
_ROLE_ALONE = _form("role_alone")
_NAMES_ALONE = _form("names_alone")
_SEVERAL = _form("several")
_OFFICE_ALONE = _form("office_alone")
_NEXT_ROLE = _form("next_role")
_SIGNATURE = _form("signature")
_SIGNED_FROM = 2  # lines of a title page after which a bare name above its date is the author's
_ONE_NAME = _form("one_name")
_TITLED = _form("titled")
_PLAIN_TITLE = _form("plain_title")
_POST_NOMINAL = _form("post_nominal")
_INITIAL = _form("initial")
_NO_NAME = _form("no_name")
_WITHHELD = _form("withheld")
_BRACKET = _form("bracket")
_TOLD = _form("told")
_CHAIRED = _form("chaired")
_BETWEEN = _form("between")


_FRONT_PROSE = 60
_SIGNED_LINE = 90  # characters
_METHOD_SECTIONS = {
    SectionKind.COVER,
    SectionKind.INTRODUCTION,
    SectionKind.PROCESS,
    SectionKind.TERMS_OF_REFERENCE,
    SectionKind.PANEL,
    SectionKind.SUMMARY,
    SectionKind.BACK_MATTER,
    SectionKind.OTHER,
}


class Passage(Protocol):
    """Words that can be shown: a line or a sentence."""

    @property
    def text(self) -> str:
        """The words."""

    def evidence(self, start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
        """Return the words from `start` to `end` as evidence."""


@dataclass(frozen=True)
class _Said:
    """A sentence of the report."""

    reading: Reading
    sentence: Sentence

    @property
    def text(self) -> str:
        return self.sentence.text

    def evidence(self, start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
        last = len(self.text) if end is None else end
        return self.reading.evidence(self.sentence.start + start, self.sentence.start + last)


@dataclass(frozen=True)
class Authors:
    """The authors; `names` is None where the report withholds them."""

    names: str | None
    evidence: tuple[Evidence, ...]
    confidence: float


def authors_of(reading: Reading, front: Front) -> Authors | None:
    """Return who wrote the review: from the title, the first pages, the prose or the last pages."""
    titled, prose = list(front.title), front.prose[:_FRONT_PROSE]
    return (
        _by_forms(titled, 0.94)
        or _beside_a_role(titled, 0.85)
        or _signed(titled)
        or _withheld(titled)
        or _by_forms(prose, 0.7)
        or _withheld(prose)
        or _told(reading)
        or _closing(reading)
    )


def _by_forms(lines: Sequence[Passage], confidence: float) -> Authors | None:
    """Return the authors that the first form gives which gives any."""
    possible = (
        (number, at, form)
        for at, line in enumerate(lines)
        for form, number in _rules().possible(line.text)
    )
    for _, at, form in sorted(possible, key=lambda found: found[:2]):
        if found := _authors_in(lines[at:], form, confidence):
            return found
    return None


@cache
def _rules() -> Patterns[int]:
    """Return the forms with their numbers in the order in which they are believed."""
    return Patterns((form, number) for number, form in enumerate(_FORMS))


def _told(reading: Reading) -> Authors | None:
    """Return the authors whom a later page names where the review tells how it was done."""
    candidates = (
        (number, sentence.start, form)
        for sentence, rules in _rules().candidates(reading)
        if sentence.section in _METHOD_SECTIONS
        for form, number in rules
    )
    for _, start, form in sorted(candidates, key=lambda found: found[:2]):
        if found := _authors_in([_Said(reading, reading.sentence_at(start))], form, 0.6):
            return found
    return None


def _closing(reading: Reading) -> Authors | None:
    """Return the authors who sign the last pages."""
    lines = [line for line in closing_of(reading.view.document) if len(line.text) < _SIGNED_LINE]
    return _beside_a_role(lines, 0.5) or _by_forms(lines, 0.5)


def _withheld(lines: Iterable[Passage]) -> Authors | None:
    for line in lines:
        if match := _WITHHELD.search(line.text):
            return Authors(None, line.evidence(*match.span()), 0.85)
    return None


def _authors_in(
    lines: Sequence[Passage], form: re.Pattern[str], confidence: float
) -> Authors | None:
    """Return the authors whom a form gives in the first line, and the lines after it by rank."""
    names: list[str] = []
    evidence: list[Evidence] = []
    for line in lines:
        words = cased(line.text) if line.text.isupper() else line.text
        before = len(names)
        for match in (_NEXT_ROLE if names else form).finditer(words):
            found = list(_people(_without_chair(words, *match.span("names"))))
            if found:
                names += [name for name in found if name not in names]
                evidence += line.evidence(*match.span())
        if len(names) == before:
            break
    return Authors(" and ".join(names), tuple(evidence), confidence) if names else None


def _beside_a_role(lines: list[Line], confidence: float) -> Authors | None:
    """Return the names that stand on lines of their own beside one that gives a role alone.

    They stand below it, or below one line more; else above it. A role in the plural takes all the
    lines of names that follow on.
    """
    for number, line in enumerate(lines):
        if not _ROLE_ALONE.fullmatch(line.text):
            continue
        after, before = lines[number + 1 : number + 4], lines[max(0, number - 1) : number]
        # Where the next name has an office of its own below it, names stand above their offices.
        above = before and len(after) > 1 and _OFFICE_ALONE.fullmatch(after[1].text)
        labelled = number > 1 and _OFFICE_ALONE.fullmatch(lines[number - 2].text)
        places = (before, after) if above and not labelled else (after, after[1:], before)
        for start in places:
            named = list(itertools.takewhile(lambda other: any(_alone(other)), start))
            if not named:
                continue
            if not _SEVERAL.search(line.text):
                named = named[:1]
            names = [name for other in named for name in _alone(other)]
            evidence = tuple(e for other in named for e in other.evidence())
            return Authors(" and ".join(names), evidence, confidence)
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
    return _BRACKET.sub("", kept if _ONE_NAME.search(kept) else listed)


def _people(words: str) -> Iterator[str]:
    """Yield each person of a list of names, freed of title and post-nominals."""
    for part in _BETWEEN.split(_TOLD.sub("", words)):
        kept: list[str] = []
        for word in _PLAIN_TITLE.sub("", part.strip()).split():
            if kept and _POST_NOMINAL.match(word.strip(".,")):
                break
            initial = _INITIAL.fullmatch(word)
            kept.append(word if initial else word.strip(",."))
        name = " ".join(kept)
        if len(kept) >= (3 if _TITLED.match(name) else 2) and not _NO_NAME.search(name):
            yield name
