"""The view of a document that extractors read: its prose as one text, with the way back.

Left out: what is marked as header, footer, page number, contents, footnote or paragraph number.
Joined: words that a hyphen breaks at a line end. Inside a block every run of white space is one
blank, so a pattern need not think of line breaks; a blank line parts blocks. A paragraph that runs
on over a page break is one paragraph. Each character of the view knows the page and the offset in
that page's canonical text that it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, starmap

from schemas.document import Document, Page
from schemas.evidence import Evidence

BLOCK_BREAK = "\n\n"

_LINE_END_HYPHEN = re.compile(
    r"(?<=[^\W\d_])(?:\ufffe\s*|[-\u2010\u00ad][ \t]*[\r\n]+[ \t]*)(?=[^\W\d_])"
)
# PDFium writes U+FFFE for a hyphen at a line end together with its line break.
# White space that is not one blank between two words already.
_UNEVEN_SPACE = re.compile(r"\A[\s\ufffe]+|(?! [^\s\ufffe])[\s\ufffe]+")
_TO_EVEN = re.compile(f"(?P<hyphen>{_LINE_END_HYPHEN.pattern})|{_UNEVEN_SPACE.pattern}")
_ENDS_A_SENTENCE = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*$")


@dataclass(frozen=True, slots=True)
class View:
    """The prose of a document.

    Attributes:
        text: The text to read.
        pages: For each character of `text`, the number of its page (from 1).
        offsets: For each character of `text`, its offset in that page's canonical text.
        page_starts: Offset in `text` at which each page begins, in the order of the pages.
    """

    document: Document
    text: str
    pages: list[int]
    offsets: list[int]
    page_starts: list[int]

    def evidence(self, start: int, end: int, about: str | None = None) -> tuple[Evidence, ...]:
        """Return the words `text[start:end]` as evidence: one for each page they stand on.

        Raises ValueError where the span holds no words.
        """
        found = tuple(
            self.document.page(number).evidence(self.offsets[first], self.offsets[last] + 1, about)
            for number, first, last in self._words_by_page(start, end)
        )
        if not found:
            raise ValueError(f"no words between {start} and {end}")
        return found

    def _words_by_page(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield each page that holds words of a span, with their first and last character."""
        at = start
        while at < end:
            number = self.pages[at]
            next_page = self.page_starts[number] if number < len(self.page_starts) else end
            words = self.text[at : min(end, next_page)]
            first = at + len(words) - len(words.lstrip())
            last = at + len(words.rstrip()) - 1
            if first <= last:
                yield number, first, last
            at += len(words)

    def page_at(self, offset: int) -> int:
        """Return the number (from 1) of the page that a character of the view stands on."""
        return bisect_right(self.page_starts, offset)

    def locate(self, page: int, offset: int) -> int:
        """Return the offset in the view of a place in a page's canonical text.

        Where that place was left out, the next character that was kept is meant.
        """
        low = self.page_starts[page - 1]
        high = self.page_starts[page] if page < len(self.page_starts) else len(self.text)
        return bisect_left(self.offsets, offset, low, high)


def clean_view(document: Document) -> View:
    """Return the view of a document."""
    text = _Growing()
    page_starts: list[int] = []
    for page in document.pages:
        page_starts.append(len(text.pages))
        for number, (block, places) in enumerate(_blocks(page)):
            if text.parts:
                runs_on = number == 0 and not _ENDS_A_SENTENCE.search(text.parts[-1])
                text.part(page.number, places[0], " " if runs_on else BLOCK_BREAK)
            text.add(block, page.number, places)
    return View(document, "".join(text.parts), text.pages, text.offsets, page_starts)


class _Growing:
    """The view while it is made."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pages: list[int] = []
        self.offsets: list[int] = []

    def part(self, page: int, place: int, separator: str) -> None:
        """Part what was added from what follows, which begins at `place`."""
        self.add(separator, page, [place] * len(separator))

    def add(self, text: str, page: int, places: list[int]) -> None:
        self.parts.append(text)
        self.pages.extend([page] * len(text))
        self.offsets.extend(places)


def _blocks(page: Page) -> Iterator[tuple[str, list[int]]]:
    """Yield the prose of each block of a page with the canonical offset of each character."""
    left_out = sorted((mark.start, mark.end) for mark in page.marks if mark.kind.left_out)
    for block in page.blocks:
        runs = list(_kept(block.start, block.end, left_out))
        raw = "".join(page.text[start:end] for start, end in runs)
        text, places = _even(raw, list(chain.from_iterable(starmap(range, runs))))
        if text:
            yield text, places


def _kept(start: int, end: int, left_out: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches from `start` to `end` that no left-out stretch covers."""
    at = start
    for out_start, out_end in left_out:
        if out_end <= at:
            continue
        if out_start >= end:
            break
        if at < out_start:
            yield at, out_start
        at = max(at, out_end)
    if at < end:
        yield at, end


def _even(raw: str, places: list[int]) -> tuple[str, list[int]]:
    """Join words broken at line ends and make each run of white space one blank."""
    parts: list[str] = []
    kept: list[int] = []
    at = 0
    for match in _TO_EVEN.finditer(raw):
        parts.append(raw[at : match.start()])
        kept.extend(places[at : match.start()])
        at = match.end()
        if match["hyphen"] is None and match.start() > 0 and at < len(raw):
            parts.append(" ")
            kept.append(places[match.start()])
    parts.append(raw[at:])
    kept.extend(places[at:])
    return "".join(parts), kept
