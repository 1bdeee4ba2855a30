"""Paths of the record, such as `review.label`, `children.0.outcome` and `agencies.police`."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.codebook import Variable, codebook

LIST_GROUPS = {
    "agencies": "agency",
    "mechanisms": "mechanism",
    "pressure_points": "pressure_point",
    "family_factors": "family_factor",
    "practice_themes": "practice_theme",
    "recommendations": "recommendation",
}
"""The lists of the record and the codebook's group of each."""

CODE_ONLY = {"mechanisms", "practice_themes"}
"""Lists whose items are a code and nothing else."""

KEYED_BY_CODE = {"agencies", "mechanisms", "practice_themes"}
"""Lists with one item for a code, so that the key is the code."""


class PathError(ValueError):
    """A path leads to no place of the record."""


@dataclass(frozen=True, slots=True)
class VariablePlace:
    """The place of one variable. `child` is its number (from 0), None for the review."""

    variable: Variable
    child: int | None


@dataclass(frozen=True, slots=True)
class ChildPlace:
    """The place of a whole child, which may be added or rejected."""

    child: int


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """The place of one item of a list."""

    list_name: str
    key: str

    @property
    def group(self) -> str:
        """The codebook's group of the list."""
        return LIST_GROUPS[self.list_name]


Place = VariablePlace | ChildPlace | ItemPlace


def place_of(path: str) -> Place:
    """Return the place that a path leads to. Raises PathError where there is none.

    >>> place_of("agencies.police")
    ItemPlace(list_name='agencies', key='police')
    """
    first, _, rest = path.partition(".")
    if first in LIST_GROUPS and rest:
        return ItemPlace(first, rest)
    if first == "review" and rest:
        return VariablePlace(_variable("review", rest, path), None)
    number, _, name = rest.partition(".")
    if first == "children" and number.isascii() and number.isdigit():
        child = int(number)
        return VariablePlace(_variable("child", name, path), child) if name else ChildPlace(child)
    raise PathError(f"{path!r} is no place of the record.")


def _variable(group: str, name: str, path: str) -> Variable:
    try:
        return codebook().variable(group, name)
    except KeyError:
        raise PathError(f"{path!r}: the codebook has no variable {group}.{name}.") from None


def variable_name(path: str) -> str | None:
    """Return the codebook's name of the variable at a path ("child.outcome"), None for items."""
    place = place_of(path)
    if isinstance(place, VariablePlace):
        return f"{place.variable.group}.{place.variable.name}"
    return None


def path_to(variable: Variable, child: int | None = None) -> str:
    """Return the path of a variable of the review, or of a child by its number (from 0)."""
    return f"review.{variable.name}" if child is None else f"children.{child}.{variable.name}"
