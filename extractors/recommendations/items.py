"""The recommendations of a report: paragraphs of their sections, and rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice

from extractors.reading import Reading, Sentence
from extractors.recommendations.addressee import addressee_over
from extractors.recommendations.item import Item, marker_at
from extractors.recommendations.rows import rows_of
from extractors.recommendations.wording import wording
from schemas.document import Document, SectionKind

_SECOND = re.compile(r"(?P<before>\D*|.*\.)2")
_NO_PLACE_FOR_ONE = frozenset({SectionKind.COVER, SectionKind.CONTENTS})
_MOST_WORDS_OVER = 10  # in a line that stands over items and says whom they are for


def items_of(reading: Reading) -> list[Item]:
    """Return the recommendations of a report in order; each text once."""
    document = reading.view.document
    found = [*rows_of(document), *_paragraphs(reading)] or list(
        rows_of(document, action_plans=True)
    )
    if not any(item.by_its_form for item in found):
        found = [replace(item, by_its_form=len(found) > 1) for item in found]
    kept: dict[str, Item] = {}
    for item in sorted(found, key=lambda item: (item.evidence[0].page, item.evidence[0].start)):
        kept.setdefault(re.sub(r"\W+", "", item.text).lower(), item)
    return [
        replace(item, number=item.number or str(order))
        for order, item in enumerate(kept.values(), start=1)
    ]


def _paragraphs(reading: Reading) -> Iterator[Item]:
    """Yield the items that are paragraphs, section by section.

    Where some paragraphs of a section carry a number of their own, those alone are its items;
    where none does, those that ask for something are. They are counted over the sections that
    follow one another.
    """
    count = 0
    for (title, kind), blocks in groupby(
        _blocks(reading), key=lambda b: (b[0].title, b[0].section)
    ):
        section = list(blocks)
        words = wording()
        if kind in _NO_PLACE_FOR_ONE or words.not_the_reviews.search(title):
            continue
        if words.named.match(title):
            yield from _under_its_number(reading, section)
        elif kind is SectionKind.RECOMMENDATIONS or words.are_the_reviews.match(title):
            for item in _of_section(reading, section):
                count += 1
                yield replace(item, number=item.number or str(count))
            continue
        else:
            named = [block for block in section if words.named.match(block[0].text)]
            yield from filter(None, (_item(reading, block) for block in named))
        count = 0


def _under_its_number(reading: Reading, section: list[list[Sentence]]) -> Iterator[Item]:
    """Yield the first paragraph that asks for something under a heading "Recommendation 3"."""
    number, _ = marker_at(f"{section[0][0].title} ")
    prose = (block for block in section if not block[0].in_heading)
    items = (item for block in prose if (item := _item(reading, block, number)))
    yield from islice((item for item in items if wording().asks.search(item.text)), 1)


def _of_section(reading: Reading, section: list[list[Sentence]]) -> Iterator[Item]:
    """Yield the items of a section: its numbered paragraphs, else those that ask for something."""
    over = dict(_over(section))
    prose = _joined(b for b in section if b[0].start in over and not b[0].in_table)
    items = [
        replace(item, under=over[block[0].start])
        for number, block in prose
        if (item := _item(reading, block, number))
    ]
    items = _with_the_first(items)
    marked = [item for item in items if item.by_its_form]
    addressed = [item for item in items if item.whom]
    if marked or len(addressed) > 1:
        yield from (replace(item, by_its_form=True) for item in marked or addressed)
        return
    numbers = _paragraph_numbers(reading.view.document)
    for item in _numbered_from_one(items, numbers) or _asking(items):
        place = (item.evidence[0].page, item.evidence[0].start)
        yield replace(item, number=numbers.get(place))


def _over(section: list[list[Sentence]]) -> Iterator[tuple[int, str | None]]:
    """Yield the start of each block that is no sub-heading, and whom the heading over it is for."""
    over = addressee_over(section[0][0].title)
    for block in section:
        line = " ".join(sentence.text for sentence in block)
        bare = len(line.split()) <= _MOST_WORDS_OVER and not line.endswith((".", ";"))
        if block[0].in_heading or (
            bare and addressee_over(line) and not wording().asks.search(line)
        ):
            over = addressee_over(line)
        else:
            yield block[0].start, over


def _numbered_from_one(items: list[Item], numbers: dict[tuple[int, int], str]) -> list[Item]:
    """Return the items that the section itself numbers 1, 2, 3 .., all of which are meant."""
    placed = [
        (numbers.get((item.evidence[0].page, item.evidence[0].start)), item) for item in items
    ]
    series = [item for number, item in placed if number and number.isdecimal()]
    first = next((number for number, _ in placed if number), None)
    asking = _asking(series)
    return series if first == "1" and len(asking) > 1 and 2 * len(asking) >= len(series) else []


def _asking(items: list[Item]) -> list[Item]:
    """Return the items that ask for something, and those listed under "It is recommended that:"."""
    words = wording()
    asking: list[Item] = []
    listing = False
    for item in items:
        if words.opens_a_list.search(item.text):
            listing = True
        elif (
            words.asks.search(item.text) or (listing and words.list_item.match(item.text))
        ) and not words.about_themselves.search(item.text):
            asking.append(item)
        else:
            listing = False
    return asking


def _with_the_first(items: list[Item]) -> list[Item]:
    """Give the paragraph before one numbered 2 the number 1 where the series lacks it."""
    numbered = [order for order, item in enumerate(items) if item.number]
    first = numbered[0] if numbered else 0
    number = _SECOND.fullmatch(items[first].number or "") if first else None
    if not number or not wording().asks.search(items[first - 1].text):
        return items
    opening = replace(items[first - 1], number=f"{number['before']}1", by_its_form=True)
    return [*items[: first - 1], opening, *items[first:]]


def _blocks(reading: Reading) -> Iterator[list[Sentence]]:
    """Yield the paragraphs; one that holds several numbered items ends before each of them."""
    for _, sentences in groupby(reading.sentences, key=lambda sentence: sentence.block):
        block: list[Sentence] = []
        for sentence in sentences:
            if block and _opens_an_item(sentence):
                yield block
                block = []
            block.append(sentence)
        yield block


def _opens_an_item(sentence: Sentence) -> bool:
    words = wording()
    return bool(words.named.match(sentence.text) and words.asks.search(sentence.text))


def _joined(blocks: Iterator[list[Sentence]]) -> Iterator[tuple[str | None, list[Sentence]]]:
    """Yield paragraphs, each with the number that stands beside it as a line of its own, if any.

    A number in the margin comes out before its paragraph or after it: after, where nothing that
    asks for something follows the last one.
    """
    numbers: list[str | None] = []
    paragraphs: list[list[Sentence]] = []
    waiting: str | None = None
    last_asks = True
    after: list[str | None] = []
    for block in blocks:
        words = " ".join(sentence.text for sentence in block) + " "
        if any(marker.fullmatch(words) for marker in wording().markers):
            waiting, last_asks = marker_at(words)[0], False
            if after:
                after[-1] = waiting
        elif not block[0].in_heading:
            paragraphs.append(block)
            numbers.append(waiting)
            after.append(None)
            last_asks = last_asks or bool(wording().asks.search(words))
            waiting = None
    yield from zip(numbers if last_asks else after, paragraphs, strict=True)


def _item(reading: Reading, block: list[Sentence], beside: str | None = None) -> Item | None:
    """Return a paragraph as an item; None where nothing is left without its number.

    Args:
        reading: The report.
        block: The sentences of the paragraph.
        beside: The number that stands beside it.
    """
    start, end = block[0].start, block[-1].end
    text = reading.text
    own_number, start = marker_at(text, start, end)
    number = beside or own_number
    bullet = wording().bullet.match(text[start:end])
    start += bullet.end() if bullet else 0
    lead = wording().lead.match(text[start:end])
    start += lead.end() if lead else 0
    at_end = None if number else wording().marker_at_end.search(text, start, end)
    if at_end:
        number, end = at_end["number"], at_end.start()
    list_marks = " ;.," if text.startswith("that ", start) else " ;"
    end = start + len(text[start:end].rstrip(list_marks))
    if not text[start:end].strip():
        return None
    return Item(
        " ".join(text[start:end].split()),
        number,
        next(filter(None, lead.groups()), None) if lead else None,
        reading.evidence(start, end),
        number is not None,
    )


def _paragraph_numbers(document: Document) -> dict[tuple[int, int], str]:
    """Return the number of each numbered paragraph by the page and place where its words begin."""
    return {
        (page.number, paragraph.start): paragraph.number
        for page in document.pages
        for paragraph in page.paragraphs
    }
