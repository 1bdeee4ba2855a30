"""The recommendations of a report: paragraphs of their sections, and rows of their tables."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from extractors.reading import Reading, Sentence
from extractors.recommendations.wording import wording
from schemas.document import Cell, Document, MarkKind, Page, SectionKind, Table
from schemas.evidence import Evidence

_SECOND = re.compile(r"(?P<before>\D*|.*\.)2")
_NO_PLACE_FOR_ONE = frozenset({SectionKind.COVER, SectionKind.CONTENTS})


@dataclass(frozen=True, slots=True)
class Item:
    """A recommendation as set out.

    Attributes:
        text: Its words, without number.
        number: As written, or None where it has none of its own.
        whom: The words that say apart from the text whom it is for.
        evidence: Where the text stands.
        by_its_form: Whether its number or its place says that it is one; wording alone is less.
    """

    text: str
    number: str | None
    whom: str | None
    evidence: tuple[Evidence, ...]
    by_its_form: bool


def items_of(reading: Reading) -> list[Item]:
    """Return the recommendations of a report in order; each text once."""
    document = reading.view.document
    found = [*_rows(document), *_paragraphs(reading)] or list(_rows(document, action_plans=True))
    if not any(item.by_its_form for item in found):
        found = [replace(item, by_its_form=len(found) > 1) for item in found]
    kept: dict[str, Item] = {}
    for item in sorted(found, key=lambda item: (item.evidence[0].page, item.evidence[0].start)):
        kept.setdefault(re.sub(r"\W+", "", item.text).lower(), item)
    return list(kept.values())


def _paragraphs(reading: Reading) -> Iterator[Item]:
    """Yield the items that are paragraphs, section by section.

    Where some paragraphs of a section carry a number of their own, those alone are its items;
    where none does, those that ask for something are.
    """
    for (title, kind), blocks in groupby(
        _blocks(reading), key=lambda b: (b[0].title, b[0].section)
    ):
        section = list(blocks)
        words = wording()
        if kind in _NO_PLACE_FOR_ONE or words.not_the_reviews.search(title):
            continue
        if words.named.match(title):
            yield from _under_its_number(reading, section)
        elif kind is SectionKind.RECOMMENDATIONS or words.are_the_reviews.match(title):
            yield from _of_section(reading, section)
        else:
            named = [block for block in section if words.named.match(block[0].text)]
            yield from filter(None, (_item(reading, block) for block in named))


def _under_its_number(reading: Reading, section: list[list[Sentence]]) -> Iterator[Item]:
    """Yield the first paragraph that asks for something under a heading "Recommendation 3"."""
    number, _ = _marker(f"{section[0][0].title} ")
    prose = (block for block in section if not block[0].in_heading)
    items = (item for block in prose if (item := _item(reading, block, number)))
    yield from islice((item for item in items if wording().asks.search(item.text)), 1)


def _of_section(reading: Reading, section: list[list[Sentence]]) -> Iterator[Item]:
    prose = _joined(block for block in section if not block[0].in_table)
    items = [item for number, block in prose if (item := _item(reading, block, number))]
    items = _with_the_first(items)
    marked = [item for item in items if item.by_its_form]
    addressed = [item for item in items if item.whom]
    if marked or len(addressed) > 1:
        for order, item in enumerate(marked or addressed, start=1):
            yield replace(item, number=item.number or str(order), by_its_form=True)
        return
    words = wording()
    asking = [
        item
        for item in items
        if words.asks.search(item.text) and not words.about_themselves.search(item.text)
    ]
    numbers = _paragraph_numbers(reading.view.document)
    for order, item in enumerate(asking, start=1):
        place = (item.evidence[0].page, item.evidence[0].start)
        yield replace(item, number=numbers.get(place, str(order)))


def _with_the_first(items: list[Item]) -> list[Item]:
    """Give the paragraph before one numbered 2 the number 1 where the series lacks it."""
    numbered = [order for order, item in enumerate(items) if item.number]
    first = numbered[0] if numbered else 0
    number = _SECOND.fullmatch(items[first].number or "") if first else None
    if not number or not wording().asks.search(items[first - 1].text):
        return items
    opening = replace(items[first - 1], number=f"{number['before']}1", by_its_form=True)
    return [*items[: first - 1], opening, *items[first:]]


def _blocks(reading: Reading) -> Iterator[list[Sentence]]:
    """Yield the paragraphs; one that holds several numbered items ends before each of them."""
    for _, sentences in groupby(reading.sentences, key=lambda sentence: sentence.block):
        block: list[Sentence] = []
        for sentence in sentences:
            if block and _opens_an_item(sentence):
                yield block
                block = []
            block.append(sentence)
        yield block


def _opens_an_item(sentence: Sentence) -> bool:
    words = wording()
    return bool(words.named.match(sentence.text) and words.asks.search(sentence.text))


def _joined(blocks: Iterator[list[Sentence]]) -> Iterator[tuple[str | None, list[Sentence]]]:
    """Yield paragraphs, each with the number that stands beside it as a line of its own, if any.

    A number in the margin comes out before its paragraph or after it: after, where nothing that
    asks for something follows the last one.
    """
    numbers: list[str | None] = []
    paragraphs: list[list[Sentence]] = []
    waiting: str | None = None
    last_asks = True
    after: list[str | None] = []
    for block in blocks:
        words = " ".join(sentence.text for sentence in block) + " "
        if any(marker.fullmatch(words) for marker in wording().markers):
            waiting, last_asks = _marker(words)[0], False
            if after:
                after[-1] = waiting
        elif not block[0].in_heading:
            paragraphs.append(block)
            numbers.append(waiting)
            after.append(None)
            last_asks = last_asks or bool(wording().asks.search(words))
            waiting = None
    yield from zip(numbers if last_asks else after, paragraphs, strict=True)


def _item(reading: Reading, block: list[Sentence], beside: str | None = None) -> Item | None:
    """Return a paragraph as an item; None where nothing is left without its number.

    Args:
        reading: The report.
        block: The sentences of the paragraph.
        beside: The number that stands beside it.
    """
    start, end = block[0].start, block[-1].end
    text = reading.text
    own_number, start = _marker(text, start, end)
    number = beside or own_number
    bullet = wording().bullet.match(text[start:end])
    start += bullet.end() if bullet else 0
    lead = wording().lead.match(text[start:end])
    start += lead.end() if lead else 0
    at_end = None if number else wording().marker_at_end.search(text, start, end)
    if at_end:
        number, end = at_end["number"], at_end.start()
    list_marks = " ;.," if text.startswith("that ", start) else " ;"
    end = start + len(text[start:end].rstrip(list_marks))
    if not text[start:end].strip():
        return None
    return Item(
        " ".join(text[start:end].split()),
        number,
        next(filter(None, lead.groups()), None) if lead else None,
        reading.evidence(start, end),
        number is not None,
    )


def _marker(text: str, start: int = 0, end: int = sys.maxsize) -> tuple[str | None, int]:
    """Return the number at the start of a paragraph, and where its words begin."""
    for pattern in wording().markers:
        match = pattern.match(text, start, end)
        if match:
            groups = match.groupdict()
            return groups.get("number") or groups.get("bracketed"), match.end()
    return None, start


def _paragraph_numbers(document: Document) -> dict[tuple[int, int], str]:
    """Return the number of each numbered paragraph by the page and place where its words begin."""
    return {
        (page.number, paragraph.start): paragraph.number
        for page in document.pages
        for paragraph in page.paragraphs
    }


def _rows(document: Document, *, action_plans: bool = False) -> Iterator[Item]:
    """Yield the items that are rows of tables; a table that goes on over pages keeps its columns.

    An action plan repeats recommendations, so it is read only where asked for.
    """
    columns: dict[str, int] = {}
    for page in document.pages:
        columns = columns if _opens_with_a_table(page) else {}
        for table in page.tables:
            header = _columns(table, action_plans) or _headless(table)
            rows = table.rows[1:] if header and not _headless(table) else table.rows
            columns = header or columns
            if "text" in columns and len(table.rows[0]) > max(columns.values()):
                for row in rows:
                    yield from _row(page, row, columns)
            else:
                columns = {}


def _opens_with_a_table(page: Page) -> bool:
    left_out = [mark for mark in page.marks if mark.kind.left_out]
    tables = [mark for mark in page.marks if mark.kind is MarkKind.TABLE]
    prose = [
        block
        for block in page.blocks
        if not any(mark.start <= block.start < mark.end for mark in left_out)
    ]
    return bool(prose and tables and prose[0].start >= tables[0].start)


def _headless(table: Table) -> dict[str, int]:
    """Return the columns of a table without headings whose rows begin "Recommendation 3"."""
    if not table.rows or not all(wording().named.fullmatch(row[0].text) for row in table.rows):
        return {}
    last = len(table.rows[0]) - 1
    return {"number": 0, "text": last} | ({"addressed_to": 1} if last > 1 else {})


def _columns(table: Table, action_plans: bool) -> dict[str, int]:
    """Return the columns of a table of recommendations; none where it is another."""
    words = wording()
    heads = [cell.text.strip() for cell in table.rows[0]] if table.rows else []
    if not action_plans and any(words.action_column.match(head) for head in heads):
        return {}
    columns: dict[str, int] = {}
    for name, pattern in words.columns.items():
        for number, head in enumerate(heads):
            if pattern.match(head) and number not in columns.values():
                columns.setdefault(name, number)
    says_so = any(
        "recommendation" in head.lower() or head.lower().startswith("rec") for head in heads
    )
    return columns if "text" in columns and says_so else {}


def _row(page: Page, row: tuple[Cell, ...], columns: dict[str, int]) -> Iterator[Item]:
    text = row[columns["text"]]
    if not text.text.strip() or wording().columns["text"].match(text.text.strip()):
        return
    cells = {name: row[number].text.strip() for name, number in columns.items()}
    number, start = cells.get("number") or None, 0
    number, start = (_marker(f"{number} ")[0] or number, 0) if number else _marker(text.text)
    evidence = tuple(page.evidence(*span) for span in text.spans)
    yield Item(
        " ".join(text.text[start:].split()),
        number.rstrip(".") if number else None,
        cells.get("addressed_to") or None,
        evidence,
        True,
    )
