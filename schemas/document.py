"""The document: what reading a file yields. Pages, words with boxes, marks, tables, sections.

Each page has one canonical text, stored once and never changed; every offset in the project
points into it. What is not running prose (headers, footers, contents lines, page numbers,
footnotes) is marked in it, not deleted from it. `schemas.view` makes the text that extractors read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import msgspec

from schemas.evidence import Box, Evidence


class TextSource(StrEnum):
    """Where the text of a page came from."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    PLAIN_TEXT = "plain_text"
    EMPTY = "empty"


class MarkKind(StrEnum):
    """Why a stretch of canonical text is not running prose."""

    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    CONTENTS = "contents"
    FOOTNOTE = "footnote"
    FOOTNOTE_REFERENCE = "footnote_reference"
    PARAGRAPH_NUMBER = "paragraph_number"
    TABLE = "table"
    HEADING = "heading"

    @property
    def left_out(self) -> bool:
        """Whether extractors read past it. Tables and headings are marked, and read."""
        return self not in {MarkKind.TABLE, MarkKind.HEADING}


class SectionKind(StrEnum):
    """What a section is for; `ingest/headings.yaml` holds the reviewers' own words for each."""

    COVER = "cover"
    CONTENTS = "contents"
    INTRODUCTION = "introduction"
    PROCESS = "process"
    TERMS_OF_REFERENCE = "terms_of_reference"
    PANEL = "panel"
    FAMILY = "family"
    SUMMARY = "summary"
    NARRATIVE = "narrative"
    ANALYSIS = "analysis"
    CHILD_VOICE = "child_voice"
    FAMILY_VIEW = "family_view"
    PRACTITIONER_VIEW = "practitioner_view"
    FINDINGS = "findings"
    CONCLUSIONS = "conclusions"
    RECOMMENDATIONS = "recommendations"
    ADDENDUM = "addendum"
    BACK_MATTER = "back_matter"
    OTHER = "other"


class Word(NamedTuple):
    """A word: its span in the page's canonical text and its box on the page as displayed.

    `confidence` (0..1) is given for words read by OCR alone.
    """

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float | None = None


class Mark(NamedTuple):
    """A stretch of a page's canonical text with a purpose of its own."""

    kind: MarkKind
    start: int
    end: int


class ParagraphNumber(NamedTuple):
    """The number of a paragraph ("4.12"), kept as data: `start` is where its prose begins."""

    number: str
    start: int


class Block(NamedTuple):
    """A paragraph, heading, list item or table row as laid out: lines that belong together."""

    start: int
    end: int


class Cell(NamedTuple):
    """A cell of a table. Its words may lie apart in the canonical text, hence several spans."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page, row by row; every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section from its heading to the next heading of the same or a higher level.

    Attributes:
        kind: What the section is for; inherited from the section above where the title is silent.
        title: The heading as written.
        level: 1 for a chapter, 2 for a heading within it, and so on.
        page, start: Where the heading begins (page from 1, offset in its canonical text).
        end_page, end: Where the section ends; the end offset is exclusive.
    """

    kind: SectionKind
    title: str
    level: int
    page: int
    start: int
    end_page: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        number: From 1.
        width, height: Size as displayed (crop box and rotation applied), in points.
        rotation: The rotation that was applied: 0, 90, 180 or 270 degrees.
        text: The canonical text.
        words: In the order of the text.
        blocks: In the order of the text; together they hold all of its words.
        marks: In the order of the text; marks may nest (a table may hold paragraph numbers).
        source: Where the text came from.
        source_reason: Why, in a sentence for people ("no text layer: read by OCR").
        confidence: Mean confidence (0..1) of the words where the page was read by OCR.
    """

    number: int
    width: float
    height: float
    rotation: int
    text: str
    words: tuple[Word, ...] = ()
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()
    paragraphs: tuple[ParagraphNumber, ...] = ()
    tables: tuple[Table, ...] = ()
    source: TextSource = TextSource.TEXT_LAYER
    source_reason: str = ""
    confidence: float | None = None

    def evidence(self, start: int, end: int, about: str | None = None) -> Evidence:
        """Return the words from `start` to `end` as evidence."""
        return Evidence(self.number, start, end, self.text[start:end], about)

    def boxes(self, start: int, end: int) -> list[Box]:
        """Return one box for each line that the words from `start` to `end` stand on.

        The boxes are those that the words were read with; nothing is searched for again.
        """
        lines: list[Box] = []
        for word in self._words_between(start, end):
            last = lines[-1] if lines else None
            if last and _same_line(last, word):
                lines[-1] = Box(
                    min(last.x0, word.x0),
                    min(last.y0, word.y0),
                    max(last.x1, word.x1),
                    max(last.y1, word.y1),
                )
            else:
                lines.append(Box(word.x0, word.y0, word.x1, word.y1))
        return lines

    def _words_between(self, start: int, end: int) -> Iterator[Word]:
        first = bisect_right(self.words, start, key=lambda word: word.end)
        for word in self.words[first:]:
            if word.start >= end:
                return
            yield word


def _same_line(line: Box, word: Word) -> bool:
    """Whether a word continues a line: it lies to the right, and half of the lower one overlaps."""
    overlap = min(line.y1, word.y1) - max(line.y0, word.y0)
    lower = min(line.y1 - line.y0, word.y1 - word.y0)
    return overlap > lower / 2 and word.x0 >= line.x0


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read.

    Attributes:
        sha256: Hash of the received bytes, in hex; the identity of the file.
        name: File name as received; never used to identify anything.
        pages: In order.
        sections: In order of their headings; they cover the whole document.
        reader_version: Version of the code that read it.
        notes: What a person should know of the file ("attachments were ignored").
    """

    sha256: str
    name: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...] = ()
    reader_version: str = ""
    notes: tuple[str, ...] = ()

    def page(self, number: int) -> Page:
        """Return the page with this number (from 1). Raises IndexError beyond the last page."""
        if number < 1:
            raise IndexError("pages are counted from 1")
        return self.pages[number - 1]

    @property
    def read_by_ocr(self) -> bool:
        """Whether any page was read by OCR."""
        return any(page.source is TextSource.OCR for page in self.pages)

    def to_json(self) -> bytes:
        """Return the document as JSON."""
        return msgspec.json.encode(self)

    @staticmethod
    def from_json(data: bytes | str) -> Document:
        """Return the document that `to_json` wrote. Raises ValueError where it is none."""
        return _DECODER.decode(data)


_DECODER = msgspec.json.Decoder(Document)
