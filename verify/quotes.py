"""Words on a page, as people point to them: selected (by offsets) or typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from records.checking import CodingError, EvidenceError
from schemas.document import Block, Page
from schemas.evidence import Evidence

_CONTEXT = 90
_BREAK = "\\s\ufffe"
_QUOTES = {"'": "['\u2018\u2019]", '"': '["\u201c\u201d]', "-": "[-\u2010\u2011\u2013]"}


class Quote(NamedTuple):
    """A quote with a little of what stands round it."""

    evidence: Evidence
    before: str
    words: str
    after: str
    paragraph: str


def evidence_from(selections: Iterable[str], texts: Mapping[int, str]) -> tuple[Evidence, ...]:
    """Return the evidence that selections such as "3:120:164" (page, start, end) point to.

    White space at either end is left out. Raises EvidenceError where a selection holds no words.
    """
    return tuple(_evidence(selection, texts) for selection in dict.fromkeys(selections))


def _evidence(selection: str, texts: Mapping[int, str]) -> Evidence:
    try:
        page, start, end = map(int, selection.split(":"))
        text = texts[page]
    except (ValueError, KeyError):
        raise EvidenceError(
            "The selection names no words of the report. Select them on the page again."
        ) from None
    chosen = text[start:end] if 0 <= start < end <= len(text) else ""
    start += len(chosen) - len(chosen.lstrip())
    words = chosen.strip()
    if not words:
        raise EvidenceError("The selection holds no words. Select the words on the page again.")
    return Evidence(page, start, start + len(words), words)


def selection_of(evidence: Evidence) -> str:
    """Return evidence as a selection: the inverse of `evidence_from`."""
    return f"{evidence.page}:{evidence.start}:{evidence.end}"


def typed_quote(quote: str, page: int, text: str) -> str:
    """Return the selection of words that a person typed from a page.

    Raises CodingError where they do not stand on it, or stand there more than once.
    """
    pattern = pattern_of(quote)
    found = [match.span() for match in pattern.finditer(text)] if pattern else []
    if not found:
        raise CodingError(
            f"These words do not stand on page {page}. Copy them letter by letter; line breaks do "
            "not matter."
        )
    if len(found) > 1:
        raise CodingError(
            f"These words stand on page {page} {len(found)} times. Give more of them."
        )
    return f"{page}:{found[0][0]}:{found[0][1]}"


def pattern_of(quote: str) -> re.Pattern[str] | None:
    """Return a pattern for words whatever their line breaks, quotation marks and letter case.

    None where there are no words.
    """
    words = quote.split()
    if not words:
        return None
    gap = f"[{_BREAK}]+"
    return re.compile(gap.join(_word(word) for word in words), re.IGNORECASE)


def spans_of(text: str, find: str) -> list[tuple[int, int]]:
    """Return where words stand in a text, whatever its line breaks and letter case.

    The spans are offsets in the text; none where `find` holds no words.
    """
    pattern = pattern_of(find)
    return [match.span() for match in pattern.finditer(text)] if pattern else []


def _word(word: str) -> str:
    """Return a pattern for a word, which a hyphen at a line end may break between letters."""
    parts = [_QUOTES.get(_plain(letter), re.escape(letter)) for letter in word]
    return f"(?:[-\u00ad\u2010]?[\r\n]+|\ufffe[{_BREAK}]*)?".join(parts)


def _plain(letter: str) -> str:
    for plain, forms in _QUOTES.items():
        if letter in forms[1:-1]:
            return plain
    return letter


def in_context(evidence: Evidence, page: Page) -> Quote:
    """Return a quote with up to a line of what stands on either side of it in its paragraph."""
    block = _block_round(evidence, page)
    before = page.text[max(block.start, evidence.start - _CONTEXT) : evidence.start]
    after = page.text[evidence.end : max(evidence.end, min(block.end, evidence.end + _CONTEXT))]
    left, right = even(before), even(after)
    if evidence.start - _CONTEXT > block.start:
        left = "… " + left.partition(" ")[2]
    if evidence.end + _CONTEXT < block.end:
        right = right.rpartition(" ")[0] + " …"
    return Quote(evidence, left, even(evidence.quote), right, _paragraph(page, evidence.start))


def _block_round(evidence: Evidence, page: Page) -> Block:
    """Return the paragraph that a quote stands in; the quote alone where it lies in none."""
    for block in page.blocks:
        if block.start <= evidence.start < block.end:
            return block
    return Block(evidence.start, evidence.end)


def _paragraph(page: Page, start: int) -> str:
    """Return the number of the paragraph that a place stands in, "" where it has none."""
    before = [paragraph for paragraph in page.paragraphs if paragraph.start <= start]
    return before[-1].number if before else ""


def even(text: str) -> str:
    """Return words of a page as running text: white space made even, broken words joined."""
    joined = re.sub(r"(?<=\w)(?:\ufffe\s*|[-\u00ad\u2010][\r\n]+)(?=\w)", "", text)
    return re.sub(r"\s+", " ", joined)


def holds(quote: str, text: str) -> bool:
    r"""Whether a text stands in a quote, whatever its case, white space and punctuation.

    >>> holds("published by Ashford\nSafeguarding Board", "Ashford Safeguarding Board")
    True
    """
    return f" {_letters(text)} " in f" {_letters(quote)} "


def _letters(text: str) -> str:
    joined = text.replace("\ufffe", "").casefold()
    return " ".join(re.findall(r"\w+", joined))
