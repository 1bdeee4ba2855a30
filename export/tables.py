"""The tables of the dataset and their columns, drawn from the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from records.paths import LIST_GROUPS
from schemas.codebook import Kind, Variable, codebook

Type = Literal["text", "whole number", "number", "yes or no"]
Cell = str | int | float | bool | None
Row = dict[str, Cell]

SEPARATOR = "; "
"""Parts the codes of a value that has several, in every format alike."""

_TYPES: dict[Kind, Type] = {"boolean": "yes or no"}
_STATE = "Coding state: whether the value is verified, or why there is none."
_STATUS = "What the report says, as far as the value is verified or suggested."


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: As it heads the table.
        type: Of its cells. Any cell may be empty.
        meaning: A sentence for people.
        variable: The variable of the codebook whose codes it takes, where it takes codes.
    """

    name: str
    type: Type
    meaning: str
    variable: Variable | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a row for each review, child, item of a list, or piece of evidence."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    def row(self, cells: Row) -> Row:
        """Return a row with every column in order. Raises KeyError for one that it has not."""
        names = [column.name for column in self.columns]
        unknown = cells.keys() - set(names)
        if unknown:
            raise KeyError(f"{self.name} has no column {', '.join(sorted(unknown))}")
        return {name: cells.get(name) for name in names}


@cache
def tables() -> dict[str, Table]:
    """Return every table by name, in the order of the codebook."""
    made = [_reviews(), _children(), *map(_items, LIST_GROUPS), _evidence()]
    return {table.name: table for table in made}


def value_columns(variable: Variable) -> tuple[Column, ...]:
    """Return the columns that hold the value of a variable: one, but for ages."""
    if variable.kind != "age":
        kind = _TYPES.get(variable.kind, "text")
        return (Column(variable.name, kind, _meaning(variable), variable),)
    return (
        Column("age_months", "number", f"{variable.definition} The least age, in months."),
        Column("age_months_min", "number", "Least age in months that the report allows."),
        Column("age_months_max", "number", "Age in months that the report rules out from above."),
        Column("age_basis", "text", "How the age is known.", variable),
    )


def _meaning(variable: Variable) -> str:
    several = " Several are separated by a semicolon." if variable.kind == "codes" else ""
    return f"{variable.label}: {variable.definition}{several}"


def _reviews() -> Table:
    return Table(
        "reviews",
        codebook().groups["review"],
        (
            _REPORT,
            Column("sha256", "text", "Hash of the file as received: its identity everywhere."),
            Column("file_name", "text", "Name of the file as received."),
            Column("report_state", "text", "How far the work on the report has come."),
            Column("pages", "whole number", "Number of pages."),
            Column("read_by_ocr", "yes or no", "Whether any page was read by OCR."),
            Column(
                "edition_of", "whole number", "The report of which this one is a later edition."
            ),
            *_coded("review"),
        ),
    )


def _children() -> Table:
    return Table(
        "children",
        codebook().groups["child"],
        (
            _REPORT,
            _CHILD,
            Column(
                "child_coding_state",
                "text",
                "verified where people decided on the child; suggested where the machine alone "
                "takes it for a subject of the review.",
            ),
            *_coded("child"),
        ),
    )


def _items(list_name: str) -> Table:
    group = LIST_GROUPS[list_name]
    columns = [column for variable in codebook().group(group) for column in value_columns(variable)]
    return Table(
        list_name,
        codebook().groups[group],
        (
            _REPORT,
            Column("path", "text", "Place in the record: leads to the rows of evidence."),
            *columns,
            Column("coding_state", "text", "verified, or suggested by the machine alone."),
            Column("status", "text", _STATUS),
            Column("page", "whole number", "Page of the first words that it rests on, from 1."),
            Column("quote", "text", "These words, in one line."),
            _CONFIDENCE,
        ),
    )


def _evidence() -> Table:
    return Table(
        "evidence",
        "The words on the page that each value rests on.",
        (
            _REPORT,
            Column("path", "text", "Place in the record."),
            Column("table", "text", "Table in which the value stands."),
            _CHILD,
            Column("number", "whole number", "Number of the words for this value, from 1."),
            Column("page", "whole number", "Page of the PDF, from 1."),
            Column("start", "whole number", "Offset of the first character in the page's text."),
            Column("end", "whole number", "Offset after the last character."),
            Column("quote", "text", "The words exactly as in the page's text."),
            Column("about", "text", "For a value with several codes, the code they support."),
            Column("coding_state", "text", "verified, or suggested by the machine alone."),
            Column("status", "text", _STATUS),
            _CONFIDENCE,
        ),
    )


def _coded(group: str) -> Iterator[Column]:
    for variable in codebook().group(group):
        name = variable.name
        yield from value_columns(variable)
        yield Column(f"{name}_coding_state", "text", _STATE)
        yield Column(f"{name}_status", "text", _STATUS)
        yield Column(f"{name}_page", "whole number", "Page of its first words, from 1.")
        yield Column(f"{name}_quote", "text", "These words, in one line.")


_REPORT = Column("report_id", "whole number", "Number of the report; joins the tables.")
_CHILD = Column("child_number", "whole number", "Number of the child in the review, from 0.")
_CONFIDENCE = Column(
    "confidence",
    "number",
    "The machine's chance (0 to 1) of being right; empty for what is verified.",
)
