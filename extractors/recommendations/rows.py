"""The recommendations of a report that are rows of its tables."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.recommendations.item import Item, marker_at
from extractors.recommendations.wording import wording
from schemas.document import Cell, Document, MarkKind, Page, SectionKind, Table

_FEWEST_WORDS = 5
"""A shorter cell asks for nothing that could be done."""


def rows_of(document: Document, *, action_plans: bool = False) -> Iterator[Item]:
    """Yield the items that are rows of tables; a table that goes on over pages keeps its columns.

    An action plan repeats recommendations, so it is read only where asked for.
    """
    columns: dict[str, int] = {}
    for page in document.pages:
        columns = columns if _opens_with_a_table(page) else {}
        for table in page.tables:
            header = _columns(table, action_plans) or _headless(table)
            if not header and _is_of_the_section(document, page, table):
                header = _by_what_they_ask(table, action_plans=action_plans)
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


def _is_of_the_section(document: Document, page: Page, table: Table) -> bool:
    """Whether a table stands in a section of recommendations."""
    spans = [span for row in table.rows for cell in row for span in cell.spans]
    if not spans:
        return False
    place = page.number, min(spans)[0]
    around = [
        section
        for section in document.sections
        if (section.page, section.start) <= place < (section.end_page, section.end)
    ]
    return bool(around) and around[-1].kind is SectionKind.RECOMMENDATIONS


def _by_what_they_ask(table: Table, *, action_plans: bool) -> dict[str, int]:
    """Return the columns of a table whose headings say nothing, by a column that asks in each row.

    Such a table counts only in a section of recommendations, and where its first row asks nothing.
    """
    words = wording()
    heads, *rows = [[cell.text.strip() for cell in row] for row in table.rows]
    if not action_plans and any(words.action_column.match(head) for head in heads):
        return {}
    asking = [
        number
        for number, head in enumerate(heads)
        if rows and not _asks(head) and sum(_asks(row[number]) for row in rows) > len(rows) / 2
    ]
    if not asking:
        return {}
    text = max(asking, key=lambda number: sum(len(row[number]) for row in rows))
    named = {
        name: number
        for name in ("number", "addressed_to")
        for number, head in enumerate(heads)
        if number != text and words.columns[name].match(head)
    }
    return {**named, "text": text}


def _asks(cell: str) -> bool:
    return len(cell.split()) >= _FEWEST_WORDS and bool(wording().asks.search(cell))


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
    number, start = (marker_at(f"{number} ")[0] or number, 0) if number else marker_at(text.text)
    evidence = tuple(page.evidence(*span) for span in text.spans)
    yield Item(
        " ".join(text.text[start:].split()),
        number.rstrip(".") if number else None,
        cells.get("addressed_to") or None,
        evidence,
        True,
    )
