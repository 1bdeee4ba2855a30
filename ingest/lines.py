"""Lines: words that stand side by side, as PDFium or OCR ordered them. Layout works on lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.rulings import Ruling
from schemas.document import MarkKind, Word

Grid = list[list[list[int]]]
"""A table: rows of cells of indices into the words of a page."""

_LETTER_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")
_LETTER_ALONE = re.compile(r" [^\W\d_] ")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])(?:\ufffe\s*|[-\u2010\u00ad][ \t]*[\r\n]+\s*)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class PageWords:
    """What layout needs of a page, wherever its words came from.

    Attributes:
        number: From 1.
        width, height: As displayed, in points.
        text: The canonical text.
        words: In the order of the text.
        sizes: Font size of each word in points.
        bold: Whether each word is set in bold.
        references: Spans of small digits glued to the words they follow.
        rulings: The ruled lines on it.
    """

    number: int
    width: float
    height: float
    text: str
    words: tuple[Word, ...]
    sizes: tuple[float, ...]
    bold: tuple[bool, ...]
    references: tuple[tuple[int, int], ...] = ()
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line.

    Attributes:
        page: Number of the page, from 1.
        first, last: The words from `first` up to, without, `last`.
        start, end: Its span in the canonical text.
        text: Its words, white space made even, letter-spacing closed.
        x0, y0, x1, y1: Its box in points, origin top left.
        size: Font size of most of its characters, in points.
        bold: Whether every word is bold.
        bold_start: Whether its first word is bold.
        broken: Whether a hyphen breaks its last word.
    """

    page: int
    first: int
    last: int
    start: int
    end: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    bold_start: bool
    broken: bool

    @property
    def words_count(self) -> int:
        """Number of its words."""
        return self.last - self.first


@dataclass(slots=True)
class PageLines:
    """The lines of a page, and what each is found to be while the document is laid out.

    Attributes:
        words: The words of the page.
        lines: In the order of the text.
        roles: What each line is; None while it is running prose.
        grids: The tables on the page.
        items: Lines that a bullet or number beside them makes the first of an item.
        numbered: Lines whose first word is a paragraph number although it has no point.
    """

    words: PageWords
    lines: list[Line]
    roles: list[MarkKind | None]
    grids: list[Grid] = field(default_factory=list)
    items: set[int] = field(default_factory=set)
    numbered: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, words: PageWords) -> PageLines:
        """Return the lines of a page, all of them running prose as yet."""
        lines = lines_of(words)
        return cls(words, lines, [None] * len(lines))

    def free(self) -> list[int]:
        """Return the indices of the lines that are running prose as far as is known."""
        return [at for at, role in enumerate(self.roles) if role is None]

    def prose(self) -> list[Line]:
        """Return the lines that are running prose as far as is known."""
        return [line for line, role in zip(self.lines, self.roles, strict=True) if role is None]

    def add_table(self, grid: Grid) -> None:
        """Add a table, and give the lines in it that role."""
        self.grids.append(grid)
        words = {at for row in grid for cell in row for at in cell}
        for at, line in enumerate(self.lines):
            if line.first in words:
                self.roles[at] = MarkKind.TABLE


def lines_of(page: PageWords) -> list[Line]:
    """Return the lines of a page in the order of its text."""
    words = page.words
    if not words:
        return []
    firsts = [0]
    for at, (last, word) in enumerate(pairwise(words), 1):
        after_space = word[0] - last[1] == 1 and page.text[last[1]] == " "
        level = word[3] == last[3] and word[5] == last[5]
        onward = word[4] >= last[2]
        if not (after_space and level and onward) and _parts(page.text, last, word):
            firsts.append(at)
    return [_line(page, first, last) for first, last in pairwise([*firsts, len(words)])]


def _parts(text: str, last: Word, word: Word) -> bool:
    """Whether a new line begins with `word`: a line end in the text, or a step down or back."""
    between = text[last.end : word.start]
    if "\n" in between or "\r" in between or "\ufffe" in between:
        return True
    if word.x1 < last.x0:
        return True
    overlap = min(last.y1, word.y1) - max(last.y0, word.y0)
    return overlap < min(last.y1 - last.y0, word.y1 - word.y0) * 0.3


def same_row(line: Line, other: Line) -> bool:
    """Whether two lines stand side by side."""
    overlap = min(line.y1, other.y1) - max(line.y0, other.y0)
    return overlap > 0.6 * min(line.y1 - line.y0, other.y1 - other.y0)


def _line(page: PageWords, first: int, last: int) -> Line:
    words = page.words[first:last]
    start, end = words[0].start, words[-1].end
    _, _, lefts, tops, rights, bottoms, _ = zip(*words, strict=True)
    return Line(
        page=page.number,
        first=first,
        last=last,
        start=start,
        end=end,
        text=plain(page.text[start:end]),
        x0=min(lefts) * page.width,
        y0=min(tops) * page.height,
        x1=max(rights) * page.width,
        y1=max(bottoms) * page.height,
        size=_main_size(words, page.sizes[first:last]),
        bold=all(page.bold[first:last]),
        bold_start=page.bold[first],
        broken=page.text[end : end + 1] == "\ufffe" or page.text[end - 1] in "-\u2010\u00ad",
    )


def _main_size(words: Sequence[Word], sizes: Sequence[float]) -> float:
    """Return the size of most characters, to half a point."""
    if len(set(sizes)) == 1:
        return round(sizes[0] * 2) / 2
    weight: dict[float, int] = {}
    for word, size in zip(words, sizes, strict=True):
        weight[size] = weight.get(size, 0) + word.end - word.start
    return round(max(weight, key=weight.__getitem__) * 2) / 2


def plain(text: str) -> str:
    """Return a text with broken words joined, white space made even, letter-spacing closed.

    Few lines hold what a pattern looks for; a quicker look at them comes first.
    """
    if "\ufffe" in text or "\n" in text or "\r" in text:
        text = _BROKEN_WORD.sub("", text).replace("\ufffe", " ")
    even = " ".join(text.split())
    if _LETTER_ALONE.search(even):
        even = _LETTER_SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), even)
    return even
