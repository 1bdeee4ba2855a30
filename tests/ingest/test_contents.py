"""Contents lines lead to pages; headings and sentences do not."""

import pytest

from ingest.contents import mark_contents
from schemas.document import MarkKind
from tests.ingest.paper import Set, page_lines, paragraph


def roles(*texts):
    page = page_lines(paragraph(*texts))
    mark_contents([page])
    return page.roles


@pytest.mark.parametrize(
    "text",
    [
        "1 Introduction .......... 3",
        "2. The family . . . . . . . . . 4",
        "Analysis\u2026\u2026\u2026\u2026 12",
        "Appendix A ______ iv",
    ],
)
def test_dot_leaders_make_an_entry_anywhere(text):
    assert roles("A sentence of prose.", text) == [None, MarkKind.CONTENTS]


def test_under_a_contents_heading_a_page_number_is_enough():
    assert roles("Contents", "1 Introduction 3", "2 The family 4") == [MarkKind.CONTENTS] * 3


def test_numbers_may_stand_on_lines_of_their_own():
    assert (
        roles("Table of contents", "Introduction", "3", "Analysis", "7") == [MarkKind.CONTENTS] * 5
    )


def test_the_list_ends_where_prose_begins():
    made = roles(
        "Contents",
        "1 Introduction 3",
        "1 Introduction",
        "This review is about a boy who was seen by nine agencies in the year before he died,",
        "and it asks why none of them spoke to the others.",
    )

    assert made == [MarkKind.CONTENTS, MarkKind.CONTENTS, None, None, None]


def test_a_title_over_two_lines_is_one_entry():
    assert (
        roles("6 What was learned of", "the boundaries between services ....... 9")
        == [MarkKind.CONTENTS] * 2
    )


def test_without_a_contents_heading_a_trailing_number_means_nothing():
    assert roles("She was seen at School 1", "and then at School 2") == [None, None]


def test_a_list_runs_on_over_pages():
    first = page_lines(paragraph("Contents", "1 Introduction 3"))
    second = page_lines([Set(70, 100, "9 Conclusion 14"), Set(70, 115, "10 Glossary 15")], 2)

    mark_contents([first, second])

    assert second.roles == [MarkKind.CONTENTS] * 2
