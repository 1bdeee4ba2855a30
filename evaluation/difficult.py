"""Make `sample_docs/difficult`: files that are hard to read or broken, and what is to come of each.

    python -m evaluation.difficult [FOLDER]

Sample reports serve as material. What is encrypted differs from run to run by its random keys.
"""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import yaml
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from ingest.errors import Failure
from ingest.opening import open_pdf
from ingest.render import page_image

SAMPLES = Path(__file__).parents[1] / "sample_docs"
REPORTS = SAMPLES / "reports"
PASSWORD = "invented-password"  # noqa: S105 - opens a sample that tests open
READ = "awaiting_verification"
FAILED = "failed"

_POINTS_A_METRE = 72 / 0.0254
_BOMB_BYTES = 900 * 2**20
_SCAN_DPI = 150
_CHRONOLOGY = [
    ["Date", "Source", "Event", "Response"],
    [
        "3 March 2015",
        "Health visiting",
        "New birth visit at home. The mother says that she has moved twice since the summer.",
        "Universal Plus offered.",
    ],
    [
        "19 May 2015",
        "Police",
        "Neighbours report shouting at the address at night; both adults deny it.",
        "Notification sent to Children's Social Care.",
    ],
    [
        "21 May 2015",
        "Children's Social Care",
        "The notification is read. No contact with the health visitor is recorded.",
        "No further action.",
    ],
    [
        "8 July 2015",
        "GP",
        "The child, aged four months, is not brought to the immunisation clinic.",
        "Letter sent.",
    ],
]


@dataclass(frozen=True, slots=True)
class Difficult:
    """A difficult file: how it is made, and what is to come of it."""

    make: Callable[[], bytes]
    what: str
    state: str
    failure: Failure | None = None


def _saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    written = io.BytesIO()
    pdf.save(written, **options)
    return written.getvalue()


def _encrypted(user: str) -> bytes:
    with pikepdf.open(REPORTS / "d10.pdf") as pdf:
        return _saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=user, R=6))


def _encrypted_without_password() -> bytes:
    return _encrypted("")


def _needs_password() -> bytes:
    return _encrypted(PASSWORD)


def _rotated_and_landscape() -> bytes:
    """Turn pages as a copier does, crop one, and add a table both landscape and turned upright."""
    upright, turned = (pikepdf.open(io.BytesIO(_chronology())) for _ in range(2))
    with pikepdf.open(REPORTS / "d01.pdf") as pdf, upright, turned:
        for page, degrees in zip(list(pdf.pages)[1:4], (90, 180, 270), strict=True):
            page.rotate(degrees, relative=False)
        left, bottom, right, top = (float(edge) for edge in pdf.pages[4].mediabox)
        pdf.pages[4].cropbox = pikepdf.Array([left + 20, bottom + 20, right - 20, top - 20])
        for page in turned.pages:
            _turn(page)
        pdf.pages.extend(upright.pages)
        pdf.pages.extend(turned.pages)
        return _saved(pdf)


def _turn(page: pikepdf.Page) -> None:
    """Draw a landscape page sideways on a portrait sheet, shown upright by its rotation."""
    _, _, width, height = (float(edge) for edge in page.mediabox)
    page.mediabox = pikepdf.Array([0, 0, height, width])
    page.contents_add(f"q 0 1 -1 0 {height} 0 cm".encode(), prepend=True)
    page.contents_add(b"Q")
    page.rotate(90, relative=False)


def _chronology() -> bytes:
    style = getSampleStyleSheet()["BodyText"]
    rows = [[Paragraph(cell, style) for cell in row] for row in _CHRONOLOGY]
    table = Table(rows, colWidths=[90, 120, 320, 180], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=landscape(A4), invariant=True).build([table])
    return written.getvalue()


def _text_and_scan() -> bytes:
    """Return two pages of a report: the third as it is, the fourth as an image of itself."""
    document = open_pdf((REPORTS / "d07.pdf").read_bytes())
    image = page_image(document[3], dpi=_SCAN_DPI, grey=True)
    document.close()
    scan = io.BytesIO()
    image.save(scan, "PDF", resolution=_SCAN_DPI, quality=50)
    with pikepdf.open(REPORTS / "d07.pdf") as pdf, pikepdf.open(scan) as scanned:
        del pdf.pages[3:]
        del pdf.pages[:2]
        pdf.pages.extend(scanned.pages)
        return _saved(pdf)


