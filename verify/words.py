"""Values of the record in words for people: labels of the codebook, never codes."""

from __future__ import annotations

from records.paths import CODE_ONLY, ChildPlace, ItemPlace, Place, VariablePlace
from schemas.codebook import Code, Variable, codebook
from schemas.finding import FindingValue
from schemas.status import ValueStatus
from verify.ages import age_in_words
from verify.dates import date_in_words

STATUS_WORDS = {
    ValueStatus.STATED: "Stated",
    ValueStatus.STATED_ABSENT: "Stated absent",
    ValueStatus.NOT_MENTIONED: "Not mentioned",
    ValueStatus.WITHHELD: "Withheld",
    ValueStatus.UNSURE: "Unsure",
}
_LONGEST_NAME = 60


def field_name(place: Place, value: FindingValue) -> str:
    """Return what a field is called: the label of its variable, or of the code of an item."""
    if isinstance(place, VariablePlace):
        return place.variable.label
    if isinstance(place, ChildPlace):
        return "This child"
    code = item_code(place, value)
    if code is not None:
        known = codebook().codes(place.group, "code").get(code)
        return known.label if known else code
    number = value.get("number") if isinstance(value, dict) else None
    return f"Recommendation {number}" if number else "Recommendation"


def item_code(place: ItemPlace, value: FindingValue) -> str | None:
    """Return the code of an item, None for a list whose items have none."""
    if place.list_name in CODE_ONLY:
        return str(value) if value is not None else place.key
    if isinstance(value, dict):
        code = value.get("code")
        return None if code is None else str(code)
    return place.key if place.list_name == "agencies" else None


def value_in_words(place: Place, value: FindingValue) -> str:
    """Return a value in words; "" where there is none."""
    if isinstance(place, VariablePlace):
        return variable_in_words(place.variable, value)
    if isinstance(place, ChildPlace):
        return "A subject child of the review"
    if isinstance(value, dict):
        return item_in_words(place, value)
    return field_name(place, value) if value is not None else ""


def variable_in_words(variable: Variable, value: FindingValue) -> str:
    """Return a value of a variable in words; "" where there is none."""
    if value is None:
        return ""
    if variable.kind == "age" and isinstance(value, dict):
        return age_in_words(value)
    if variable.kind == "partial_date":
        return date_in_words(str(value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    codes = codebook().codes(variable.group, variable.name)
    if isinstance(value, list):
        return ", ".join(_label(codes, code) for code in value)
    return _label(codes, str(value))


def item_in_words(place: ItemPlace, value: dict[str, object]) -> str:
    """Return what an item says beyond its name."""
    if place.list_name == "recommendations":
        return str(value.get("text", ""))
    parts = []
    for variable in codebook().group(place.group):
        field = value.get(variable.name)
        if variable.name == "code" or field in (None, "", []):
            continue
        said = variable_in_words(variable, field)  # type: ignore[arg-type]  # JSON, checked when stored
        if variable.name == "judged_problem":
            said = {"yes": "Judged a problem", "no": "Not judged a problem"}.get(
                str(field), "Unclear whether judged a problem"
            )
        elif variable.name in {"from_level", "to_level", "when"}:
            said = f"{variable.label.lower()}: {said}"
        parts.append(said)
    return " · ".join(parts)


def definition(place: Place, value: FindingValue) -> str:
    """Return the codebook's definition of a value, or of what is asked where there is none."""
    if isinstance(place, ChildPlace):
        return codebook().groups["child"]
    if isinstance(place, ItemPlace):
        code = item_code(place, value)
        codes = codebook().codes(place.group, "code") if code else {}
        known = codes.get(code or "")
        return known.definition if known else codebook().groups[place.group]
    codes = codebook().codes(place.variable.group, place.variable.name)
    known = codes.get(value) if isinstance(value, str) else None
    return (known.definition if known else "") or place.variable.definition


def short(text: str) -> str:
    """Return a text cut to what a row of the record can show."""
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"


def score_in_words(confidence: float) -> str:
    """Return the machine's own score as a count. How often it is right is not measured here."""
    tenths = round(confidence * 10)
    return "10 in 10" if tenths >= 10 else f"{max(tenths, 1)} in 10"


def _label(codes: dict[str, Code], code: str) -> str:
    return codes[code].label if code in codes else code


def texts_in(place: Place, value: FindingValue) -> set[str]:
    """Return the parts of a value that are the report's own words, not codes, ages or dates."""
    if isinstance(place, VariablePlace):
        return {value} if place.variable.kind == "text" and isinstance(value, str) else set()
    if isinstance(place, ItemPlace) and isinstance(value, dict):
        texts = {v.name for v in codebook().group(place.group) if v.kind == "text"}
        return {part for name, part in value.items() if name in texts and isinstance(part, str)}
    return set()
