"""Where reports mislead a reader of words alone: each trap in several wordings, end to end.

`traps.yaml` has the wordings. `says` lists what must be found, `not` what must not; both as
"path=value" of a child or of the review, or as the code of an item with its kind before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.pipeline import extract
from ingest.plain_text import text_document
from schemas.finding import Finding
from schemas.status import ValueStatus

OPENING = (
    "2015 - Hartle Safeguarding Children Board - Child V\n\n"
    "Death of a 9-week-old girl in May 2013 from a head injury.\n\n"
)
TRAPS = yaml.safe_load(Path(__file__).with_name("traps.yaml").read_text("utf-8"))


def facts(text: str) -> set[str]:
    return {fact for finding in extract(text_document(text, "a.txt")) for fact in _facts(finding)}


def _facts(finding: Finding) -> Iterator[str]:
    group = finding.path.split(".")[0]
    if not isinstance(finding.value, dict) or "code" not in finding.value:
        values = finding.value if isinstance(finding.value, list) else [finding.value]
        name = finding.path.removeprefix("children.").removeprefix("review.")
        yield from (f"{name}={_written(value)}" for value in values)
        return
    code = finding.value["code"]
    if group == "agencies":
        for role in finding.value["roles"]:
            yield f"{role} {code}"
    elif finding.status is ValueStatus.STATED_ABSENT:
        yield f"absent {code}"
    else:
        yield f"{group} {code}"
        if group == "family_factors":
            yield f"{finding.value.get('holder')} {code}"


def _written(value: Any) -> str:
    return f"{value['months']:g}" if isinstance(value, dict) and "months" in value else str(value)


def wordings() -> Iterator[Any]:
    for name, cases in TRAPS.items():
        for number, case in enumerate(cases, 1):
            fails = case.get("fails")
            marks = [pytest.mark.xfail(strict=True, reason=fails)] if fails else []
            yield pytest.param(case, marks=marks, id=f"{name} {number}")


@pytest.mark.parametrize("case", list(wordings()))
def test_a_trap_is_not_walked_into(case):
    text = case["text"] if case.get("whole") else OPENING + case["text"]

    found = facts(text)

    assert set(case.get("says", ())) <= found
    assert not found & set(case.get("not", ()))
