from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import machine
from records.documents import NotReadError, document_of, page_of
from records.models import Page
from schemas.document import (
    Cell,
    Mark,
    MarkKind,
    ParagraphNumber,
    Table,
    TextSource,
)
from tests.records import examples

pytestmark = pytest.mark.django_db

_numbers = itertools.count()
TEXTS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"])
    | st.sampled_from("\r\n\ufffe\u00ad\U0001f9d2"),
    min_size=1,
    max_size=40,
)


def test_a_document_comes_back_as_it_was_stored() -> None:
    read = examples.document()
    report = examples.read_report(read)

    assert document_of(report) == read
    assert page_of(report, 2) == read.page(2)
    assert (report.page_count, report.reader_version) == (2, "reader-1")


def test_so_does_a_page_with_everything_on_it() -> None:
    read = examples.document(texts=("4.1 Mother \u2014 24\r\n",))
    full = replace(
        read.pages[0],
        rotation=90,
        marks=(Mark(MarkKind.TABLE, 0, 15), Mark(MarkKind.PARAGRAPH_NUMBER, 0, 3)),
        paragraphs=(ParagraphNumber("4.1", 4),),
        tables=(Table(((Cell("Mother", ((4, 10),)), Cell("24", ((13, 15),))),)),),
        source=TextSource.OCR,
        source_reason="no text layer: read by OCR",
        confidence=0.91,
    )
    read = replace(read, pages=(full,))
    report = examples.read_report(read)

    assert document_of(report) == read
    assert report.read_by_ocr


@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_every_character_keeps_its_place(texts: list[str]) -> None:
    read = examples.document(f"{next(_numbers)}.pdf", tuple(texts))
    report = examples.read_report(read)
    assert [page.text for page in document_of(report).pages] == texts
    assert list(Page.objects.filter(report=report).values_list("text", flat=True)) == texts


def test_a_report_that_was_not_read_has_no_document() -> None:
    with pytest.raises(NotReadError, match="not been read yet"):
        document_of(examples.received())


def test_a_page_with_a_nul_is_refused_on_every_database() -> None:
    read = examples.document(texts=("aged\0 2",))
    report, _ = examples.being_read(read)
    with pytest.raises(ValueError, match="NUL"):
        machine.store_document(report, read)
