"""Sections that hold recommendations whatever their titles say, by how their paragraphs begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

import yaml

from schemas.document import Block, MarkKind, Page, Section, SectionKind

_KEEPS_ITS_KIND = frozenset(
    {
        SectionKind.COVER,
        SectionKind.CONTENTS,
        SectionKind.SUMMARY,
        SectionKind.TERMS_OF_REFERENCE,
        SectionKind.RECOMMENDATIONS,
        SectionKind.ADDENDUM,
    }
)
_UNDECIDED = frozenset({SectionKind.OTHER, SectionKind.BACK_MATTER, SectionKind.CONCLUSIONS})
"""Kinds in which a list of what should be done is one of recommendations."""
_FEWEST_NAMED = 2
_SHARE_NAMED = 0.4
_FEWEST_ASKING = 3
_SHARE_ASKING = 0.75


def with_recommendations(sections: Sequence[Section], pages: Sequence[Page]) -> tuple[Section, ...]:
    """Return the sections; those whose own paragraphs recommend are of that kind.

    Either many of them begin "Recommendation 3", or, in a section of no kind of its own, most are
    numbered and say what should be done.
    """
    starts = [(section.page, section.start) for section in sections]
    paragraphs: list[list[tuple[str, bool]]] = [[] for _ in sections]
    for page in pages:
        for block, numbered in _prose(page):
            at = bisect_right(starts, (page.number, block.start)) - 1
            if at >= 0 and sections[at].kind not in _KEEPS_ITS_KIND:
                paragraphs[at].append((page.text[block.start : block.end], numbered))
    return tuple(
        replace(section, kind=SectionKind.RECOMMENDATIONS)
        if _recommend(section.kind, own)
        else section
        for section, own in zip(sections, paragraphs, strict=True)
    )


def _prose(page: Page) -> Iterator[tuple[Block, bool]]:
    """Yield the paragraphs of a page, and whether each has a number or a bullet."""
    out = sorted(
        (mark.start, mark.end)
        for mark in page.marks
        if mark.kind is MarkKind.HEADING
        or (mark.kind.left_out and mark.kind is not MarkKind.PARAGRAPH_NUMBER)
    )
    starts = [start for start, _ in out]
    numbers = [paragraph.start for paragraph in page.paragraphs]
    for block in page.blocks:
        before = bisect_right(starts, block.start) - 1
        if before >= 0 and block.start < out[before][1]:
            continue
        number = bisect_right(numbers, block.start + _WIDEST_NUMBER) - 1
        numbered = number >= 0 and numbers[number] >= block.start
        yield block, numbered or bool(_words()["listed"].match(page.text, block.start, block.end))


_WIDEST_NUMBER = 12  # characters that a paragraph number and the space after it may take


def _recommend(kind: SectionKind, paragraphs: Sequence[tuple[str, bool]]) -> bool:
    words = _words()
    named = sum(bool(words["named"].match(text)) for text, _ in paragraphs)
    if named >= max(_FEWEST_NAMED, _SHARE_NAMED * len(paragraphs)):
        return True
    if kind not in _UNDECIDED or len(paragraphs) < _FEWEST_ASKING:
        return False
    asking = sum(numbered and bool(words["asks"].search(text)) for text, numbered in paragraphs)
    return asking >= max(_FEWEST_ASKING, _SHARE_ASKING * len(paragraphs))


@cache
def _words() -> dict[str, re.Pattern[str]]:
    text = resources.files("ingest").joinpath("recommending.yaml").read_text("utf-8")
    return {name: re.compile(pattern) for name, pattern in yaml.safe_load(text).items()}
