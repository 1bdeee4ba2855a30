from __future__ import annotations

import pytest

from export.tables import tables
from schemas.codebook import codebook


def test_every_variable_of_the_codebook_has_a_column() -> None:
    columns = {column.name for table in tables().values() for column in table.columns}

    wanted = {variable.name for variable in codebook().variables if variable.kind != "age"}
    assert wanted <= columns
    assert {"age_months", "age_months_min", "age_months_max", "age_basis"} <= columns


def test_no_table_has_two_columns_of_one_name() -> None:
    for table in tables().values():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name


def test_a_row_has_every_column_and_no_other() -> None:
    table = tables()["mechanisms"]

    assert list(table.row({"code": "marac"})) == [column.name for column in table.columns]
    with pytest.raises(KeyError, match="no column colour"):
        table.row({"colour": "red"})
