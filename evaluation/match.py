"""What of a prediction is held against what of the labels: children, and words on pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rapidfuzz import fuzz

from schemas.document import Page
from schemas.evidence import Evidence
from schemas.record import Child, Quote

# Read as the same: white space and hyphens of any kind are left out, quotation marks made straight.
_LEFT_OUT = re.compile(r"[\s\-\u2010-\u2015\u00ad\ufffe]")
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})

_NEARLY_THE_SAME = 90.0
"""Per cent of letters that must agree where a page was read by OCR, or cells were reordered."""

Pairing = list[tuple[int | None, int | None]]


def pair_children(gold: Sequence[Child], predicted: Sequence[Child]) -> Pairing:
    """Return pairs of positions: children of one label, then those left over in their order.

    A child without a counterpart is paired with None.
    """
    pairs: Pairing = []
    left = list(range(len(predicted)))
    unpaired = []
    for number, child in enumerate(gold):
        same = [other for other in left if _same_label(child, predicted[other])]
        if same:
            left.remove(same[0])
            pairs.append((number, same[0]))
        else:
            unpaired.append(number)
    pairs += zip_longest(unpaired, left)
    return sorted(pairs, key=lambda pair: (pair[0] is None, pair))


def _same_label(one: Child, other: Child) -> bool:
    return bool(one.label and other.label) and even(one.label or "") == even(other.label or "")


def even(text: str) -> str:
    """Return a text without case, white space, hyphens and the shape of quotation marks.

    >>> even("Child  B\u2019s step-father")
    "childb'sstepfather"
    """
    return _LEFT_OUT.sub("", text).translate(_STRAIGHT).casefold()


def locate(quote: str, page: Page) -> tuple[int, int] | None:
    """Return where a quote stands in the canonical text of a page, or None where it does not.

    White space, hyphens and quotation marks are made even first. Where that fails, a stretch that
    nearly agrees is taken, as OCR gives.
    """
    # Some letters fold to several ("\u00df" to "ss"); each of those stands where the letter does.
    kept = [
        (at, folded)
        for at, letter in enumerate(page.text)
        if not _LEFT_OUT.match(letter)
        for folded in letter.translate(_STRAIGHT).casefold()
    ]
    text = "".join(letter for _, letter in kept)
    wanted = even(quote)
    start = text.find(wanted) if wanted else -1
    end = start + len(wanted)
    if start < 0:
        near = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_NEARLY_THE_SAME)
        if near is None or near.dest_end <= near.dest_start:
            return None
        start, end = near.dest_start, near.dest_end
    return kept[start][0], kept[end - 1][0] + 1


def on_page(evidence: Iterable[Evidence], gold: Quote) -> bool:
    """Whether any words stand on the page of the gold quote."""
    return any(words.page == gold.page for words in evidence)


def overlaps(evidence: Iterable[Evidence], gold: Quote, page: Page) -> bool:
    """Whether any words overlap the gold quote, which stands on `page`."""
    place = locate(gold.quote, page)
    return place is not None and any(
        words.page == gold.page and words.start < place[1] and place[0] < words.end
        for words in evidence
    )
