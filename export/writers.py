"""Rows to files: CSV, Parquet and JSON Lines, with the same values in each.

CSV is opened in spreadsheets, where a cell that begins with = + - @, a tab or a carriage return
can run as a formula. Such text is written with a ' before it; `read_cell` takes it off again.
"""

from __future__ import annotations

import csv
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from export.tables import Cell, Row, Table, Type

ROWS_AT_A_TIME = 1000

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")

_ARROW: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "whole number": pa.int64(),
    "number": pa.float64(),
    "yes or no": pa.bool_(),
}


class Format(StrEnum):
    """The formats of the dataset; the value is the end of the file name."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"


class Writer(ABC):
    """Writes one table to one file, row by row. Close it: only then is the file whole."""

    @abstractmethod
    def write(self, row: Row) -> None:
        """Write a row that has every column of the table."""

    @abstractmethod
    def close(self) -> None:
        """Write what is left and close the file."""


def open_writer(path: Path, table: Table, fmt: Format, *, raw: bool = False) -> Writer:
    """Return a writer of a table.

    Args:
        path: The file; what is there is overwritten.
        table: Its columns.
        fmt: The format.
        raw: Whether to leave risky text in CSV as it is, for programs that are no spreadsheets.
    """
    if fmt is Format.PARQUET:
        return _ParquetWriter(path, table)
    file = path.open("w", encoding="utf-8", newline="")
    return _CsvWriter(file, table, raw=raw) if fmt is Format.CSV else _JsonlWriter(file)


class _CsvWriter(Writer):
    def __init__(self, file: TextIO, table: Table, *, raw: bool) -> None:
        self._file = file
        self._raw = raw
        self._names = [column.name for column in table.columns]
        self._csv = csv.writer(file, lineterminator="\r\n")
        self._csv.writerow(self._names)

    def write(self, row: Row) -> None:
        self._csv.writerow([csv_cell(row[name], raw=self._raw) for name in self._names])

    def close(self) -> None:
        self._file.close()


class _JsonlWriter(Writer):
    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: Row) -> None:
        self._file.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")

    def close(self) -> None:
        self._file.close()


class _ParquetWriter(Writer):
    def __init__(self, path: Path, table: Table) -> None:
        self._schema = pa.schema(
            [_arrow_field(column.name, column.type) for column in table.columns]
        )
        self._parquet = pq.ParquetWriter(path, self._schema)
        self._rows: list[Row] = []

    def write(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= ROWS_AT_A_TIME:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._parquet.close()

    def _flush(self) -> None:
        if self._rows:
            self._parquet.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


def _arrow_field(name: str, kind: Type) -> pa.Field:
    return pa.field(name, _ARROW[kind])


def csv_cell(cell: Cell, *, raw: bool = False) -> str:
    """Return a cell as CSV has it: nothing for None, true and false, text that no program runs.

    >>> csv_cell("=1+1")
    "'=1+1"
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and not raw and _RISKY.match(cell):
        return f"'{cell}"
    return str(cell)


def read_cell(text: str, kind: Type) -> Cell:
    """Return the cell that `csv_cell` wrote (not raw).

    >>> read_cell("'=1+1", "text")
    '=1+1'
    """
    if text == "":
        return None
    if kind == "whole number":
        return int(text)
    if kind == "number":
        return float(text)
    if kind == "yes or no":
        return text == "true"
    return text[1:] if _ESCAPED.match(text) else text


def read_csv(path: Path, table: Table) -> Sequence[Row]:
    """Return the rows of a table that was written as CSV (not raw)."""
    types = {column.name: column.type for column in table.columns}
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: read_cell(text, types[name]) for name, text in row.items()}
            for row in csv.DictReader(file)
        ]
