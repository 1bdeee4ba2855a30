"""Plain text as a document: one page, blocks at blank lines, sections where headings show."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from ingest.reader import READER_VERSION
from ingest.sections import kind_of, sections_of
from ingest.titles import Heading
from schemas.document import (
    Block,
    Document,
    Mark,
    MarkKind,
    Page,
    ParagraphNumber,
    TextSource,
    Word,
)

_WORD = re.compile(r"\S+")
_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*", re.MULTILINE)
_MARKDOWN = re.compile(r"#{1,6}\s+")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z])")
_PARAGRAPH_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+|\d{1,3}\.)\s+")
_MOST_HEADING_WORDS = 12


def text_document(text: str, name: str) -> Document:
    """Return a text as a document of one page; its words have no boxes.

    Args:
        text: The text; kept as it is.
        name: Its name as received.
    """
    blocks = tuple(_blocks(text))
    headings = [heading for block in blocks if (heading := _heading(text, block))]
    titles = {heading.start for heading in headings}
    numbers = [
        (match, block)
        for block in blocks
        if block.start not in titles and (match := _PARAGRAPH_NUMBER.match(text, block.start))
    ]
    marks = [Mark(MarkKind.HEADING, heading.start, heading.end) for heading in headings] + [
        Mark(MarkKind.PARAGRAPH_NUMBER, *match.span("number")) for match, _ in numbers
    ]
    page = Page(
        number=1,
        width=0.0,
        height=0.0,
        rotation=0,
        text=text,
        words=tuple(Word(*match.span(), 0.0, 0.0, 0.0, 0.0) for match in _WORD.finditer(text)),
        blocks=blocks,
        marks=tuple(sorted(marks, key=lambda mark: mark.start)),
        paragraphs=tuple(
            ParagraphNumber(match["number"].rstrip("."), match.end()) for match, _ in numbers
        ),
        source=TextSource.PLAIN_TEXT,
        source_reason="plain text: no pages, no boxes",
    )
    return Document(
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        name=name,
        pages=(page,),
        sections=sections_of((page,), [headings]),
        reader_version=READER_VERSION,
    )


def _blocks(text: str) -> Iterator[Block]:
    """Yield what stands between blank lines; a line that looks like a heading stands alone."""
    for match in _BLOCK.finditer(text):
        end = match.start() + len(match[0].rstrip())
        first_end = text.find("\n", match.start(), end)
        if first_end > 0 and _heading(text, Block(match.start(), first_end)):
            yield Block(match.start(), first_end)
            rest = _WORD.search(text, first_end, end)
            if rest:
                yield Block(rest.start(), end)
        else:
            yield Block(match.start(), end)


def _heading(text: str, block: Block) -> Heading | None:
    """Return a block as a heading: one short line without a full stop, marked or known as one."""
    raw = text[block.start : block.end].strip()
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
        start=block.start,
        end=block.end,
        title=" ".join(title.split()),
        number=number["number"] if number else "",
        size=-float(len(marked[0].strip())) if marked else 0.0,
        bold=False,
        capitals=title.isupper(),
    )
