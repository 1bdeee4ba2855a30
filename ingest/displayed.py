"""How a page's space is displayed: from points to shares of the page, rotation and crop applied."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Floats = npt.NDArray[np.float64]

_DEVICE = 1_000_000
"""Size of the imagined device that positions are mapped to: exact to a millionth of a page."""


class Displayed(NamedTuple):
    """The affine map from page space to shares of the page as displayed, origin top left."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of page space (points) lies on the page as displayed (0..1)."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def boxes(self, edges: Floats) -> Floats:
        """Return the boxes of rectangles of page space on the page as displayed, cut to the page.

        Five decimals are finer than a pixel at any size that a page is shown in.

        Args:
            edges: A row for each rectangle: left, bottom, right, top in points.

        Returns:
            A row for each: left, top, right, bottom in shares of the page.
        """
        a, b, c, d, e, f = self
        x0, y0, x1, y1 = edges.T
        across = a * x0 + c * y0 + e, a * x1 + c * y1 + e
        down = b * x0 + d * y0 + f, b * x1 + d * y1 + f
        corners = (np.minimum(*across), np.minimum(*down), np.maximum(*across), np.maximum(*down))
        shares: Floats = np.column_stack(corners).clip(0.0, 1.0).round(5)
        return shares


def displayed(page: pdfium.PdfPage) -> Displayed:
    """Return how a page's space is displayed: PDFium's own map, as it renders with it."""
    reach = 1000.0
    (e, f), (ax, ay), (cx, cy) = (
        _on_device(page, x, y) for x, y in ((0.0, 0.0), (reach, 0.0), (0.0, reach))
    )
    return Displayed((ax - e) / reach, (ay - f) / reach, (cx - e) / reach, (cy - f) / reach, e, f)


def _on_device(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, _DEVICE, _DEVICE, 0, x, y, device_x, device_y)
    return device_x.value / _DEVICE, device_y.value / _DEVICE
