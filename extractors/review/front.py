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
_LAST_PAGES = 2
_TITLE_LINES = 14
_PROSE_CHARACTERS = 260
_BROKEN = "\ufffe"  # how PDFium writes a hyphen that breaks a word at a line end
_SPACE = re.compile(r"\ufffe\s*|[\s\ufffe]+")
_DEPOSIT = re.compile(r"\b(?:Title|LSCB|LSCP|Publisher|Author)s?:\s")
_LEFT_OUT = {MarkKind.CONTENTS, MarkKind.PAGE_NUMBER, MarkKind.FOOTNOTE}
_SPACED_FOOTER = re.compile(r"(?:\b\w ){6,}|^page \d+\b|^\d+ ?/ ?\d+$|^file:|://", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Line:
    """A line of the front.

    Attributes:
        page: Its page.
        start, end: Where it stands in the page's canonical text; the end is exclusive.
        text: Its words, with white space made even.
        running: Whether it is a running header or footer.
    """

    page: Page
    start: int
    end: int
    text: str
    running: bool = False

    def evidence(self, start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
        """Return the words from `start` to `end` of the line's text as evidence."""
        last = (len(self.text) if end is None else end) - 1
        return (self.page.evidence(self._offsets[start], self._offsets[last] + 1),)

    @cached_property
    def _offsets(self) -> list[int]:
        """The offset on the page of each character of the text."""
        offsets: list[int] = []
        at = self.start
        for match in _SPACE.finditer(self.page.text, self.start, self.end):
            offsets.extend(range(at, match.start()))
            if not match[0].startswith(_BROKEN):
                offsets.append(match.start())
            at = match.end()
        offsets.extend(range(at, self.end))
        return offsets


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
    def prose(self) -> tuple[Line, ...]:
        """The lines that are not of the title, running headers and footers included."""
        title = set(self.title)
        return tuple(line for line in self.lines if line not in title)

    @cached_property
    def running(self) -> tuple[Line, ...]:
        """The running headers and footers of the first pages."""
        return tuple(line for line in self.lines if line.running)


def front_of(document: Document) -> Front:
    """Return the front of a document: the lines of its first four pages."""
    return Front(tuple(line for page in document.pages[:_PAGES] for line in _lines(page)))


def closing_of(document: Document) -> Iterator[Line]:
    """Yield the lines of the last pages that are not of the front, where reviews are signed."""
    for page in document.pages[_PAGES:][-_LAST_PAGES:]:
        yield from _lines(page)


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
    raw = page.text[start:end]
    start += len(raw) - len(raw.lstrip())
    end = start + len(raw.strip())
    text = page.text[start:end]
    if _BROKEN in text:
        text = _SPACE.sub(lambda space: "" if space[0].startswith(_BROKEN) else " ", text)
    text = " ".join(text.split())
    return Line(page, start, end, text, running or bool(_SPACED_FOOTER.search(text)))
