"""Paragraph numbers are kept as data, with where the prose after them begins."""

import pytest

from ingest.blocks import blocks_of
from ingest.numbers import find_bare_numbers, mark_bullets, numbers_of, starts_with_number
from schemas.document import MarkKind
from tests.ingest.paper import Set, page_lines


@pytest.mark.parametrize(
    "text", ["1.1 He", "2.10 She", "4.12.3 It", "12. The", "7) A", "B2.1 The", "S.1 It"]
)
def test_what_counts_as_a_number(text):
    assert starts_with_number(text)


@pytest.mark.parametrize(
    "text", ["2.5 per cent", "2.5 million", "2013 was", "14 weeks", "A boy", "1.5% of"]
)
def test_what_does_not(text):
    assert not starts_with_number(text)


def numbers(*lines):
    page = page_lines(lines)
    find_bare_numbers([page])
    mark_bullets(page)
    found, marks = numbers_of(page, blocks_of(page, 1.3))
    text = page.words.text
    return [(n.number, text[n.start :].split("\r\n")[0]) for n in found], marks


def test_a_number_is_kept_with_the_place_of_its_prose():
    found, (mark,) = numbers(Set(70, 100, "2.10 Mother was seen at home."))

    assert found == [("2.10", "Mother was seen at home.")]
    assert (mark.kind, mark.start, mark.end) == (MarkKind.PARAGRAPH_NUMBER, 0, 4)


def test_a_number_in_a_column_of_its_own_leads_to_the_line_beside_it():
    found, _ = numbers(Set(70, 100, "3.1"), Set(110, 100, "The pregnancy was booked."))

    assert found == [("3.1", "The pregnancy was booked.")]


def test_numbers_without_a_point_count_where_they_count_on():
    lines = [Set(70, 100 + 40 * at, f"{at}     He was seen again.") for at in (1, 2, 3)]

    assert [number for number, _ in numbers(*lines)[0]] == ["1", "2", "3"]


def test_numbers_without_a_point_that_do_not_count_on_are_prose():
    lines = [Set(70, 100 + 40 * at, f"{number}     weeks") for at, number in enumerate((14, 3, 9))]

    assert numbers(*lines)[0] == []


def test_bullets_are_left_out_of_the_prose():
    _, (mark,) = numbers(Set(70, 100, "\u2022 the nursery"))

    assert (mark.start, mark.end) == (0, 1)


def test_bullets_written_after_the_text_part_the_items_beside_them():
    page = page_lines(
        [
            Set(90, 100, "Were the signs seen?"),
            Set(90, 114, "Were they acted upon?"),
            Set(70, 100, "\u2022"),
            Set(70, 114, "\u2022"),
        ]
    )
    mark_bullets(page)

    assert page.items == {0, 1}
    assert page.roles[2:] == [MarkKind.PARAGRAPH_NUMBER] * 2
    assert len(blocks_of(page, 1.3)) == 4
