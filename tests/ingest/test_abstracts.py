"""Tables of abstracts are known by their heads."""

from __future__ import annotations

import pytest

from ingest.abstracts import AbstractColumns, abstract_columns


@pytest.mark.parametrize(
    ("heads", "text", "name"),
    [
        (["Title", "Abstract"], 1, 0),
        (["Record ID", "Year", "Case summary"], 2, 0),
        (["Summary", "Abstract", "Label"], 1, 2),
        (["ABSTRACT_NOTE"], 0, None),
        (["Full-text", "Review title"], 0, 1),
    ],
)
def test_heads_of_tables_of_abstracts(heads: list[str], text: int, name: int | None) -> None:
    assert abstract_columns(heads) == AbstractColumns(text, name)


@pytest.mark.parametrize(
    "heads", [["Board", "Page", "File"], ["https://reviews.example/a.pdf"], []]
)
def test_heads_of_other_tables(heads: list[str]) -> None:
    assert abstract_columns(heads) is None


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (["Child A\n(2014)", "Words."], "Child A (2014).txt"),
        (["../../etc/passwd", "Words."], ".. .. etc passwd.txt"),
        (["notes.txt", "Words."], "notes.txt"),
        (["t" * 500, "Words."], "t" * 120 + ".txt"),
        ([" ", "Words."], "table line 3.txt"),
        ([], "table line 3.txt"),
    ],
)
def test_a_row_is_named_by_its_title(cells: list[str], name: str) -> None:
    assert AbstractColumns(1, 0).name_of(cells, "table line 3") == name


def test_a_row_that_ends_before_its_abstract_has_none() -> None:
    assert AbstractColumns(1, 0).text_of(["Child A"]) == ""
