"""The front of a document: its first lines as laid out, and what its title page is.

Metadata stands in lines, which the prose of the view joins; here each block is one line (in a
plain text, each line of it), with white space made even and every character led back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from schemas.document import Document, MarkKind, Page, TextSource
from schemas.evidence import Evidence

_PAGES = 4
_TITLE_LINES = 14
_PROSE_CHARACTERS = 260
_SPACE = re.compile(r"\ufffe\s*|[\s\ufffe]+")
_DEPOSIT = re.compile(r"\b(?:Title|LSCB|LSCP|Publisher|Author)s?:\s")
_LEFT_OUT = {MarkKind.CONTENTS, MarkKind.PAGE_NUMBER, MarkKind.FOOTNOTE}
_SPACED_FOOTER = re.compile(r"(?:\b\w ){6,}|^page \d+\b|^\d+ ?/ ?\d+$|^file:|://", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line of the front: its words, and where each of its characters stands on the page."""

    page: Page
    text: str
    offsets: tuple[int, ...]
    running: bool = False

    def evidence(self, start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
        """Return the words from `start` to `end` of the line as evidence."""
        last = (len(self.text) if end is None else end) - 1
        return (self.page.evidence(self.offsets[start], self.offsets[last] + 1),)


@dataclass(frozen=True)
class Front:
    """The first pages of a document, line by line.

    Attributes:
        lines: In the order of the text; contents lines, page numbers and footnotes left out.
    """

    lines: tuple[Line, ...]

    @cached_property
    def title(self) -> tuple[Line, ...]:
        """The lines of the title: those before the prose begins, the deposit page's included."""
        kept: list[Line] = []
        for line in self.lines:
            first = not kept or line.page.number == kept[0].page.number
            deposit = bool(kept) and any(_DEPOSIT.match(k.text) for k in kept)
            if not first and not (deposit and line.page.number == kept[0].page.number + 1):
                break
            if line.running:
                continue
            if len(line.text) > _PROSE_CHARACTERS and kept:
                if deposit:
                    continue
                break
            kept.append(line)
            if len(kept) == _TITLE_LINES:
                break
        return tuple(kept)

    @cached_property
    def running(self) -> tuple[Line, ...]:
        """The running headers and footers of the first pages."""
        return tuple(line for line in self.lines if line.running)


def front_of(document: Document) -> Front:
    """Return the front of a document: the lines of its first four pages."""
    return Front(tuple(line for page in document.pages[:_PAGES] for line in _lines(page)))


def _lines(page: Page) -> Iterator[Line]:
    out = [mark for mark in page.marks if mark.kind in _LEFT_OUT]
    running = [mark for mark in page.marks if mark.kind in {MarkKind.HEADER, MarkKind.FOOTER}]
    for start, end in _spans(page):
        if any(mark.start <= start < mark.end for mark in out):
            continue
        line = _line(page, start, end, any(m.start <= start < m.end for m in running))
        if line.text:
            yield line


def _spans(page: Page) -> Iterator[tuple[int, int]]:
    for block in page.blocks:
        if page.source is not TextSource.PLAIN_TEXT:
            yield block.start, block.end
            continue
        for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", page.text[block.start : block.end]):
            yield block.start + match.start(), block.start + match.end()


def _line(page: Page, start: int, end: int, running: bool) -> Line:
    raw = page.text[start:end].rstrip()
    lead = len(raw) - len(raw.lstrip())
    characters: list[str] = []
    offsets: list[int] = []
    at = lead
    for match in _SPACE.finditer(raw, lead):
        characters.append(raw[at : match.start()])
        offsets.extend(range(start + at, start + match.start()))
        if not match[0].startswith("\ufffe"):
            characters.append(" ")
            offsets.append(start + match.start())
        at = match.end()
    characters.append(raw[at:])
    offsets.extend(range(start + at, start + len(raw)))
    text = "".join(characters)
    return Line(page, text, tuple(offsets), running or bool(_SPACED_FOOTER.search(text)))
