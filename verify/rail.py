"""The strip of pages: one small picture each, with thin marks where evidence lies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from records.documents import page_from_row
from records.models import Report
from schemas.evidence import Box
from verify.desk import Desk

PICTURE_WIDTH = 595
PICTURE_HEIGHT = 842
"""Every picture has the shape of A4, whatever its page."""


@dataclass(frozen=True, slots=True)
class Stripe:
    """A mark on a picture, in its own units."""

    look: str
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Thumb:
    """A page in the strip."""

    number: int
    stripes: list[Stripe] = field(default_factory=list)


def rail_of(desk: Desk) -> list[Thumb]:
    """Return the strip of a report."""
    spans: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for item in desk.record.fields:
        for words in item.evidence:
            spans[words.page].append((item.group.look, words.start, words.end))
    return [
        Thumb(number, _stripes(desk.report, number, spans[number]) if number in spans else [])
        for number in desk.report.pages.order_by("number").values_list("number", flat=True)
    ]


def _stripes(report: Report, number: int, spans: list[tuple[str, int, int]]) -> list[Stripe]:
    page = page_from_row(report.pages.get(number=number))
    return [
        _stripe(look, box) for look, start, end in dict.fromkeys(spans)
        for box in page.boxes(start, end)
    ]  # fmt: skip


def _stripe(look: str, box: Box) -> Stripe:
    return Stripe(
        look,
        round(box.x0 * PICTURE_WIDTH),
        round(box.y0 * PICTURE_HEIGHT),
        max(1, round((box.x1 - box.x0) * PICTURE_WIDTH)),
    )
