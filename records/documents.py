"""The document in the store: written once, and restored exactly."""

from __future__ import annotations

import zlib
from dataclasses import replace

import msgspec

from records import models
from schemas import document
from schemas.document import Document

_PAGE = msgspec.json.Decoder(document.Page)
_SECTIONS = msgspec.json.Decoder(tuple[document.Section, ...])


class NotReadError(Exception):
    """A report has no text yet."""


def page_row(report: models.Report, page: document.Page) -> models.Page:
    """Return a page as a row that is not saved yet.

    Raises ValueError where the text holds a NUL, which PostgreSQL cannot store: a reader must put
    another character in its place, lest offsets move.
    """
    if "\0" in page.text:
        raise ValueError(f"page {page.number}: the canonical text must hold no NUL character")
    return models.Page(
        report=report,
        number=page.number,
        width=page.width,
        height=page.height,
        rotation=page.rotation,
        text=page.text,
        source=page.source.value,
        source_reason=page.source_reason,
        confidence=page.confidence,
        layout=zlib.compress(msgspec.json.encode(replace(page, text=""))),
    )


def reading_row(report: models.Report, read: Document) -> models.Reading:
    """Return what holds for the whole document as a row that is not saved yet."""
    return models.Reading(
        report=report,
        reader_version=read.reader_version,
        notes=list(read.notes),
        sections=zlib.compress(msgspec.json.encode(read.sections)),
    )


def page_from_row(row: models.Page) -> document.Page:
    """Return the page that a row holds."""
    return replace(_PAGE.decode(zlib.decompress(row.layout)), text=row.text)


def page_of(report: models.Report, number: int) -> document.Page:
    """Return one page (from 1). Raises Page.DoesNotExist where there is none of that number."""
    return page_from_row(report.pages.get(number=number))


def document_of(report: models.Report) -> Document:
    """Return the document as it was read.

    Raises NotReadError for a report that was not read.
    """
    try:
        reading = report.reading
    except models.Reading.DoesNotExist:
        raise NotReadError(f"{report} has not been read yet.") from None
    return Document(
        sha256=report.sha256,
        name=report.name,
        pages=tuple(page_from_row(row) for row in report.pages.order_by("number")),
        sections=_SECTIONS.decode(zlib.decompress(reading.sections)),
        reader_version=reading.reader_version,
        notes=tuple(reading.notes),
    )
