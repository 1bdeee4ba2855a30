"""Tables: a grid of words as a table whose cells know their text and its spans."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.lines import Grid, PageWords, plain
from schemas.document import Cell, Table

FEWEST_ROWS = 2


def table_of(page: PageWords, grid: Grid) -> Table:
    """Return a grid as a table with the text and the spans of each cell."""
    return Table(tuple(tuple(_cell(page, cell) for cell in row) for row in grid))


def _cell(page: PageWords, words: Sequence[int]) -> Cell:
    spans: list[tuple[int, int]] = []
    last = -2
    for at in sorted(words):
        start, end = page.words[at].start, page.words[at].end
        if at == last + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = at
    return Cell(" ".join(plain(page.text[start:end]) for start, end in spans), tuple(spans))


def without_empty(grid: Grid) -> Grid | None:
    """Drop rows and columns without words; None where no table is left."""
    rows = [row for row in grid if any(row)]
    columns = [at for at in range(len(grid[0])) if any(row[at] for row in rows)] if grid else []
    if len(rows) < FEWEST_ROWS or len(columns) < 2:
        return None
    return [[row[at] for at in columns] for row in rows]
