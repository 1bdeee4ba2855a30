"""Cells keep the words and the spans of canonical text that they hold."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import lines_of
from ingest.ruled_tables import ruled_grids
from ingest.rulings import Ruling
from ingest.tables import table_of
from ingest.unruled_tables import unruled_grids
from tests.ingest.paper import Set, paragraph, typeset


def rows_of(page, grids):
    return [[[cell.text for cell in row] for row in table_of(page, g).rows] for g in grids]


def grid_lines(xs, ys):
    return [Ruling(xs[0], y, xs[-1], y) for y in ys] + [Ruling(x, ys[0], x, ys[-1]) for x in xs]


FAMILY = [
    Set(75, 112, "Name"), Set(205, 112, "Relation"), Set(355, 112, "Age"),
    Set(75, 132, "Mother"), Set(205, 132, "Mother of the"), Set(205, 146, "subject"),
    Set(355, 132, "23"),
    Set(75, 172, "Father"), Set(355, 172, "27"),
]  # fmt: skip
BOX = grid_lines([70, 200, 350, 500], [100, 120, 160, 180])
READ = [[["Name", "Relation", "Age"], ["Mother", "Mother of the subject", "23"],
         ["Father", "", "27"]]]  # fmt: skip


def test_ruled_lines_make_cells():
    page = typeset(FAMILY)

    assert rows_of(page, ruled_grids(page, BOX)) == READ


def test_borders_drawn_cell_by_cell_are_one_grid():
    page = typeset(FAMILY)
    pieces = [Ruling(x, y, x + 10, y) for y in (100, 120, 160, 180) for x in range(70, 500, 10)] + [
        Ruling(x, y, x, y + 10) for x in (70, 200, 350, 500) for y in range(100, 180, 10)
    ]

    assert rows_of(page, ruled_grids(page, pieces)) == READ


def test_a_cell_over_two_columns_is_read_as_one():
    page = typeset([Set(75, 112, "All agencies of the county and beyond"), *FAMILY[3:]])
    rulings = grid_lines([70, 200, 350, 500], [120, 160, 180])
    rulings += [Ruling(70, 100, 500, 100), Ruling(70, 100, 70, 120), Ruling(500, 100, 500, 120)]

    (table,) = rows_of(page, ruled_grids(page, rulings))

    assert table[0] == ["All agencies of the county and beyond", "", ""]


def test_a_frame_alone_is_a_text_box():
    page = typeset(paragraph("What the mother said", "was not written down."))

    assert ruled_grids(page, grid_lines([60, 400], [180, 240])) == []


def test_a_cell_whose_words_lie_apart_has_a_span_for_each_part():
    page = typeset([Set(75, 112, "one"), Set(205, 112, "two"), Set(75, 126, "more"),
                    Set(75, 152, "three"), Set(205, 152, "four")])  # fmt: skip

    (grid,) = ruled_grids(page, grid_lines([70, 200, 350], [100, 140, 160]))
    cell = table_of(page, grid).rows[0][0]

    assert cell.text == "one more"
    assert [page.text[start:end] for start, end in cell.spans] == ["one", "more"]


def unruled(*lines):
    page = typeset(lines)
    return rows_of(page, unruled_grids(page, lines_of(page)))


def test_aligned_words_make_a_table_without_rules():
    assert unruled(*FAMILY[:7], Set(75, 165, "Father"), Set(205, 165, "Unknown"),
                   Set(355, 165, "27")) == [[
        ["Name", "Relation", "Age"], ["Mother", "Mother of the subject", "23"],
        ["Father", "Unknown", "27"]]]  # fmt: skip


def test_a_row_with_one_cell_stays_in_its_table():
    made = unruled(
        Set(75, 100, "Police"), Set(300, 100, "2011"), Set(75, 115, "Cafcass"),
        Set(75, 130, "Housing"), Set(300, 130, "2012"), Set(75, 145, "School"),
        Set(300, 145, "2013"),
    )  # fmt: skip

    assert made == [[["Police", "2011"], ["Cafcass", ""], ["Housing", "2012"], ["School", "2013"]]]


def test_paragraphs_beside_their_numbers_are_no_table():
    lines = []
    for at in range(4):
        lines += [Set(70, 100 + 30 * at, f"3.{at}"), Set(120, 100 + 30 * at, "He was seen then.")]

    assert unruled(*lines) == []


def test_two_columns_of_prose_are_no_table():
    left = paragraph(*["The review was told of it by"] * 8, x=70)
    right = paragraph(*["the school and the police in"] * 8, x=320)

    assert unruled(*left, *right) == []


@given(st.lists(st.lists(st.sampled_from(["Mother", "23", "the nursery"]), min_size=3, max_size=3),
                min_size=2, max_size=5))  # fmt: skip
def test_every_cell_is_found_again_in_the_text(texts):
    page = typeset(
        [
            Set(75 + 130 * column, 112 + 20 * row, text)
            for row, cells in enumerate(texts)
            for column, text in enumerate(cells)
        ]
    )
    ys = [100 + 20 * row for row in range(len(texts) + 1)]

    (grid,) = ruled_grids(page, grid_lines([70, 200, 330, 460], ys))

    for row, cells in zip(table_of(page, grid).rows, texts, strict=True):
        assert [cell.text for cell in row] == cells
        for cell in row:
            assert " ".join(page.text[start:end] for start, end in cell.spans) == cell.text
