"""Headings are set apart by type, or by number and space where type does not tell."""

from dataclasses import replace

import pytest

from ingest.titles import Body, body_of, cover_pages, mark_headings
from schemas.document import MarkKind
from tests.ingest.paper import Set, page_lines, paragraph

PROSE = paragraph(
    "The family had lived in the town for nine years when the",
    "health visitor was told by the midwife of the pregnancy.",
    y=300,
)
BODY = Body(11.0, bold=False)


def titles(*lines):
    page = page_lines(lines)
    (found,) = mark_headings([page], BODY, frozenset())
    return [heading.title for heading in found]


def test_larger_type_makes_a_heading():
    assert titles(Set(70, 270, "The story of Child N", 16), *PROSE) == ["The story of Child N"]


def test_bold_type_makes_a_heading():
    assert titles(Set(70, 270, "What was known", bold=True), *PROSE) == ["What was known"]


def test_a_heading_may_take_two_lines():
    made = titles(
        Set(70, 250, "Finding 2. Those who see a child every day are", 13, bold=True),
        Set(70, 268, "not asked what they see", 13, bold=True),
        *PROSE,
    )

    assert made == ["Finding 2. Those who see a child every day are not asked what they see"]


def test_a_sentence_set_bold_is_no_heading():
    bold = Set(70, 270, "Nobody asked who was in the home when the children were put to", bold=True)
    page = page_lines([bold, Set(70, 284.3, "bed. This was known.")])
    page.lines[1] = replace(page.lines[1], bold_start=True)

    assert mark_headings([page], BODY, frozenset()) == [[]]


def test_a_bold_paragraph_that_ends_as_a_sentence_is_no_heading():
    assert titles(Set(70, 270, "The Board should act.", bold=True), *PROSE) == []


def test_a_label_beside_its_value_is_no_heading():
    assert titles(Set(70, 270, "Author", bold=True), Set(200, 270, "A reviewer"), *PROSE) == []


@pytest.mark.parametrize("text", ["3 Analysis", "3.1 The first year", "FINDINGS", "Appendix A"])
def test_without_headings_in_other_type_number_and_space_tell(text):
    assert titles(Set(70, 270, text), *PROSE) == [text]


@pytest.mark.parametrize(
    "text", ["3.1 He was seen in May.", "2 years later", "Section 3 of", "He was seen"]
)
def test_lines_of_prose_are_no_headings(text):
    assert titles(Set(70, 270, text), *PROSE) == []


def test_in_a_report_with_headings_in_other_type_a_number_is_not_enough():
    styled = [Set(70, 40 + 40 * at, f"{at} Chapter of it", 16) for at in range(1, 5)]

    assert len(titles(*styled, Set(70, 270, "3.1 He met them"), *PROSE)) == 4


def test_a_year_may_be_a_heading():
    assert titles(Set(70, 270, "2009", 14, bold=True), *PROSE) == ["2009"]


def test_the_number_of_a_heading_is_kept():
    page = page_lines([Set(70, 270, "4.12 Health", 14), *PROSE])

    ((heading,),) = mark_headings([page], BODY, frozenset())

    assert (heading.number, heading.page, page.roles[0]) == ("4.12", 1, MarkKind.HEADING)


def test_the_body_is_what_most_characters_are_set_in():
    assert body_of([page_lines([Set(70, 100, "Title", 20, bold=True), *PROSE])]) == BODY


def test_covers_hold_few_words_and_no_paragraphs():
    cover = page_lines([Set(70, 200, "Brindle Board", 20), Set(70, 240, "May 2015")])
    first = page_lines([Set(70, 100, "1 Introduction", 16), *PROSE], 2)
    bound = page_lines([Set(70, 200, "Part Two", 20), Set(70, 240, "Child N", 20)], 3)
    last = page_lines([Set(70, 100, "1 Introduction", 16), *PROSE], 4)

    assert cover_pages([cover, first, bound, last], BODY) == {1, 3}


def test_a_report_of_two_pages_has_no_cover():
    pages = [page_lines([Set(70, 200, "Learning review", 20)], 1), page_lines(PROSE, 2)]

    assert cover_pages(pages, BODY) == frozenset()
