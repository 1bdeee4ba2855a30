"""Pages to test with: PDFs made by reportlab, and pages typeset without any PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.lines import PageLines, PageWords
from schemas.document import Word

REPORTS = Path(__file__).parents[2] / "sample_docs" / "reports"
DIFFICULT = Path(__file__).parents[2] / "sample_docs" / "difficult"


class Set(NamedTuple):
    """A line as typeset: its left edge and its base line from the top, in points."""

    x: float
    y: float
    text: str
    size: float = 11.0
    bold: bool = False


def typeset(
    lines: Sequence[Set], number: int = 1, width: float = 595.0, height: float = 842.0
) -> PageWords:
    """Return a page with these lines; every character is half as wide as the type is high."""
    text = "\r\n".join(line.text for line in lines)
    words: list[Word] = []
    sizes: list[float] = []
    bold: list[bool] = []
    at = 0
    for line in lines:
        x = line.x
        for part in line.text.split(" "):
            right = x + len(part) * line.size / 2
            if part:
                top, bottom = line.y - 0.8 * line.size, line.y + 0.2 * line.size
                box = (x / width, top / height, right / width, bottom / height)
                words.append(Word(at, at + len(part), *box))
                sizes.append(line.size)
                bold.append(line.bold)
            at += len(part) + 1
            x = right + line.size / 2
        at += 1
    return PageWords(number, width, height, text, tuple(words), tuple(sizes), tuple(bold))


def paragraph(
    *texts: str, x: float = 70.0, y: float = 200.0, size: float = 11.0, bold: bool = False
) -> list[Set]:
    """Return lines set solid under each other."""
    return [Set(x, y + at * size * 1.3, text, size, bold) for at, text in enumerate(texts)]


def page_lines(lines: Sequence[Set], number: int = 1) -> PageLines:
    """Return a typeset page, ready to be laid out."""
    return PageLines.of(typeset(lines, number))


def pdf(path: Path, *pages: Sequence[Set], size: tuple[float, float] = A4) -> Path:
    """Write a PDF with these pages, and return its path."""
    canvas = Canvas(str(path), pagesize=size)
    for page in pages:
        for line in page:
            canvas.setFont("Helvetica-Bold" if line.bold else "Helvetica", line.size)
            canvas.drawString(line.x, size[1] - line.y, line.text)
        canvas.showPage()
    canvas.save()
    return path


def turned(path: Path, rotation: int, crop: tuple[float, float, float, float] | None) -> Path:
    """Turn and crop the pages of a PDF in place; `crop` is left, bottom, right, top in points."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for page in document.pages:
            page.Rotate = rotation
            if crop:
                page.CropBox = pikepdf.Array([*crop])
        document.save(path)
    return path


def picture_pdf(path: Path, *lines: str) -> Path:
    """Write a PDF of one page that is a picture of these lines, and return its path."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=36)
    for at, line in enumerate(lines):
        draw.text((150, 200 + at * 60), line, fill=0, font=font)
    held = io.BytesIO()
    image.save(held, "PDF", resolution=150)
    path.write_bytes(held.getvalue())
    return path
