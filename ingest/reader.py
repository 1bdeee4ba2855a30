"""Reading a PDF: bytes to Document. In-process; `ingest.sandbox` runs it under limits."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.errors import Failure, ReadingError
from ingest.layout import LaidOut, lay_out
from ingest.lines import PageWords
from ingest.pdfium_text import read_text
from ingest.rulings import rulings_of
from ingest.sections import sections_of
from schemas.document import Document, Page, TextSource

if TYPE_CHECKING:
    from ingest.ocr import OcrEngine

READER_VERSION = "1"
"""Goes up whenever the same file would be read otherwise."""

MOST_PAGES = 2_000
LARGEST_SIDE_POINTS = 5 / 0.0254 * 72
"""Five metres: no paper is larger, and rendering such a page would cost gigabytes."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as read, before layout."""

    words: PageWords
    rotation: int
    source: TextSource = TextSource.TEXT_LAYER
    reason: str = ""
    confidence: float | None = None


def read_document(
    path: Path,
    *,
    name: str | None = None,
    sha256: str | None = None,
    ocr: OcrEngine | None = None,
    password: str | None = None,
) -> Document:
    """Return the document in a PDF file.

    Args:
        path: The file.
        name: Its name as received; that of `path` if not given.
        sha256: Hash of its bytes in hex, where it is known already.
        ocr: What reads pages that have no text layer; without it they stay empty.
        password: The user password, where the file needs one.

    Raises:
        ReadingError: The file cannot be read; says why and what to do.
    """
    data = path.read_bytes()
    document = _open(data, password)
    try:
        read = [_read_page(document, index, ocr) for index in range(_page_count(document))]
    finally:
        document.close()
    layout = lay_out([page.words for page in read])
    pages = tuple(_page(page, laid_out) for page, laid_out in zip(read, layout.pages, strict=True))
    return Document(
        sha256=sha256 or hashlib.sha256(data).hexdigest(),
        name=name or path.name,
        pages=pages,
        sections=sections_of(pages, [page.headings for page in layout.pages], layout.covers),
        reader_version=READER_VERSION,
    )


def _open(data: bytes, password: str | None) -> pdfium.PdfDocument:
    if not data:
        raise ReadingError(Failure.EMPTY, "The file is empty. Ask for it again.")
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        raise ReadingError(Failure.NOT_A_PDF, "The file is no PDF.") from error


def _page_count(document: pdfium.PdfDocument) -> int:
    count = len(document)
    if count > MOST_PAGES:
        raise ReadingError(
            Failure.TOO_MANY_PAGES,
            f"The file has {count} pages; at most {MOST_PAGES} are read. Split it.",
        )
    return count


def _read_page(document: pdfium.PdfDocument, index: int, ocr: OcrEngine | None) -> _Read:
    page = document[index]
    try:
        width, height = page.get_size()
        layer = read_text(page)
        return _Read(
            words=PageWords(
                number=index + 1,
                width=width,
                height=height,
                text=layer.text,
                words=layer.words,
                sizes=layer.sizes,
                bold=layer.bold,
                references=layer.references,
                rulings=rulings_of(page) if layer.words else (),
            ),
            rotation=page.get_rotation(),
            source=TextSource.TEXT_LAYER if layer.words else TextSource.EMPTY,
        )
    finally:
        page.close()


def _page(read: _Read, layout: LaidOut) -> Page:
    words = read.words
    return Page(
        number=words.number,
        width=words.width,
        height=words.height,
        rotation=read.rotation,
        text=words.text,
        words=words.words,
        blocks=layout.blocks,
        marks=layout.marks,
        paragraphs=layout.paragraphs,
        tables=layout.tables,
        source=read.source,
        source_reason=read.reason,
        confidence=read.confidence,
    )
