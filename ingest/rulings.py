"""Ruled lines of a page, from PDFium's path objects: what tables are drawn with."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.displayed import displayed

FEWEST_PATHS = 2
"""Pages with fewer paths hold no ruled table; a frame alone is a text box."""
_MOST_PATHS = 20_000
_MOST_SEGMENTS = 2_000
_AXIS_SHARE = 0.02
"""A segment leans no more than this share of its length, or it is no ruling."""
_SHORTEST_POINTS = 4.0

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Ruling(NamedTuple):
    """A horizontal (`y0 == y1`) or vertical (`x0 == x1`) line in points as displayed."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it lies rather than stands."""
        return self.y0 == self.y1


def rulings_of(page: pdfium.PdfPage) -> tuple[Ruling, ...]:
    """Return the ruled lines of a page; none where it has fewer paths than a table needs."""
    paths = list(_paths(page))
    if not FEWEST_PATHS <= len(paths) <= _MOST_PATHS:
        return ()
    width, height = page.get_size()
    on_page = displayed(page)
    found: set[Ruling] = set()
    for path, matrix in paths:
        for start, end in _segments(path, matrix):
            x0, y0 = on_page.point(*start)
            x1, y1 = on_page.point(*end)
            ruling = _ruling(x0 * width, y0 * height, x1 * width, y1 * height)
            if ruling:
                found.add(ruling)
    return tuple(sorted(found))


def _paths(page: pdfium.PdfPage) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, _Matrix]]:
    """Yield the path objects of a page and of the forms on it, with the matrix of their form."""
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        element = pdfium_c.FPDFPage_GetObject(page, index)
        kind = pdfium_c.FPDFPageObj_GetType(element)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield element, _IDENTITY
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            matrix = _matrix_of(element)
            for inner in range(pdfium_c.FPDFFormObj_CountObjects(element)):
                part = pdfium_c.FPDFFormObj_GetObject(element, inner)
                if pdfium_c.FPDFPageObj_GetType(part) == pdfium_c.FPDF_PAGEOBJ_PATH:
                    yield part, matrix


def _matrix_of(element: pdfium_c.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(element, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


_Point = tuple[float, float]


def _segments(path: pdfium_c.FPDF_PAGEOBJECT, form: _Matrix) -> Iterator[tuple[_Point, _Point]]:
    """Yield the straight parts of a path in page space."""
    count = pdfium_c.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    own = _matrix_of(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    first: _Point = (0.0, 0.0)
    last = first
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(form, _apply(own, (x.value, y.value)))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield last, first
            last = first


def _apply(matrix: _Matrix, point: _Point) -> _Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _ruling(x0: float, y0: float, x1: float, y1: float) -> Ruling | None:
    """Return a segment as a ruling, straightened, unless it is short or leans."""
    width, height = abs(x1 - x0), abs(y1 - y0)
    if max(width, height) < _SHORTEST_POINTS:
        return None
    if height <= width * _AXIS_SHARE:
        y = round((y0 + y1) / 2, 1)
        return Ruling(round(min(x0, x1), 1), y, round(max(x0, x1), 1), y)
    if width <= height * _AXIS_SHARE:
        x = round((x0 + x1) / 2, 1)
        return Ruling(x, round(min(y0, y1), 1), x, round(max(y0, y1), 1))
    return None
