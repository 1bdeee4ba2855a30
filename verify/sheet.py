"""A page as the desk draws it: one SVG in points, with image, words and the marks of evidence.

All share one coordinate system, so nothing drifts at any zoom. Boxes are those that the words were
read with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.document import Page
from schemas.evidence import Box, Evidence
from verify.fields import Field
from verify.quotes import spans_of

_MARGIN_LEFT = 26.0
_MARGIN = 14.0
_LEAST_SHARE = 0.55
"""A page with few words is not enlarged beyond this share of its width."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of the text layer, in points: where its line stands, its size and its length."""

    text: str
    start: int
    end: int
    x: float
    y: float
    size: float
    length: float


@dataclass(frozen=True, slots=True)
class MarkLine:
    """The part of a mark on one line, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return round(self.x + self.width, 2)

    @property
    def base(self) -> float:
        """Where the underline goes."""
        return round(self.y + self.height - 0.2, 2)


@dataclass(frozen=True, slots=True)
class Mark:
    """The evidence of a field on a page. `role` is "active", "second" or "" for other fields."""

    look: str
    letter: str
    name: str
    role: str
    lines: list[MarkLine]

    @property
    def top(self) -> float:
        """Where its margin bar begins."""
        return self.lines[0].y - 0.2

    @property
    def bottom(self) -> float:
        """Where its margin bar ends."""
        return round(self.lines[-1].y + self.lines[-1].height + 0.7, 2)

    @property
    def letter_y(self) -> float:
        """Where the letter of the group stands."""
        return round(self.lines[0].y + 10.8, 2)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn of one page."""

    page: Page
    view: Box
    marks: list[Mark]
    found: list[MarkLine]

    @property
    def view_box(self) -> str:
        """The part of the page that is shown, as SVG writes it."""
        left, top, right, bottom = self.view
        return f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}"

    @property
    def bar_x(self) -> float:
        """Where the bar in the margin stands."""
        return round(self.view.x0 + 17, 1)

    @property
    def letter_x(self) -> float:
        """Where the letter in the margin stands."""
        return round(self.view.x0 + 4, 1)

    def words(self) -> list[PlacedWord]:
        """Return the text layer."""
        page = self.page
        return [
            PlacedWord(
                text=page.text[word.start : word.end],
                start=word.start,
                end=word.end,
                x=round(word.x0 * page.width, 2),
                y=round((word.y0 + (word.y1 - word.y0) * 0.8) * page.height, 2),
                size=round((word.y1 - word.y0) * page.height * 0.88, 2),
                length=round((word.x1 - word.x0) * page.width, 2),
            )
            for word in page.words
            if word.x1 > word.x0 and word.y1 > word.y0
        ]


@dataclass(frozen=True, slots=True)
class Focus:
    """The field being decided.

    Attributes:
        field: The field.
        shown: Which of its quotes is shown first, from 0.
        chosen: Words that a person chose for it, which then stand for its own.
    """

    field: Field
    shown: int = 0
    chosen: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words to show for it."""
        return self.chosen or self.field.evidence

    @property
    def shown_evidence(self) -> Evidence | None:
        """The words that are shown first."""
        return self.evidence[self.shown % len(self.evidence)] if self.evidence else None


def sheet_of(page: Page, fields: Iterable[Field], focus: Focus | None, find: str = "") -> Sheet:
    """Return what is drawn of a page.

    Args:
        page: The page.
        fields: The fields of the record, whose evidence is underlined.
        focus: The field being decided, whose evidence is washed and barred too.
        find: Words to look for and frame.
    """
    own = focus.evidence if focus else ()
    marks = _other_marks(page, fields, {(e.page, e.start, e.end) for e in own})
    if focus is not None:
        for evidence in own:
            role = "active" if evidence is focus.shown_evidence else "second"
            if mark := _mark(page, focus.field, evidence, role):
                marks.append(mark)
    return Sheet(page, _view(page), marks, _found(page, find))


def _other_marks(
    page: Page, fields: Iterable[Field], seen: set[tuple[int, int, int]]
) -> list[Mark]:
    marks = []
    for item in fields:
        for evidence in item.evidence:
            span = (evidence.page, evidence.start, evidence.end)
            if evidence.page == page.number and span not in seen:
                seen.add(span)
                if mark := _mark(page, item, evidence, ""):
                    marks.append(mark)
    return marks


def _mark(page: Page, item: Field, evidence: Evidence, role: str) -> Mark | None:
    """Return a mark; None where the evidence is on another page, or its words have no boxes."""
    if evidence.page != page.number:
        return None
    lines = [_line(page, box) for box in page.boxes(evidence.start, evidence.end)]
    if not lines:
        return None
    return Mark(item.group.look, item.group.letter, item.name, role, lines)


def _line(page: Page, box: Box) -> MarkLine:
    return MarkLine(
        x=round(box.x0 * page.width - 1.5, 2),
        y=round(box.y0 * page.height - 0.8, 2),
        width=round((box.x1 - box.x0) * page.width + 3, 2),
        height=round((box.y1 - box.y0) * page.height + 1.6, 2),
    )


def _view(page: Page) -> Box:
    """Return the part of a page to show, in points: its words, with room for the margin bar."""
    width, height = page.width, page.height
    left = min((word.x0 for word in page.words), default=0.0) * width - _MARGIN_LEFT
    right = max((word.x1 for word in page.words), default=1.0) * width + _MARGIN
    left, right = max(0.0, left), min(width, right)
    if right - left < width * _LEAST_SHARE:
        return Box(0.0, 0.0, width, height)
    top = min((word.y0 for word in page.words), default=0.0) * height - _MARGIN
    bottom = max((word.y1 for word in page.words), default=1.0) * height + _MARGIN
    return Box(left, max(0.0, top), right, min(height, max(bottom, top + height / 2)))


def _found(page: Page, find: str) -> list[MarkLine]:
    return [_line(page, box) for span in spans_of(page.text, find) for box in page.boxes(*span)]
