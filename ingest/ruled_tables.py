"""Ruled tables: words in the cells that crossing lines make.

The lines are PDFium's (`ingest.rulings`), so only pages that have some are looked at; how cells
follow from lines is pdfplumber's own method, without its slower reading of the page. Each cell
holds the words whose middle stands in it, and so the spans of canonical text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from ingest.lines import Grid, PageWords
from ingest.rulings import Ruling
from ingest.tables import FEWEST_ROWS, without_empty

_SNAP_POINTS = 3.0
"""Lines that lie no further apart are one, and reach one another: pdfplumber's own default."""
_MOST_CROSSINGS = 2_500
"""A page with more is a drawing; looking for its cells takes time beyond measure."""

_CellBox = tuple[float, float, float, float]
"""Left, top, right and bottom of a cell in points as displayed."""


def ruled_grids(page: PageWords, rulings: Sequence[Ruling]) -> list[Grid]:
    """Return the grids that crossing ruled lines make, with the words that stand in their cells."""
    grids: list[Grid] = []
    taken: set[int] = set()
    for cells in _tables(rulings):
        grid = _grid(page, cells, taken)
        if grid:
            grids.append(grid)
            taken.update(at for row in grid for cell in row for at in cell)
    return grids


def _tables(rulings: Sequence[Ruling]) -> list[list[_CellBox]]:
    """Return the cells of each table, from the top of the page down."""
    if len({ruling.horizontal for ruling in rulings}) < 2:
        return []
    edges = merge_edges([_edge(ruling) for ruling in rulings], *[_SNAP_POINTS] * 4)
    crossings = edges_to_intersections(edges, _SNAP_POINTS, _SNAP_POINTS)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    tables: list[list[_CellBox]] = cells_to_tables(intersections_to_cells(crossings))
    return tables


def _edge(ruling: Ruling) -> dict[str, Any]:
    """Return a ruling as pdfplumber describes a line."""
    return {
        "orientation": "h" if ruling.horizontal else "v",
        "x0": ruling.x0,
        "x1": ruling.x1,
        "top": ruling.y0,
        "bottom": ruling.y1,
        "width": ruling.x1 - ruling.x0,
        "height": ruling.y1 - ruling.y0,
    }


def _grid(page: PageWords, cells: Sequence[_CellBox], taken: set[int]) -> Grid | None:
    """Return the words of a table by row and column; a merged cell stands at its top left."""
    lefts = sorted({cell[0] for cell in cells})
    tops = sorted({cell[1] for cell in cells})
    if len(lefts) < 2 or len(tops) < FEWEST_ROWS:
        return None
    grid: Grid = [[[] for _ in lefts] for _ in tops]
    for at, word in enumerate(page.words):
        x = (word.x0 + word.x1) / 2 * page.width
        y = (word.y0 + word.y1) / 2 * page.height
        cell = next((c for c in cells if c[0] <= x < c[2] and c[1] <= y < c[3]), None)
        if cell is not None and at not in taken:
            column, row = bisect_right(lefts, cell[0]) - 1, bisect_right(tops, cell[1]) - 1
            grid[row][column].append(at)
    return without_empty(grid)
