"""Sections: headings given a kind and a place in the order of the report."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import yaml

from ingest.lines import plain
from ingest.recommending import with_recommendations
from ingest.titles import Heading
from schemas.document import MarkKind, Page, Section, SectionKind

_NUMBER = re.compile(r"^(?:[A-Z]?\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z]\.|[ivx]+\.)\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?P<label>part|chapter|section|appendix|annex|volume|book)\s+"
    r"(?:[a-z]|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|[ivx]{1,4})\b\s*[:.\u2013\u2014-]*\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^)]*\)\s*$")
_ARTICLE = re.compile(r"^(?:the|a|an|our|this)\s+")
_DATED = re.compile(
    r"(?:(?:early|late|mid|spring|summer|autumn|winter|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|from|to|and|until|of|in|the|between|period"
    r"|onwards|first|second|third|last|final|year|years|month|months|weeks?|days?|night|morning"
    r"|\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d|[-\u2013\u2014:,/()])\s*)+"
)
_ALWAYS_COUNT = {SectionKind.ADDENDUM, SectionKind.RECOMMENDATIONS}
_DECIDES_BELOW = {SectionKind.SUMMARY, SectionKind.ADDENDUM}
"""Kinds whose sub-sections are of the same kind whatever their titles say."""
_OWN_TITLE = {SectionKind.ADDENDUM, SectionKind.CONTENTS}
"""Kinds that a sub-section keeps even so."""
_HOLDS_NOTHING = {SectionKind.COVER, SectionKind.CONTENTS}
"""Kinds that no heading after them stands under."""
_JUDGES = {
    SectionKind.ANALYSIS,
    SectionKind.FINDINGS,
    SectionKind.CONCLUSIONS,
    SectionKind.RECOMMENDATIONS,
}
_TELLS = {
    SectionKind.INTRODUCTION,
    SectionKind.PROCESS,
    SectionKind.TERMS_OF_REFERENCE,
    SectionKind.PANEL,
    SectionKind.FAMILY,
    SectionKind.SUMMARY,
    SectionKind.NARRATIVE,
}
"""What a report tells before it judges; such a heading in a judging chapter names a theme."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: SectionKind
    whole: re.Pattern[str]
    anywhere: re.Pattern[str] | None


@cache
def _patterns() -> tuple[_Pattern, ...]:
    raw = yaml.safe_load(resources.files("ingest").joinpath("headings.yaml").read_text("utf-8"))
    return tuple(
        _Pattern(
            SectionKind(entry["kind"]),
            re.compile("|".join(f"(?:{pattern})" for pattern in entry["whole"])),
            re.compile(
                "|".join(
                    f"\\b(?:{pattern})" if not pattern.startswith(("^", "\\b")) else pattern
                    for pattern in entry["anywhere"]
                )
            )
            if entry["anywhere"]
            else None,
        )
        for entry in raw
    )


def kind_of(title: str) -> SectionKind | None:
    """Return the kind of section that a title names, or None where it is silent."""
    text = title.replace("\u2019", "'").replace("\u2018", "'").casefold().strip()
    label = _LABEL.match(text)
    bare = _ARTICLE.sub("", _ASIDE.sub("", _NUMBER.sub("", _LABEL.sub("", text)))).strip(" .:-")
    whole = _ASIDE.sub("", bare) or bare
    named = _named(whole)
    if named:
        return named
    if label and label["label"] in {"appendix", "annex"}:
        return SectionKind.BACK_MATTER
    if bare and _DATED.fullmatch(bare):
        return SectionKind.NARRATIVE
    return None


