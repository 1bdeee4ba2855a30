"""The dictionary beside the dataset: every column, every code and every kind of missing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from export.shown import CODING_STATES
from export.tables import Column, Table, tables
from export.writers import csv_cell
from schemas.codebook import Code, codebook

_HEADINGS = ("table", "column", "type", "code", "label", "meaning")

_ABOUT_STATUSES = (
    "What the report says, where a person decided (or, for a suggestion, as the machine reads it). "
    "An empty status is no answer: look at the coding state. Silence is `not_mentioned`; it is "
    "never `stated_absent`."
)


def write_dictionary(directory: Path, *, include_unverified: bool) -> list[Path]:
    """Write codebook.csv and codebook.md into a directory and return their paths."""
    as_csv, as_text = directory / "codebook.csv", directory / "codebook.md"
    with as_csv.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(_HEADINGS)
        for table in tables().values():
            for column in table.columns:
                writer.writerows(_lines(table, column))
    as_text.write_text(_text(include_unverified), encoding="utf-8")
    return [as_csv, as_text]


def _lines(table: Table, column: Column) -> Iterator[list[str]]:
    """Yield the line of a column, and one for each code that it takes."""
    yield [table.name, column.name, column.type, "", "", csv_cell(column.meaning)]
    for name, code in codes_of(column).items():
        yield [table.name, column.name, column.type, name, code.label, csv_cell(code.definition)]


def codes_of(column: Column) -> dict[str, Code]:
    """Return the codes that a column takes, with what they mean; none for other columns."""
    if column.variable is not None:
        return codebook().codes(column.variable.group, column.variable.name)
    if column.name.endswith("coding_state"):
        return {name: Code(label=_label(name), definition=m) for name, m in CODING_STATES.items()}
    if column.name == "status" or column.name.endswith("_status"):
        return {
            name: Code(label=_label(name), definition=m) for name, m in codebook().statuses.items()
        }
    return {}


def _label(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _text(include_unverified: bool) -> str:
    holds = (
        "It holds verified values AND values that the machine suggests and nobody has verified. "
        "Use the coding states to tell them apart; report only what is verified."
        if include_unverified
        else "It holds verified values alone: each was decided by a person who saw the page."
    )
    parts = [
        "# Codebook of this dataset",
        holds,
        f"Codebook version {codebook().version}. Every table is joined by `report_id`.",
        "## Coding states",
        _definitions(CODING_STATES),
        "## Statuses",
        _ABOUT_STATUSES,
        _definitions(codebook().statuses),
    ]
    for table in tables().values():
        parts += [f"## Table `{table.name}`", table.meaning, _columns(table)]
    parts += ["## Codes", *_code_lists()]
    return "\n\n".join(parts) + "\n"


def _definitions(meanings: dict[str, str]) -> str:
    return "\n".join(f"- `{name}`: {meaning}" for name, meaning in meanings.items())


def _columns(table: Table) -> str:
    lines = ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {c.type} | {_in_cell(c.meaning)} |" for c in table.columns]
    return "\n".join(lines)


def _code_lists() -> Iterator[str]:
    for variable in codebook().variables:
        if variable.codes:
            yield f"### {variable.group}: {variable.label}"
            yield "\n".join(_code_line(name, code) for name, code in variable.codes.items())


def _code_line(name: str, code: Code) -> str:
    direction = f" (direction: {code.direction})" if code.direction else ""
    meaning = f": {code.definition}" if code.definition else ""
    return f"- `{name}` ({code.label}){meaning}{direction}"


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")
