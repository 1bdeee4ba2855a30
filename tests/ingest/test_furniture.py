"""Running matter is told from prose by coming again; narrative is never taken for it."""

import pytest

from ingest.furniture import mark_furniture, mark_watermarks
from schemas.document import MarkKind
from tests.ingest.paper import Set, page_lines, paragraph

PROSE = [
    ("In March the family moved to a flat in the town.", "They were seen there twice."),
    ("The health visitor called in April and was let in.", "She weighed the baby."),
    ("In May the nursery wrote to the social worker.", "No reply is on the file."),
    ("A meeting was held in June, which the GP missed.", "The plan was closed."),
    ("In July the grandmother rang the duty team.", "Her call was logged."),
    ("The collapse was in August, in the early morning.", "An ambulance was called."),
]


def report(*edges, pages=6):
    """Return pages of prose with these lines, which are made from each page's number."""
    made = [
        page_lines(
            [*paragraph(*PROSE[at]), *(edge(at + 1) for edge in edges)],
            number=at + 1,
        )
        for at in range(pages)
    ]
    mark_furniture(made, body_size=11)
    return made


def roles(pages):
    return [page.roles[2:] for page in pages]


def test_the_same_words_at_the_top_of_pages_are_a_header():
    pages = report(lambda _: Set(70, 40, "Brindle Safeguarding Children Board"))

    assert roles(pages) == [[MarkKind.HEADER]] * 6
    assert all(page.roles[:2] == [None, None] for page in pages)


@pytest.mark.parametrize(
    "text", ["{}", "Page {}", "Page {} of 9", "- {} -", "{} | 9", "P a g e {} | 9", "[{}]"]
)
def test_numbers_that_count_the_pages_are_page_numbers(text):
    pages = report(lambda number: Set(280, 810, text.format(number)))

    assert roles(pages) == [[MarkKind.PAGE_NUMBER]] * 6


def test_a_footer_may_hold_the_page_number():
    pages = report(lambda number: Set(70, 810, f"SCR Child N - version 3 - page {number}"))

    assert roles(pages) == [[MarkKind.FOOTER]] * 6


def test_left_and_right_pages_may_have_headers_of_their_own():
    pages = report(
        lambda number: Set(70, 40, "Overview report" if number % 2 else "Brindle LSCB restricted")
    )

    assert roles(pages) == [[MarkKind.HEADER]] * 6


def test_letters_that_ocr_reads_unevenly_do_not_hide_a_header():
    pages = report(lambda number: Set(70, 40, "LSCB - Child D" + (" ." if number == 2 else "")))

    assert roles(pages) == [[MarkKind.HEADER]] * 6


def test_prose_at_the_top_of_a_page_is_no_header():
    pages = [
        page_lines(paragraph(*text, y=60), number) for number, text in enumerate(PROSE, start=1)
    ]

    mark_furniture(pages, body_size=11)

    assert all(role is None for page in pages for role in page.roles)


def test_numbered_findings_on_following_pages_are_no_header():
    pages = report(lambda number: Set(70, 60, f"Finding {number}", 15, bold=True))

    assert roles(pages) == [[None]] * 6


def test_two_pages_alike_in_a_long_report_are_not_enough():
    pages = report(lambda number: Set(70, 40, "Conclusion" if number < 3 else f"Part {number**2}"))

    assert roles(pages) == [[None]] * 6


@pytest.mark.parametrize("text", ["Page 1 of 1", "P a g e 1", "1 | P a g e"])
def test_a_page_number_that_says_so_needs_no_second_page(text):
    pages = report(lambda _: Set(280, 810, text), pages=1)

    assert roles(pages) == [[MarkKind.PAGE_NUMBER]]


def test_a_stamp_across_the_pages_is_left_out():
    pages = [
        page_lines([*paragraph(*text), Set(200, 420, "DRAFT", 60)], number)
        for number, text in enumerate(PROSE, start=1)
    ]

    mark_watermarks(pages)

    assert roles(pages) == [[MarkKind.HEADER]] * 6
