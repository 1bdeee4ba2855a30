"""Evidence and findings as JSON columns, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from schemas.evidence import Evidence
from schemas.finding import Alternative

_EVIDENCE = TypeAdapter(tuple[Evidence, ...])
_ALTERNATIVES = TypeAdapter(tuple[Alternative, ...])

Json = list[dict[str, Any]]


def evidence_to_json(evidence: Iterable[Evidence]) -> Json:
    """Return evidence as a list of `{page, start, end, quote, about}`."""
    rows: Json = _EVIDENCE.dump_python(tuple(evidence), mode="json")
    return rows


def evidence_from_json(rows: Json) -> tuple[Evidence, ...]:
    """Return the evidence that a column holds."""
    return _EVIDENCE.validate_python(rows)


def alternatives_to_json(alternatives: Iterable[Alternative]) -> Json:
    """Return alternatives as a list of `{value, confidence, evidence}`."""
    rows: Json = _ALTERNATIVES.dump_python(tuple(alternatives), mode="json")
    return rows


def alternatives_from_json(rows: Json) -> tuple[Alternative, ...]:
    """Return the alternatives that a column holds."""
    return _ALTERNATIVES.validate_python(rows)
