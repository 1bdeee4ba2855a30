from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from export.tables import Cell, Column, Row, Table
from export.writers import Format, csv_cell, open_writer, read_cell, read_csv

TABLE = Table(
    "example",
    "An invented table.",
    (
        Column("words", "text", "Any text."),
        Column("count", "whole number", "Any number."),
        Column("months", "number", "Any number."),
        Column("seen", "yes or no", "Either."),
    ),
)

# Cells hold no empty text (it would be a value that says nothing) and no halves of characters.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "words": st.none()
            | TEXT
            | st.sampled_from(["=1+1", "'=1", "''-2", "@x", "\t=", "a\rb"]),
            "count": st.none() | st.integers(-(2**62), 2**62),
            "months": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "seen": st.none() | st.booleans(),
        }
    ),
    max_size=20,
)


def written(rows: list[Row], fmt: Format, directory: Path) -> Path:
    path = directory / f"example.{fmt}"
    writer = open_writer(path, TABLE, fmt)
    for row in rows:
        writer.write(row)
    writer.close()
    return path


@given(ROWS)
@example([])
def test_every_format_holds_the_same_values(rows: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        lines = written(rows, Format.JSONL, directory).read_text("utf-8").split("\n")[:-1]

        assert [json.loads(line) for line in lines] == rows
        assert list(read_csv(written(rows, Format.CSV, directory), TABLE)) == rows
        parquet = pq.read_table(written(rows, Format.PARQUET, directory))
        assert parquet.to_pylist() == rows
        assert parquet.column_names == ["words", "count", "months", "seen"]


@given(TEXT)
@example("'=x")
def test_an_escaped_cell_reads_back(text: str) -> None:
    cell = csv_cell(text)

    assert read_cell(cell, "text") == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-cmd", "@SUM(A1)", "\tx", "\rx"])
def test_raw_cells_are_left_as_they_are(text: str) -> None:
    assert csv_cell(text, raw=True) == text
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (True, "true"), (False, "false"), (-2.5, "-2.5"), (-3, "-3")]
)
def test_numbers_and_truth_are_written_plainly(cell: Cell, text: str) -> None:
    assert csv_cell(cell) == text


def test_pandas_reads_parquet_and_csv_alike(tmp_path: Path) -> None:
    rows: list[Row] = [{"words": "closed; reopened", "count": 3, "months": 1.5, "seen": None}]

    from_csv = pd.read_csv(written(rows, Format.CSV, tmp_path))
    from_parquet = pd.read_parquet(written(rows, Format.PARQUET, tmp_path))

    assert from_csv["words"].tolist() == from_parquet["words"].tolist() == ["closed; reopened"]
    assert from_csv["months"].tolist() == from_parquet["months"].tolist() == [1.5]
