"""Unruled tables: words aligned in columns.

They show in the order of the text, which goes along a row and then back to the first column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines import Grid, Line, PageWords
from ingest.tables import FEWEST_ROWS

_FEWEST_UNRULED_ROWS = 3
_GAP_SIZES = 1.8
"""White space wider than this many type sizes parts cells."""
_ALIGNED_SIZES = 0.6
_LABEL = re.compile(
    r"(?:[A-Z]{1,2}\.?)?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-zA-Z]\)|\(?[ivx]{1,4}[.)]"
    r"|[\u2022\u2023\u25cf\u25aa\u25e6\u25a0\u2013\u2014\uf0b7\uf0a7*o-]"
)
"""What stands before a paragraph or list item, which does not make it a row of a table."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one line with no wide gap between them, in points."""

    first: int
    last: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


_Row = list[list[_Piece]]
"""The cells of a row from the left, each with its pieces from the top."""


def unruled_grids(page: PageWords, lines: Sequence[Line]) -> list[Grid]:
    """Return grids of words that are aligned in columns without being ruled.

    Args:
        page: The page.
        lines: Those of its lines that are not yet known to be something else, in text order.
    """
    rows = _rows([piece for line in lines for piece in _pieces(page, line)])
    return [_unruled_grid(run) for run in _runs(rows) if _is_table(page, run)]


def _pieces(page: PageWords, line: Line) -> list[_Piece]:
    pieces: list[_Piece] = []
    first = line.first
    gap = _GAP_SIZES * line.size / page.width if page.width else 0.0
    for at in range(line.first + 1, line.last + 1):
        ends = at == line.last
        if ends or page.words[at].x0 - page.words[at - 1].x1 > gap:
            x0, x1 = page.words[first].x0 * page.width, page.words[at - 1].x1 * page.width
            pieces.append(_Piece(first, at, x0, line.y0, x1, line.y1, line.size))
            first = at
    return pieces


def _rows(pieces: Sequence[_Piece]) -> list[_Row]:
    """Return the pieces in rows: a row goes down in its last cell, or to the right at its top."""
    rows: list[_Row] = []
    for piece in pieces:
        row = rows[-1] if rows else None
        beside = _beside(row, piece) if row else None
        if row and beside is not None:
            if beside:  # what stood above was no part of this row
                rows.append([row[0][beside:]])
                row[0] = row[0][:beside]
            rows[-1].append([piece])
        elif row and _under(row[-1][-1], piece):
            row[-1].append(piece)
        else:
            rows.append([[piece]])
    return rows


def _beside(row: _Row, piece: _Piece) -> int | None:
    """Return which piece of the first cell a piece stands beside; None where it is no new cell."""
    if piece.x0 < row[-1][0].x0 + piece.size * 2:
        return None
    tops = row[0] if len(row) == 1 else row[0][:1]
    return next(
        (at for at, top in enumerate(tops) if abs(piece.y0 - top.y0) < piece.size * 0.5), None
    )


def _under(last: _Piece, piece: _Piece) -> bool:
    return (
        abs(piece.x0 - last.x0) < piece.size * _ALIGNED_SIZES
        and 0 < piece.y0 - last.y0 < piece.size * 1.6
    )


def _runs(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Return the runs of neighbouring rows that share columns.

    A row of a single cell belongs to a run where rows of several stand above and below it.
    """
    runs: list[list[_Row]] = [[]]
    held: list[_Row] = []
    for row in rows:
        run = runs[-1]
        if run and not _fits([*run, *held], row):
            run = []
            runs.append(run)
            held = []
        if len(row) > 1:
            run.extend([*held, row])
            held = []
        elif run:
            held.append(row)
    return runs


def _fits(run: Sequence[_Row], row: _Row) -> bool:
    """Whether a row continues a run: close under it, with cells that start where others start."""
    size = row[0][0].size
    bottom = max(cell[-1].y1 for cell in run[-1])
    columns = [[cell[0].x0 for cell in other] for other in run]
    aligned = all(
        any(abs(cell[0].x0 - x) < size * _ALIGNED_SIZES for starts in columns for x in starts)
        for cell in row[:2]
    )
    close = -size < row[0][0].y0 - bottom < size * 2.5
    if len(row) > 1 or not aligned or not close:
        return aligned and close
    second = min(starts[1] for starts in columns if len(starts) > 1)
    return abs(row[0][0].x0 - columns[0][0]) < size * _ALIGNED_SIZES and all(
        piece.x1 < second for piece in row[0]
    )


def _is_table(page: PageWords, run: Sequence[_Row]) -> bool:
    """Whether a run is a table, not paragraphs or items that stand beside their numbers."""
    full = [row for row in run if len(row) > 1]
    wide = sum(len(row) > 2 for row in full)
    if wide * 2 > len(full):
        return len(full) >= FEWEST_ROWS
    labelled = sum(bool(_LABEL.fullmatch(_text(page, row[0]))) for row in full)
    return len(full) >= _FEWEST_UNRULED_ROWS and labelled * 2 < len(full)


def _text(page: PageWords, cell: Sequence[_Piece]) -> str:
    return page.text[page.words[cell[0].first].start : page.words[cell[-1].last - 1].end]


def _unruled_grid(run: Sequence[_Row]) -> Grid:
    starts = sorted(cell[0].x0 for row in run for cell in row)
    size = run[0][0][0].size
    columns = [starts[0]]
    for before, start in pairwise(starts):
        if start - before > size * _ALIGNED_SIZES:
            columns.append(start)
    grid: Grid = [[[] for _ in columns] for _ in run]
    for cells, row in zip(grid, run, strict=True):
        for cell in row:
            column = bisect_right(columns, cell[0].x0 + 0.01) - 1
            for piece in cell:
                cells[column].extend(range(piece.first, piece.last))
    return grid
