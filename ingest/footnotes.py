"""Footnotes: small type at the foot of a page, and the raised digits that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.lines import Line, PageLines, PageWords
from schemas.document import Mark, MarkKind

_SMALLER = 0.93
"""Footnotes are set smaller than this share of the body size."""
_REFERENCE_SMALLER = 0.82
_LOWER_SHARE = 0.35
"""Footnotes stand below this share of the page's height: a page may hold more notes than prose."""
_STARTS = re.compile(
    r"(?:\(?\d{1,3}[.):]?\s?|[ivxl]{1,5}[.):]\s|[*\u2020\u2021\u00a7]\s?)"
    r"(?=[^\W\d_]|[\"'\u2018\u201c(])"
)
_REFERENCE = re.compile(r"\d{1,3}[.,;:]?")


def mark_footnotes(pages: Sequence[PageLines], body_size: float) -> None:
    """Give footnotes their role: the small lines under the prose, from the first with a number on.

    Small type that begins with no number (a source under a table) is left as it is.

    Args:
        pages: All pages of the document.
        body_size: Size of the running text in points.
    """
    for page in pages:
        foot = _small_at_foot(page, body_size)
        starts = (place for place, at in enumerate(foot) if _STARTS.match(page.lines[at].text))
        first = next(starts, len(foot))
        for at in foot[first:]:
            page.roles[at] = MarkKind.FOOTNOTE


def _small_at_foot(page: PageLines, body_size: float) -> list[int]:
    """Return the small lines below the last line of body type, from the top down."""
    standing = [at for at, role in enumerate(page.roles) if role in {None, MarkKind.TABLE}]
    foot: list[int] = []
    for at in sorted(standing, key=lambda at: -page.lines[at].y1):
        line = page.lines[at]
        small = line.size < body_size * _SMALLER and page.roles[at] is None
        if not small or line.y0 < page.words.height * _LOWER_SHARE:
            return foot[::-1]
        foot.append(at)
    return []  # all of the page is small: it is set so, and these are no notes


def references_of(page: PageLines) -> Iterator[Mark]:
    """Yield the marks of the footnote references in the prose of a page."""
    notes = [
        (line.start, line.end)
        for line, role in zip(page.lines, page.roles, strict=True)
        if role is MarkKind.FOOTNOTE
    ]
    for start, end in sorted([*page.words.references, *_apart(page.words, page.lines)]):
        if not any(first <= start < last for first, last in notes):
            yield Mark(MarkKind.FOOTNOTE_REFERENCE, start, end)


def _apart(page: PageWords, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the spans of references that stand as words of their own: small and raised."""
    for line in lines:
        for at in range(line.first + 1, line.last):
            word, before = page.words[at], page.words[at - 1]
            if (
                page.sizes[at] < page.sizes[at - 1] * _REFERENCE_SMALLER
                and word.y1 < before.y1
                and _REFERENCE.fullmatch(page.text, word.start, word.end)
            ):
                yield word.start, word.end
