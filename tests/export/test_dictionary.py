from __future__ import annotations

from pathlib import Path

import pytest

from export.dictionary import codes_of
from export.shown import CODING_STATES, NOT_ASKED
from export.tables import Column, tables
from schemas.codebook import codebook
from schemas.status import CodingState, ValueStatus

DOCS = Path(__file__).parents[2] / "docs" / "dataset.md"


def column(table: str, name: str) -> Column:
    (found,) = [column for column in tables()[table].columns if column.name == name]
    return found


def test_a_column_of_codes_knows_them() -> None:
    assert codes_of(column("children", "csc_highest_ever")) == codebook().codes(
        "child", "csc_level"
    )
    assert set(codes_of(column("agencies", "roles"))) == {
        "involved",
        "contributed",
        "panel",
        "not_involved",
    }
    assert codes_of(column("reviews", "label")) == {}


@pytest.mark.parametrize("name", ["coding_state", "status"])
def test_states_and_statuses_are_explained_everywhere(name: str) -> None:
    wanted = codes_of(column("evidence", name))

    assert wanted == codes_of(column("children", f"outcome_{name}"))
    assert all(code.definition for code in wanted.values())


def test_what_was_rejected_is_no_state_of_the_dataset() -> None:
    assert set(CODING_STATES) == {*CodingState, NOT_ASKED} - {CodingState.REJECTED}


def test_the_documentation_names_every_table_state_and_status() -> None:
    text = DOCS.read_text("utf-8")

    for name in (*tables(), *CODING_STATES, *ValueStatus):
        assert f"| `{name}` |" in text, name
