"""A block ends where the layout shows an end, and nowhere else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import blocks_of, leading_of
from schemas.document import MarkKind
from tests.ingest.paper import Set, page_lines, paragraph

FULL = "The social worker visited on the second day and wrote"


def blocks(*lines, roles=None):
    page = page_lines(lines)
    for at, role in (roles or {}).items():
        page.roles[at] = role
    return [page.words.text[b.start : b.end].replace("\r\n", " / ") for b in blocks_of(page, 1.3)]


def test_lines_set_solid_are_one_block():
    assert blocks(*paragraph(FULL, "that the flat was warm.")) == [
        f"{FULL} / that the flat was warm."
    ]


def test_a_wider_gap_ends_a_block():
    assert len(blocks(Set(70, 100, FULL), Set(70, 125, "She came again in May."))) == 2


def test_other_type_ends_a_block():
    assert len(blocks(Set(70, 100, FULL, 16), Set(70, 118, "She came again in May."))) == 2


def test_a_bullet_or_letter_begins_a_block():
    for first, second in (("\u2022 one", "\u2022 two"), ("a) one", "b) two"), ("- one", "- two")):
        assert len(blocks(*paragraph(first, second))) == 2


def test_a_paragraph_number_begins_a_block_after_a_sentence():
    assert len(blocks(*paragraph(f"1.1 {FULL}", "that he slept.", "1.2 She came again."))) == 2


def test_a_number_in_the_middle_of_a_sentence_begins_none():
    assert len(blocks(*paragraph(FULL, "2.5 times as often as other families of the same"))) == 1


def test_a_line_that_its_author_ended_ends_a_block():
    made = blocks(*paragraph(FULL, "that he slept.", FULL, "that he woke."))

    assert made == [f"{FULL} / that he slept.", f"{FULL} / that he woke."]


def test_a_sentence_runs_on_into_the_next_column():
    left = paragraph(FULL, "that the plan would", x=70, y=600)
    right = paragraph("be closed in June.", x=320, y=100)

    assert len(blocks(*left, *right)) == 1


def test_a_word_broken_by_a_hyphen_never_ends_a_block():
    assert len(blocks(Set(70, 100, "safe-"), Set(70, 140, "guarding"))) == 1


def test_a_role_of_its_own_parts_a_line_from_prose():
    made = blocks(*paragraph(FULL, "Restricted", "that he slept."), roles={1: MarkKind.FOOTER})

    assert made == [FULL, "Restricted", "that he slept."]


def test_a_row_of_a_table_is_a_block():
    page = page_lines(
        [Set(70, 100, "Mother"), Set(200, 100, "23"), Set(70, 115, "Father"), Set(200, 115, "27")]
    )
    page.add_table([[[0], [1]], [[2], [3]]])

    made = [page.words.text[b.start : b.end] for b in blocks_of(page, 1.3)]

    assert made == ["Mother\r\n23", "Father\r\n27"]


def test_the_leading_is_that_of_most_lines():
    double = [Set(70, 100 + 22 * at, FULL) for at in range(6)]

    assert leading_of([page_lines(double)]) == 2.0


LINES = st.lists(
    st.builds(
        Set,
        x=st.sampled_from([70.0, 90.0, 300.0]),
        y=st.floats(60, 800),
        text=st.sampled_from([FULL, "1.1 He", "\u2022", "\u2022 one", "seen.", "2", "safe-"]),
        size=st.sampled_from([8.0, 11.0, 16.0]),
        bold=st.booleans(),
    ),
    max_size=12,
)


@given(LINES)
def test_blocks_hold_every_word_once_in_order(lines):
    page = page_lines(lines)

    made = blocks_of(page, leading_of([page]))

    held = [w for b in made for w in page.words.words if b.start <= w.start and w.end <= b.end]
    assert held == list(page.words.words)
    assert all(a.end <= b.start for a, b in pairwise(made))
