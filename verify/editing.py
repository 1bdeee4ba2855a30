"""The form in which a value is written: texts, dates, ages, sets of codes, items of lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict

from records.paths import CODE_ONLY, KEYED_BY_CODE, LIST_GROUPS, ItemPlace, VariablePlace
from schemas.codebook import Code, Kind, Variable, codebook
from schemas.finding import FindingValue
from verify.asking import CHILDREN
from verify.fields import Field
from verify.words import variable_in_words

HINTS: dict[Kind, str] = {
    "age": "Like 11 weeks, 2 years 4 months, 15, or 13 to 15 years.",
    "partial_date": "Like 2014, February 2014 or 17 February 2014.",
    "text": "As the report writes it.",
    "code": "",
    "codes": "",
    "boolean": "",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the form. A fixed one is shown and sent, not changed."""

    name: str
    label: str
    kind: Kind
    hint: str
    optional: bool = False
    codes: dict[str, Code] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    fixed: bool = False

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.given[0] if self.given else ""


@dataclass(frozen=True, slots=True)
class Editor:
    """The form. `legend` is its heading; `list_name` is given where an item is added."""

    legend: str
    inputs: list[Input]
    list_name: str = ""


def editor_for(item: Field | None, add: str, entered: QueryDict) -> Editor | None:
    """Return the form for a field, or for an item to add to a list; None where codes suffice.

    What was entered and could not be saved stands in it again.
    """
    if add == CHILDREN:
        return Editor("Add a child", [], add)
    if add:
        return Editor(f"Add to {_list_label(add)}", _item_inputs(add, None, entered, key=""), add)
    if item is None:
        return None
    inputs = _inputs_of(item, entered)
    return Editor(f"Change {item.name}", inputs) if inputs else None


def _inputs_of(item: Field, entered: QueryDict) -> list[Input]:
    """Return the inputs of a field; none where it is given by one of a few codes."""
    place = item.place
    if isinstance(place, VariablePlace) and place.variable.kind not in {"code", "boolean"}:
        given = tuple(entered.getlist("value")) or _given(place.variable, item.value)
        return [_input("value", place.variable, given)]
    if isinstance(place, ItemPlace) and place.list_name != "mechanisms":
        return _item_inputs(place.list_name, item.value, entered, key=place.key)
    return []


def _list_label(name: str) -> str:
    return name.replace("_", " ")


def _item_inputs(
    list_name: str, value: FindingValue, entered: QueryDict, *, key: str
) -> list[Input]:
    fields = value if isinstance(value, dict) else {"code": value}
    inputs = []
    for variable in codebook().group(LIST_GROUPS[list_name]):
        name = f"field-{variable.name}"
        if key and variable.name == "code" and list_name in KEYED_BY_CODE:
            inputs.append(Input(name, variable.label, "code", "", given=(key,), fixed=True))
            continue
        given = tuple(entered.getlist(name)) or _given(variable, fields.get(variable.name))
        inputs.append(_input(name, variable, given))
        if list_name in CODE_ONLY:
            break
    return inputs


def _input(name: str, variable: Variable, given: tuple[str, ...]) -> Input:
    return Input(
        name=name,
        label=variable.label,
        kind=variable.kind,
        hint=HINTS[variable.kind] or variable.definition,
        optional=variable.optional,
        codes=codebook().codes(variable.group, variable.name),
        given=given,
    )


def _given(variable: Variable, value: FindingValue) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(value)
    if variable.kind in {"age", "partial_date"}:
        return (variable_in_words(variable, value),)
    return (str(value),)
