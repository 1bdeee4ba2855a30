"""Other values for a field, each to be taken with one key."""

from __future__ import annotations

from dataclasses import dataclass

from records.paths import VariablePlace
from schemas.codebook import Code, codebook
from schemas.finding import FindingValue
from verify.fields import Field
from verify.words import score_in_words, value_in_words


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to take.

    Attributes:
        token: How a form names it: "other:0" for a value that the machine found support for,
            "code:NAME" for a code.
        label: The value in words.
        definition: The codebook on it.
        score: The machine's score in words, "" where it found no support.
    """

    token: str
    label: str
    definition: str = ""
    score: str = ""


_YES_NO = {"yes": Code(label="Yes"), "no": Code(label="No")}


def choices_for(item: Field) -> list[Choice]:
    """Return the other values of a field: those with support first, then the other codes."""
    supported = [
        Choice(
            f"other:{at}",
            value_in_words(item.place, other.value) or item.name,
            _definition(item, other.value),
            score_in_words(other.confidence),
        )
        for at, other in enumerate(item.alternatives)
        if other.value != item.value
    ]
    taken = {_code(item.value), *(_code(other.value) for other in item.alternatives)}
    return supported + [
        Choice(f"code:{code}", known.label, known.definition)
        for code, known in _codes(item).items()
        if code not in taken
    ]


def choice_value(item: Field, token: str) -> FindingValue:
    """Return the value that a form's token names. Raises KeyError where there is none such."""
    kind, _, name = token.partition(":")
    if kind == "other" and name.isascii() and name.isdigit():
        others = item.alternatives
        if int(name) < len(others):
            return others[int(name)].value
    if kind == "code" and name in _codes(item):
        return {"yes": True, "no": False}[name] if _codes(item) is _YES_NO else name
    raise KeyError(token)


def _codes(item: Field) -> dict[str, Code]:
    """Return the codes of a field that takes one; empty for any other field."""
    if not isinstance(item.place, VariablePlace):
        return {}
    variable = item.place.variable
    if variable.kind == "boolean":
        return _YES_NO
    return codebook().codes(variable.group, variable.name) if variable.kind == "code" else {}


def _code(value: FindingValue) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else None


def _definition(item: Field, value: FindingValue) -> str:
    known = _codes(item).get(value) if isinstance(value, str) else None
    return known.definition if known else ""
