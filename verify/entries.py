"""What a person entered in a form, as a value of the record.

Only the form is read here; whether the value may stand is for `records.checking`.
"""

from __future__ import annotations

from django.http import QueryDict

from records.checking import CodingError
from records.paths import CODE_ONLY, ChildPlace, ItemPlace, Place, VariablePlace
from schemas.codebook import Variable, codebook
from schemas.finding import FindingValue
from verify.ages import age_from
from verify.dates import date_from

_BOOLEANS = {"yes": True, "no": False}


def value_from(place: Place, form: QueryDict) -> FindingValue:
    """Return the value that a form gives for a place.

    A variable comes as `value` (several for a set of codes), an item as one `field-NAME` for each
    of its variables. Raises CodingError, which says what is missing or how to write it.
    """
    if isinstance(place, VariablePlace):
        return _variable(place.variable, form.getlist("value"))
    if isinstance(place, ChildPlace):
        return None
    if place.list_name in CODE_ONLY:
        return _variable(codebook().variable(place.group, "code"), form.getlist("field-code"))
    return _item(place, form)


def _item(place: ItemPlace, form: QueryDict) -> FindingValue:
    fields: dict[str, object] = {}
    for variable in codebook().group(place.group):
        given = [text for text in form.getlist(f"field-{variable.name}") if text.strip()]
        if given:
            fields[variable.name] = _variable(variable, given)
        elif not variable.optional:
            raise CodingError(f"{variable.label} is missing. Give it, and save again.")
    return fields


def _variable(variable: Variable, given: list[str]) -> FindingValue:
    texts = [text.strip() for text in given if text.strip()]
    if not texts:
        raise CodingError(f"{variable.label}: give a value, or say that it is not mentioned.")
    if variable.kind == "codes":
        return texts
    if variable.kind == "age":
        return age_from(texts[0])
    if variable.kind == "partial_date":
        return date_from(texts[0])
    if variable.kind == "boolean":
        return _BOOLEANS.get(texts[0].lower())
    return texts[0]
