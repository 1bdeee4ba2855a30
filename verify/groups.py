"""The groups of the record on the desk: each has a letter, a colour and a line pattern."""

from __future__ import annotations

from dataclasses import dataclass

from records.paths import ChildPlace, ItemPlace, VariablePlace, place_of


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fields.

    Attributes:
        key: What the group is called in addresses, such as "review" or "child-0".
        look: The name under which `tokens.css` keeps its colour.
        letter: Printed beside its fields and on the page.
        label: Its heading.
        lists: The lists of the record that it holds; items may be added to them.
        child: Number (from 0) of its child, None for a group of no child.
    """

    key: str
    look: str
    letter: str
    label: str
    lists: tuple[str, ...] = ()
    child: int | None = None


REVIEW = Group("review", "review", "R", "Review")
LISTS = (
    Group("agencies", "agencies", "A", "Agencies", ("agencies", "mechanisms")),
    Group("pressure", "pressure", "P", "Pressure points", ("pressure_points",)),
    Group("family", "family", "F", "Family factors", ("family_factors",)),
    Group("themes", "themes", "T", "Themes", ("practice_themes",)),
    Group("recs", "recs", "M", "Recommendations", ("recommendations",)),
)
_OF_LIST = {name: group for group in LISTS for name in group.lists}


def child_group(number: int, label: str = "") -> Group:
    """Return the group of a child (from 0), named as the report names the child."""
    return Group(
        f"child-{number}",
        "child",
        "C",
        f"Child: {label}" if label else f"Child {number + 1}",
        child=number,
    )


def group_of(path: str, child_labels: dict[int, str]) -> Group:
    """Return the group that shows a path. Raises PathError where the path leads nowhere."""
    place = place_of(path)
    if isinstance(place, ItemPlace):
        return _OF_LIST[place.list_name]
    number = place.child
    if isinstance(place, ChildPlace | VariablePlace) and number is not None:
        return child_group(number, child_labels.get(number, ""))
    return REVIEW
