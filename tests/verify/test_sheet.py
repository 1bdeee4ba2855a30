from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.paths import place_of
from schemas.document import Page
from schemas.status import CodingState
from tests.verify.reports import read, words
from verify.fields import Field
from verify.groups import REVIEW, group_of
from verify.sheet import Focus, sheet_of

PAGE = 3


def page() -> Page:
    return read("d01.pdf").page(PAGE)


def field(path: str = "children.0.outcome") -> Field:
    return Field(path, place_of(path), group_of(path, {}), CodingState.NOT_CODED)


@given(st.data())
def test_a_mark_lies_on_the_boxes_that_the_words_were_read_with(data: st.DataObject) -> None:
    one = page()
    first = data.draw(st.integers(0, len(one.words) - 1))
    last = data.draw(st.integers(first, min(first + 30, len(one.words) - 1)))
    evidence = one.evidence(one.words[first].start, one.words[last].end)
    (mark,) = sheet_of(one, [], Focus(field(), chosen=(evidence,))).marks
    boxes = one.boxes(evidence.start, evidence.end)
    assert mark.role == "active"
    assert len(mark.lines) == len(boxes)
    for line, box in zip(mark.lines, boxes, strict=True):
        assert line.x <= box.x0 * one.width <= box.x1 * one.width <= line.right
        assert line.y <= box.y0 * one.height <= box.y1 * one.height <= line.base + 1


def test_every_word_is_in_view_with_room_for_the_bar() -> None:
    sheet = sheet_of(page(), [], None)
    for word in sheet.words():
        assert sheet.view.x0 <= word.x
        assert word.x + word.length <= sheet.view.x1
        assert sheet.view.y0 < word.y < sheet.view.y1
    assert sheet.view.x0 < sheet.bar_x < min(word.x for word in sheet.words())


def test_words_lead_back_to_the_text() -> None:
    for word in sheet_of(page(), [], None).words():
        assert page().text[word.start : word.end] == word.text


def test_only_words_of_the_page_are_marked_and_the_shown_one_is_first() -> None:
    here, second = words("d01.pdf", "Baby K", PAGE), words("d01.pdf", "a baby boy", PAGE)
    elsewhere = words("d01.pdf", "Baby K", 4)
    focus = Focus(field(), shown=1, chosen=(here, second, elsewhere))
    marks = sheet_of(page(), [], focus).marks
    assert [mark.role for mark in marks] == ["second", "active"]


@pytest.mark.parametrize(("find", "count"), [("baby boy", 1), ("zeppelin", 0), ("", 0)])
def test_words_that_were_looked_for_are_framed(find: str, count: int) -> None:
    assert len(sheet_of(page(), [], None, find).found) == count


def test_a_page_without_words_is_shown_whole() -> None:
    blank = Page(number=1, width=600, height=800, rotation=0, text="")
    assert sheet_of(blank, [], None).view_box == "0.0 0.0 600.0 800.0"


def test_groups_follow_the_path() -> None:
    assert group_of("review.label", {}) is REVIEW
    assert group_of("children.1.sex", {}).label == "Child 2"
    assert group_of("children.1.sex", {1: "Sibling 1"}).label == "Child: Sibling 1"
    assert group_of("mechanisms.mash", {}).letter == "A"
