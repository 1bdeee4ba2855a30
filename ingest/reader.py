"""Reading a PDF: a file to a Document. In-process; `ingest.sandbox` runs it under limits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from ingest.errors import Failure, ReadingError
from ingest.layout import LaidOut, lay_out
from ingest.lines import PageWords
from ingest.ocr import OCR_DPI, OcrEngine
from ingest.ocr_page import OcrError
from ingest.opening import open_pdf
from ingest.pdfium_text import TextLayer, read_text
from ingest.render import page_image
from ingest.rulings import rulings_of
from ingest.scanned import judge, sizes_of
from ingest.sections import sections_of
from schemas.document import Document, Page, TextSource

READER_VERSION = "3"
"""Goes up whenever the same file would be read otherwise."""

MOST_PAGES = 2_000
LARGEST_SIDE_METRES = 5
_POINTS_A_METRE = 72 / 0.0254


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as read, before layout."""

    words: PageWords
    rotation: int
    source: TextSource
    reason: str
    confidence: float | None = None
    unread: bool = False


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
    document = open_pdf(data, password)
    try:
        read = [_read_page(document, index, ocr) for index in range(_page_count(document))]
        notes = _notes(document.count_attachments(), read)
    finally:
        document.close()
    _check_words(read)
    layout = lay_out([page.words for page in read])
    pages = tuple(_page(page, laid_out) for page, laid_out in zip(read, layout.pages, strict=True))
    return Document(
        sha256=sha256 or hashlib.sha256(data).hexdigest(),
        name=name or path.name,
        pages=pages,
        sections=sections_of(pages, [page.headings for page in layout.pages], layout.covers),
        reader_version=READER_VERSION,
        notes=notes,
    )


def _page_count(document: pdfium.PdfDocument) -> int:
    count = len(document)
    if count > MOST_PAGES:
        raise ReadingError(
            Failure.TOO_MANY_PAGES,
            f"The file has {count:,} pages; up to {MOST_PAGES:,} are read. Split it, and add the "
            "parts.",
        )
    if not count:
        raise ReadingError(Failure.UNREADABLE)
    return count


def _check_words(read: Sequence[_Read]) -> None:
    """Raise ReadingError where no page has a word: an empty record would pass for a read one."""
    if not any(page.words.words for page in read):
        unread = any(page.unread for page in read)
        raise ReadingError(Failure.NO_OCR if unread else Failure.NO_TEXT)


def _notes(attachments: int, read: Sequence[_Read]) -> tuple[str, ...]:
    """Return what a person should know of the file."""
    notes: list[str] = []
    if attachments:
        files = "1 attached file was" if attachments == 1 else f"{attachments} attached files were"
        notes.append(f"{files} not read.")
    scans = [page.words.number for page in read if page.source is TextSource.OCR]
    if scans:
        notes.append(f"{_pages(scans)} read by OCR.")
    unread = [page.words.number for page in read if page.unread]
    if unread:
        notes.append(f"{_pages(unread)} not read: no OCR was to be had, or it failed.")
    return tuple(notes)


def _pages(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Page {numbers[0]} was"
    return f"Pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} were"


def _read_page(document: pdfium.PdfDocument, index: int, ocr: OcrEngine | None) -> _Read:
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise ReadingError(
            Failure.UNREADABLE,
            f"Page {index + 1} is damaged. Open the file in a PDF viewer; if that works, print it "
            "to a new PDF, and add that copy.",
        ) from error
    try:
        _check_size(page, index + 1)
        layer = read_text(page)
        finding = judge(page, layer.text)
        if finding.scan and ocr is not None:
            scan = _read_scan(page, index + 1, ocr, finding.why)
            if len(scan.words.words) >= len(layer.words) or "decoded" in finding.why:
                return scan
        return _from_layer(page, index + 1, layer, finding.why, unread=finding.scan)
    finally:
        page.close()


def _check_size(page: pdfium.PdfPage, number: int) -> None:
    largest = max(page.get_size()) / _POINTS_A_METRE
    if largest > LARGEST_SIDE_METRES:
        raise ReadingError(
            Failure.PAGE_TOO_LARGE,
            f"Page {number} is {largest:.0f} metres long; up to {LARGEST_SIDE_METRES} are read. "
            "Print the file to A4 or A3, and add that copy.",
        )


def _from_layer(
    page: pdfium.PdfPage, number: int, layer: TextLayer, why: str, *, unread: bool
) -> _Read:
    width, height = page.get_size()
    return _Read(
        PageWords(
            number=number,
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
        reason=f"{why}: not read by OCR, there being none" if unread else why,
        unread=unread,
    )


def _read_scan(page: pdfium.PdfPage, number: int, ocr: OcrEngine, why: str) -> _Read:
    """Return a page as OCR reads its image; empty, with the reason, where the engine fails."""
    width, height = page.get_size()
    try:
        read = ocr.read(page_image(page, dpi=OCR_DPI, grey=True))
    except OcrError as error:
        blank = PageWords(number, width, height, "", (), (), ())
        reason = f"{why}: OCR failed ({error})"
        return _Read(blank, page.get_rotation(), TextSource.EMPTY, reason, unread=True)
    return _Read(
        PageWords(
            number=number,
            width=width,
            height=height,
            text=read.text,
            words=read.words,
            sizes=sizes_of(read.words, read.text, height),
            bold=(False,) * len(read.words),
        ),
        rotation=page.get_rotation(),
        source=TextSource.OCR if read.words else TextSource.EMPTY,
        reason=f"{why}: read by OCR ({ocr.name})"
        if read.words
        else f"{why}: OCR ({ocr.name}) found no words",
        confidence=read.confidence,
    )


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
