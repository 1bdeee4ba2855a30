"""The sentences of a report, each with its page, its section and its place in the layout."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.document import Document, MarkKind, Section, SectionKind
from schemas.view import BLOCK_BREAK, View

_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Rev|Cllr|Sgt|DI|DS|No|Nos|Fig|para|paras|pp?|ss?|c|ca|cf|approx"
    r"|e\.g|i\.e|viz|vs|etc|al|Ltd|Vol|ed|Jan|Feb|Aug|Sept|Oct|Nov|Dec|yrs?|mths?|wks?)"
    r"|\b[A-Z])\.$"
)
_END = re.compile(r"[.!?]+[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]*[A-Z0-9\u00a3])")
# A capital that closes a label ("after Child K. She") ends a sentence; one that opens a name
# ("Dr J. Smith") does not.
_LABEL_END = re.compile(
    r"\b(?:Child|Baby|Infant|Twin|Sibling|Mother|Father|Adult|Mr|Mrs|Ms|Hospital|School|Area|Team"
    r"|Person|Subject|and|or|Year|Grade|Family|Street|Zone|Borough|Town|County|of|to|by|with|for)"
    r"\s[A-Z]\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the view.

    Attributes:
        start, end: Offsets in the view; the end is exclusive.
        text: The words.
        page: Page (from 1) on which it begins.
        section: What the section is for.
        title: The heading of the section, empty before the first.
        block: Number (from 0) of its block; sentences of one paragraph share it.
        in_table: Whether it stands in a table.
        in_heading: Whether it is a heading.
    """

    start: int
    end: int
    text: str
    page: int
    section: SectionKind
    title: str
    block: int
    in_table: bool = False
    in_heading: bool = False


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of one paragraph.

    >>> list(split_sentences("Dr Ames saw her. She was well."))
    [(0, 16), (17, 30)]
    """
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.end()].rstrip()
        if _goes_on(head):
            continue
        yield start, start + len(head)
        start = match.end()
    tail = text[start:].rstrip()
    if tail:
        yield start, start + len(tail)


def _goes_on(head: str) -> bool:
    tail = head[-24:]
    return bool(_ABBREVIATION.search(tail)) and not _LABEL_END.search(tail)


def sentences_of(view: View) -> tuple[Sentence, ...]:
    """Return the sentences of a view, in order."""
    sections = _Sections(view)
    marks = _Marks(view.document)
    found: list[Sentence] = []
    for number, (block_start, block) in enumerate(_blocks(view.text)):
        for start, end in split_sentences(block):
            at = block_start + start
            page = view.pages[at]
            section = sections.at(at)
            kinds = marks.at(page, view.offsets[at])
            found.append(
                Sentence(
                    at,
                    block_start + end,
                    block[start:end],
                    page,
                    section.kind if section else SectionKind.OTHER,
                    section.title if section else "",
                    number,
                    MarkKind.TABLE in kinds,
                    MarkKind.HEADING in kinds,
                )
            )
    return tuple(found)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for block in text.split(BLOCK_BREAK):
        if block.strip():
            yield start, block
        start += len(block) + len(BLOCK_BREAK)


class _Sections:
    """Sections by offset in the view: the last one that has begun is the innermost."""

    def __init__(self, view: View) -> None:
        placed = sorted(
            ((view.locate(section.page, section.start), section) for section in _known(view)),
            key=lambda pair: pair[0],
        )
        self._starts = [start for start, _ in placed]
        self._sections = [section for _, section in placed]

    def at(self, offset: int) -> Section | None:
        number = bisect_right(self._starts, offset)
        return self._sections[number - 1] if number else None


def _known(view: View) -> Iterator[Section]:
    return (s for s in view.document.sections if 1 <= s.page <= len(view.document.pages))


class _Marks:
    """Tables and headings by place."""

    def __init__(self, document: Document) -> None:
        self._by_page = {
            page.number: [mark for mark in page.marks if not mark.kind.left_out]
            for page in document.pages
        }

    def at(self, page: int, offset: int) -> set[MarkKind]:
        return {m.kind for m in self._by_page[page] if m.start <= offset < m.end}
