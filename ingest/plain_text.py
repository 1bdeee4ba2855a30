"""Plain text as a document: laid out on pages, blocks at blank lines, sections at headings."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.errors import Failure, ReadingError
from ingest.reader import MOST_PAGES, READER_VERSION
from ingest.sections import kind_of, sections_of
from ingest.text_layout import PAGE_HEIGHT, PAGE_WIDTH, TextPage, lay_out_text
from ingest.titles import Heading
from schemas.document import (
    Block,
    Document,
    Mark,
    MarkKind,
    Page,
    ParagraphNumber,
    TextSource,
)

_WORD = re.compile(r"\S+")
_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_MARKDOWN = re.compile(r"#{1,6}\s+")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z])")
_PARAGRAPH_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+|\d{1,3}\.)\s+")
_MOST_HEADING_WORDS = 12
_MOST_HEADING_LETTERS = 200


def text_document(text: str, name: str, sha256: str = "") -> Document:
    """Return a text as a document, on one page where it fits.

    Args:
        text: The text; kept as it is.
        name: Its name as received.
        sha256: Hash of its bytes as received, in hex; that of the text as UTF-8 if not given.

    Raises:
        ReadingError: It takes more pages than are read.
    """
    blocks = list(_blocks(text))
    pages: list[Page] = []
    headings: list[list[Heading]] = []
    for number, laid_out in enumerate(lay_out_text(text), start=1):
        if number > MOST_PAGES:
            raise ReadingError(
                Failure.TOO_MANY_PAGES,
                f"The text takes more than {MOST_PAGES:,} pages. Split it, and add the parts.",
            )
        here = _between(blocks, laid_out.start, laid_out.end)
        headings.append(_headings(text, here, number, laid_out))
        pages.append(_page(text, here, number, laid_out, headings[-1]))
    return Document(
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        name=name,
        pages=tuple(pages),
        sections=sections_of(pages, headings),
        reader_version=READER_VERSION,
    )


def _page(
    text: str,
    blocks: Sequence[Block],
    number: int,
    laid_out: TextPage,
    headings: Sequence[Heading],
) -> Page:
    """Return a page of the text, its offsets its own; a block that it breaks off ends with it."""
    page_text = text[laid_out.start : laid_out.end]
    here = tuple(
        Block(max(block.start - laid_out.start, 0), _end_of(text, block, laid_out))
        for block in blocks
    )
    titles = {heading.start for heading in headings}
    numbers = [
        match
        for block, own in zip(blocks, here, strict=True)
        if block.start >= laid_out.start
        and own.start not in titles
        and (match := _PARAGRAPH_NUMBER.match(page_text, own.start))
    ]
    marks = [Mark(MarkKind.HEADING, heading.start, heading.end) for heading in headings] + [
        Mark(MarkKind.PARAGRAPH_NUMBER, *match.span("number")) for match in numbers
    ]
    return Page(
        number=number,
        width=PAGE_WIDTH,
        height=PAGE_HEIGHT,
        rotation=0,
        text=page_text,
        words=laid_out.words,
        blocks=here,
        marks=tuple(sorted(marks, key=lambda mark: mark.start)),
        paragraphs=tuple(
            ParagraphNumber(match["number"].rstrip("."), match.end()) for match in numbers
        ),
        source=TextSource.PLAIN_TEXT,
        source_reason="plain text: laid out on pages here, it has none of its own",
    )


def _between(blocks: Sequence[Block], start: int, end: int) -> Sequence[Block]:
    """Return the blocks that have a part between two places of the text."""
    first = bisect_right(blocks, start, key=lambda block: block.end)
    return blocks[first : bisect_left(blocks, end, key=lambda block: block.start)]


def _end_of(text: str, block: Block, laid_out: TextPage) -> int:
    """Return where a block ends on a page: with its last word there."""
    end = min(block.end, laid_out.end)
    return len(text[laid_out.start : end].rstrip())


def _blocks(text: str) -> Iterator[Block]:
    """Yield what stands between blank lines; a line that looks like a heading stands alone."""
    for match in _BLOCK.finditer(text):
        end = match.start() + len(match[0].rstrip())
        first_end = text.find("\n", match.start(), end)
        if first_end > 0 and _title(text[match.start() : first_end]):
            yield Block(
                match.start(), match.start() + len(text[match.start() : first_end].rstrip())
            )
            rest = _WORD.search(text, first_end, end)
            if rest:
                yield Block(rest.start(), end)
        else:
            yield Block(match.start(), end)


def _headings(text: str, blocks: Sequence[Block], number: int, laid_out: TextPage) -> list[Heading]:
    """Return the headings among the blocks that a page holds whole."""
    found: list[Heading] = []
    for block in blocks:
        title = _title(text[block.start : block.end])
        if title and laid_out.start <= block.start and block.end <= laid_out.end:
            start, end = block.start - laid_out.start, block.end - laid_out.start
            found.append(replace(title, page=number, start=start, end=end))
    return found


def _title(block: str) -> Heading | None:
    """Return a block as a heading: one short line without a full stop, marked or known as one."""
    if len(block) > _MOST_HEADING_LETTERS:
        return None
    raw = block.strip()
    marked = _MARKDOWN.match(raw)
    title = raw[marked.end() :] if marked else raw
    if "\n" in title or len(title.split()) > _MOST_HEADING_WORDS or title.endswith((".", ";", ",")):
        return None
    number = _NUMBERED.match(title)
    known = title[:1].isupper() or number is not None
    if not (marked or (known and (title.isupper() or kind_of(title)))):
        return None
    return Heading(
        page=1,
        start=0,
        end=len(block),
        title=" ".join(title.split()),
        number=number["number"] if number else "",
        size=-float(len(marked[0].strip())) if marked else 0.0,
        bold=False,
        capitals=title.isupper(),
    )
