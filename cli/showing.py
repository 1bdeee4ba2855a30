"""Page images with the evidence framed, for a developer to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from ingest.render import draw_boxes
from ingest.sandbox import RENDERING, run_limited
from ingest.text_image import draw_text_page
from schemas.document import Document, TextSource
from schemas.evidence import Box
from schemas.finding import Finding


def draw_evidence(
    path: Path,
    document: Document,
    findings: Iterable[Finding],
    folder: Path,
    password: str | None = None,
) -> list[Path]:
    """Write an image of each page that holds evidence and return the files.

    Raises ReadingError where a page cannot be drawn.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, boxes in sorted(_boxes_by_page(document, findings).items()):
        page = document.page(number)
        if page.source is TextSource.PLAIN_TEXT:
            image = run_limited(draw_text_page, RENDERING, page, boxes=boxes)
        else:
            image = run_limited(draw_boxes, RENDERING, path, number, boxes, password=password)
        target = folder / f"{path.stem}-page-{number:03}.webp"
        target.write_bytes(image)
        written.append(target)
    return written


def _boxes_by_page(document: Document, findings: Iterable[Finding]) -> dict[int, list[Box]]:
    by_page: defaultdict[int, set[Box]] = defaultdict(set)
    for finding in findings:
        for evidence in finding.evidence:
            boxes = document.page(evidence.page).boxes(evidence.start, evidence.end)
            by_page[evidence.page].update(boxes)
    return {number: sorted(boxes) for number, boxes in by_page.items() if boxes}