def _truncated() -> bytes:
    whole = (REPORTS / "d10.pdf").read_bytes()
    return whole[: len(whole) * 3 // 5]


def _web_page() -> bytes:
    return (
        b"<!DOCTYPE html>\n<html><head><title>Page not found</title></head>\n"
        b"<body><p>The page that you asked for has moved.</p></body></html>\n"
    )


def _empty() -> bytes:
    return b""


def _blank(pages: int) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=A4)
    return pdf


def _five_thousand_pages() -> bytes:
    return _saved(_blank(5_000), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _ten_metres_wide() -> bytes:
    pdf = _blank(1)
    pdf.pages[0].mediabox = pikepdf.Array([0, 0, 10 * _POINTS_A_METRE, A4[1]])
    return _saved(pdf)


def _bomb() -> bytes:
    """Return a page whose few kilobytes unpack, twice, to most of a gigabyte of drawing orders."""
    packer = zlib.compressobj(9)
    million = b"q\n" * 2**19
    packed = b"".join(packer.compress(million) for _ in range(_BOMB_BYTES // len(million)))
    pdf = _blank(1)
    contents = pikepdf.Stream(pdf, b"")
    contents.write(
        zlib.compress(packed + packer.flush(), 9),
        filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]),
    )
    pdf.pages[0].Contents = contents
    return _saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


FILES = {
    "encrypted_without_password.pdf": Difficult(
        _encrypted_without_password,
        "Encrypted (AES-256) against changes; asks for no password. Read like any other.",
        READ,
    ),
    "rotated_and_landscape.pdf": Difficult(
        _rotated_and_landscape,
        "Pages turned by 90, 180 and 270 degrees, a crop box, and a chronology as a landscape "
        "table, set so and turned upright. Read, with boxes on the page as shown.",
        READ,
    ),
    "text_and_scan.pdf": Difficult(
        _text_and_scan, "A page with a text layer and a scanned one. The second is read by OCR.",
        READ,
    ),
    "needs_password.pdf": Difficult(
        _needs_password, f"Opens with the password `{PASSWORD}` alone.", FAILED, Failure.PASSWORD
    ),
    "truncated.pdf": Difficult(
        _truncated, "The first three fifths of a file.", FAILED, Failure.TRUNCATED
    ),
    "web_page.pdf": Difficult(
        _web_page, "A web page under the name of a PDF.", FAILED, Failure.NOT_A_PDF
    ),
    "empty.pdf": Difficult(_empty, "No bytes at all.", FAILED, Failure.EMPTY),
    "five_thousand_pages.pdf": Difficult(
        _five_thousand_pages, "5,000 pages, all blank.", FAILED, Failure.TOO_MANY_PAGES
    ),
    "ten_metres_wide.pdf": Difficult(
        _ten_metres_wide, "A page that is ten metres wide.", FAILED, Failure.PAGE_TOO_LARGE
    ),
    "bomb.pdf": Difficult(
        _bomb,
        "A few kilobytes that unpack to 900 MB of drawing orders: costs a child process.",
        FAILED,
        Failure.OUT_OF_MEMORY,
    ),
}  # fmt: skip


def main(arguments: list[str]) -> None:
    """Write the files, what is expected of them, and the table for people."""
    folder = Path(arguments[0]) if arguments else SAMPLES / "difficult"
    folder.mkdir(parents=True, exist_ok=True)
    for name, difficult in FILES.items():
        (folder / name).write_bytes(difficult.make())
    expected = {
        name: {"state": difficult.state, "failure": difficult.failure and difficult.failure.value}
        for name, difficult in FILES.items()
    }
    (folder / "expected.yaml").write_text(yaml.safe_dump(expected, sort_keys=False), "utf-8")
    (folder / "README.md").write_text(_readme(), "utf-8")


def _readme() -> str:
    rows = [
        f"| `{name}` | {difficult.what} | {difficult.state} | "
        f"{f'`{difficult.failure}`' if difficult.failure else ''} |"
        for name, difficult in FILES.items()
    ]
    return "\n".join(
        [
            "# Difficult files",
            "",
            "Files that are hard to read or broken, and what must come of each: the state of its",
            "report, and the name of the failure. `expected.yaml` says the same to the tests.",
            "`python -m evaluation.difficult` makes the folder. Beside these, `../reports/d14.pdf`",
            "is a whole report as a scan.",
            "",
            "| file | what it is | state | failure |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    main(sys.argv[1:])