def _named(title: str) -> SectionKind | None:
    """Return the kind that a bare title names: as a whole, or by the words that come first in it.

    Recommendations and addenda count wherever they are named: extractors must not miss them.
    """
    for pattern in _patterns():
        if pattern.whole.fullmatch(title):
            return pattern.kind
    found = [
        (pattern.kind not in _ALWAYS_COUNT, match.start(), rank, pattern.kind)
        for rank, pattern in enumerate(_patterns())
        if pattern.anywhere and (match := pattern.anywhere.search(title))
    ]
    return min(found)[-1] if found else None


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a section opens, before it is known where it ends."""

    kind: SectionKind | None
    title: str
    level: int
    page: int
    start: int


def sections_of(
    pages: Sequence[Page],
    headings: Sequence[Sequence[Heading]],
    covers: frozenset[int] = frozenset(),
) -> tuple[Section, ...]:
    """Return the sections of a document in order; the innermost one holds a position.

    Args:
        pages: The pages as laid out.
        headings: The headings of each page.
        covers: The numbers of the pages that are covers.
    """
    if not pages:
        return ()
    found = [heading for of_page in headings for heading in of_page]
    openings = [
        _Opening(kind_of(heading.title), heading.title, level, heading.page, heading.start)
        for heading, level in zip(found, _levels(found), strict=True)
    ]
    openings = _with_front(openings, pages, covers) + _contents(pages)
    openings.sort(key=lambda opening: (opening.page, opening.start))
    return with_recommendations(_closed(_typed(openings), pages), pages)


def _levels(headings: Sequence[Heading]) -> list[int]:
    """Return the level of each heading: larger type is higher, then the depth of the number."""
    depths: dict[float, int] = {}
    for heading in headings:
        if heading.number:
            depth = heading.number.count(".") + 1
            depths[heading.size] = min(depth, depths.get(heading.size, depth))
    keys = [
        (
            -heading.size,
            heading.number.count(".") + 1 if heading.number else depths.get(heading.size, 1),
            not heading.capitals,
            not heading.bold,
        )
        for heading in headings
    ]
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)), start=1)}
    return [ranks[key] for key in keys]


def _with_front(
    openings: list[_Opening], pages: Sequence[Page], covers: frozenset[int]
) -> list[_Opening]:
    """Put in the covers, and what stands on page 1 before a heading that names a section."""
    made = [_cover(pages[number - 1]) for number in sorted(covers) if number - 1 not in covers]
    if 1 in covers:
        return made + openings
    named = next((at for at, opening in enumerate(openings) if opening.kind), len(openings))
    titles = [opening for opening in openings[:named] if opening.page == 1]
    rest = openings[len(titles) :]
    if not rest or (rest[0].page, rest[0].start) > (1, 0):
        made.append(replace(_cover(pages[0]), kind=SectionKind.COVER if rest else None))
    return made + rest


def _cover(page: Page) -> _Opening:
    first = page.blocks[0] if page.blocks else None
    title = plain(page.text[first.start : first.end]) if first else ""
    return _Opening(SectionKind.COVER, title, 1, page.number, 0)


def _contents(pages: Sequence[Page]) -> list[_Opening]:
    """Open a section where contents lines begin on a page that does not go on with them."""
    made: list[_Opening] = []
    last = -1
    for page in pages:
        first = next((mark for mark in page.marks if mark.kind is MarkKind.CONTENTS), None)
        if first is None:
            continue
        if page.number != last + 1:
            title = page.text[first.start : first.end].split("\n", 1)[0]
            made.append(_Opening(SectionKind.CONTENTS, plain(title), 1, page.number, first.start))
        last = page.number
    return made


def _typed(openings: Sequence[_Opening]) -> list[_Opening]:
    """Give every opening a kind: its own, or that of the section around it."""
    typed: list[_Opening] = []
    around: list[_Opening] = []
    for opening in openings:
        while around and around[-1].level >= opening.level:
            around.pop()
        above = around[-1].kind if around else None
        kind = opening.kind
        if (above in _DECIDES_BELOW and kind not in _OWN_TITLE) or (
            above in _JUDGES and kind in _TELLS
        ):
            kind = above
        kind = kind or above or _silent_chapter(typed, openings[len(typed) + 1 :])
        typed.append(replace(opening, kind=kind))
        if kind not in _HOLDS_NOTHING:
            around.append(typed[-1])
    return typed


def _silent_chapter(before: Sequence[_Opening], after: Sequence[_Opening]) -> SectionKind:
    """Return the kind of a chapter whose title is silent ("The years in care") by its place.

    A report tells before it judges: after a telling chapter, with a judging one still to come, it
    is narrative; after a judging one, with the recommendations still to come, it is analysis.
    """
    last = next((o.kind for o in reversed(before) if o.kind in _TELLS | _JUDGES), None)
    to_come = {opening.kind for opening in after}
    if last in _TELLS and to_come & _JUDGES:
        return SectionKind.NARRATIVE
    if last in _JUDGES - {SectionKind.RECOMMENDATIONS} and SectionKind.RECOMMENDATIONS in to_come:
        return SectionKind.ANALYSIS
    return SectionKind.OTHER


def _closed(openings: Sequence[_Opening], pages: Sequence[Page]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for at, opening in enumerate(openings):
        level = math.inf if opening.kind in _HOLDS_NOTHING else opening.level
        after = next((other for other in openings[at + 1 :] if other.level <= level), None)
        end_page, end = (after.page, after.start) if after else (len(pages), len(pages[-1].text))
        sections.append(
            Section(
                kind=opening.kind or SectionKind.OTHER,
                title=opening.title,
                level=opening.level,
                page=opening.page,
                start=opening.start,
                end_page=end_page,
                end=end,
            )
        )
    return tuple(sections)
