"""Tables: words laid out in rows and cells, whether ruled or only aligned.

Everything comes from PDFium's boxes and paths, so each cell knows the spans of canonical text that
it holds. A ruled table is a grid of crossing lines; an unruled one shows in the order of the text,
which goes along a row and then back to the first column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines import Grid, Line, PageWords, plain
from ingest.rulings import Ruling
from schemas.document import Cell, Table

_SNAP_POINTS = 3.0
_FEWEST_ROWS = 2
_FEWEST_UNRULED_ROWS = 3
_GAP_SIZES = 1.8
"""White space wider than this many type sizes parts cells."""
_ALIGNED_SIZES = 0.6
_LABEL = re.compile(
    r"(?:[A-Z]{1,2}\.?)?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-zA-Z]\)|\(?[ivx]{1,4}[.)]"
    r"|[\u2022\u2023\u25cf\u25aa\u25e6\u25a0\u2013\u2014\uf0b7\uf0a7*o-]"
)
"""What stands before a paragraph or list item, which does not make it a row of a table."""


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


# Ruled tables


def ruled_grids(page: PageWords, rulings: Sequence[Ruling]) -> list[Grid]:
    """Return the grids that crossing ruled lines make, with the words that stand in their cells."""
    grids: list[Grid] = []
    taken: set[int] = set()
    for group in _crossing(_joined(rulings)):
        grid = _ruled_grid(page, group, taken)
        if grid:
            grids.append(grid)
            taken.update(at for row in grid for cell in row for at in cell)
    return grids


def _joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Join rulings that lie on one line and touch, so that a border drawn by cells is one."""
    joined: list[Ruling] = []
    for horizontal in (True, False):
        lines = [
            (r.y0, r.x0, r.x1) if horizontal else (r.x0, r.y0, r.y1)
            for r in rulings
            if r.horizontal is horizontal
        ]
        groups: list[list[tuple[float, float, float]]] = []
        for line in sorted(lines):
            if groups and line[0] - groups[-1][0][0] <= _SNAP_POINTS:
                groups[-1].append(line)
            else:
                groups.append([line])
        for group in groups:
            at = sum(line[0] for line in group) / len(group)
            for start, end in _merged(sorted((line[1], line[2]) for line in group)):
                joined.append(
                    Ruling(start, at, end, at) if horizontal else Ruling(at, start, at, end)
                )
    return joined


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1] + _SNAP_POINTS:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _crossing(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Return the groups of rulings that cross or touch one another, from the top down."""
    groups: list[list[Ruling]] = []
    for ruling in rulings:
        touching = [g for g in groups if any(_touch(ruling, other) for other in g)]
        merged = [ruling, *(other for group in touching for other in group)]
        groups = [g for g in groups if not any(g is t for t in touching)]
        groups.append(merged)
    return sorted(groups, key=lambda group: min(ruling.y0 for ruling in group))


def _touch(one: Ruling, other: Ruling) -> bool:
    if one.horizontal is other.horizontal:
        return False
    lying, standing = (one, other) if one.horizontal else (other, one)
    return (
        lying.x0 - _SNAP_POINTS <= standing.x0 <= lying.x1 + _SNAP_POINTS
        and standing.y0 - _SNAP_POINTS <= lying.y0 <= standing.y1 + _SNAP_POINTS
    )


def _ruled_grid(page: PageWords, group: Sequence[Ruling], taken: set[int]) -> Grid | None:
    lying = [ruling for ruling in group if ruling.horizontal]
    standing = [ruling for ruling in group if not ruling.horizontal]
    ys = sorted({ruling.y0 for ruling in lying})
    xs = sorted({ruling.x0 for ruling in standing})
    if len(xs) < 3 or len(ys) < _FEWEST_ROWS + 1:
        return None
    grid: Grid = [[[] for _ in xs[1:]] for _ in ys[1:]]
    for at, word in enumerate(page.words):
        x = (word.x0 + word.x1) / 2 * page.width
        y = (word.y0 + word.y1) / 2 * page.height
        column, row = bisect_right(xs, x) - 1, bisect_right(ys, y) - 1
        if at in taken or not (0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1):
            continue
        while column and not _stands_at(standing, xs[column], y):
            column -= 1
        while row and not _lies_at(lying, ys[row], x):
            row -= 1
        grid[row][column].append(at)
    return _without_empty(grid)


def _stands_at(standing: Sequence[Ruling], x: float, y: float) -> bool:
    return any(
        abs(ruling.x0 - x) < 0.1 and ruling.y0 - 1 <= y <= ruling.y1 + 1 for ruling in standing
    )


def _lies_at(lying: Sequence[Ruling], y: float, x: float) -> bool:
    return any(abs(ruling.y0 - y) < 0.1 and ruling.x0 - 1 <= x <= ruling.x1 + 1 for ruling in lying)


def _without_empty(grid: Grid) -> Grid | None:
    """Drop rows and columns without words; None where no table is left."""
    rows = [row for row in grid if any(row)]
    columns = [at for at in range(len(grid[0])) if any(row[at] for row in rows)]
    if len(rows) < _FEWEST_ROWS or len(columns) < 2:
        return None
    return [[row[at] for at in columns] for row in rows]


# Unruled tables


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
        return len(full) >= _FEWEST_ROWS
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
