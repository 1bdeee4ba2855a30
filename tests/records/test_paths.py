from __future__ import annotations

import pytest

from records.paths import (
    LIST_GROUPS,
    ChildPlace,
    ItemPlace,
    PathError,
    VariablePlace,
    path_to,
    place_of,
    variable_name,
)
from schemas.codebook import codebook


def test_each_variable_leads_to_its_place_and_back() -> None:
    for variable in codebook().group("review"):
        assert place_of(path_to(variable)) == VariablePlace(variable, None)
    for variable in codebook().group("child"):
        assert place_of(path_to(variable, 2)) == VariablePlace(variable, 2)
        assert variable_name(path_to(variable, 2)) == f"child.{variable.name}"


def test_each_group_of_the_codebook_has_its_place() -> None:
    assert {"review", "child", *LIST_GROUPS.values()} == set(codebook().groups)


def test_items_and_children() -> None:
    item = place_of("pressure_points.case_closed-6-1204")
    assert item == ItemPlace("pressure_points", "case_closed-6-1204")
    assert isinstance(item, ItemPlace)
    assert item.group == "pressure_point"
    assert place_of("children.1") == ChildPlace(1)
    assert variable_name("children.1") is None


@pytest.mark.parametrize("path", ["children.\u0661", "children.-1", "agencies.", "review.sex"])
def test_what_only_looks_like_a_path(path: str) -> None:
    with pytest.raises(PathError):
        place_of(path)
