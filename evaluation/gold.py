"""The labelled documents: what careful readers say that each report holds.

A labelled folder holds PDFs with a JSON file of the same name beside each, and may hold
`passages/labels.jsonl` with a text file for each line. Odd numbers are for building extractors
and even ones for checking them, so the two are never scored together.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from schemas.codebook import codebook
from schemas.record import Child, Record

SAMPLES = Path(__file__).resolve().parent.parent / "sample_docs"

PER_PASSAGE = frozenset({"children.cp_plan", "children.cp_plan_category", "children.csc_level"})
"""Variables of the child that a passage is labelled with once, for its first child."""

Labels = Mapping[str, Any]
"""A JSON object as read from a label file."""


class Side(StrEnum):
    """Which half of the corpus a document is in."""

    ODD = "odd"
    EVEN = "even"


class Kind(StrEnum):
    """What a labelled document is."""

    REPORT = "report"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its labels.

    Attributes:
        name: Folder and file name, such as "reports/d01.pdf".
        path: The file.
        kind: A report (PDF) or a passage (plain text).
        side: The half that it is in.
        gold: The labels as a record.
        covered: The fields that the labels speak of. A field that is not covered is not scored:
            no value of the machine is held to be wrong because nobody labelled it.
    """

    name: str
    path: Path
    kind: Kind
    side: Side
    gold: Record
    covered: frozenset[str]


class LabelError(ValueError):
    """A label file cannot be used; the message says which and why."""


def load_reports(folder: Path) -> list[Labelled]:
    """Return the labelled PDFs in a folder and the folders in it, by name.

    Raises LabelError where labels do not fit the record, or belong to no PDF.
    """
    return [_report(path, folder) for path in sorted(folder.rglob("*.json"))]


def load_passages(folder: Path) -> list[Labelled]:
    """Return the labelled passages of `folder/passages`; none where it has no such folder.

    Passages that retell one case are kept on one side: on the odd one where any of them is odd,
    so that no case that was built on is checked on.
    """
    labels = folder / "passages" / "labels.jsonl"
    if not labels.exists():
        return []
    lines = [json.loads(line) for line in labels.read_text("utf-8").splitlines() if line.strip()]
    sides = _sides_of_cases(lines)
    of_child = {
        f"children.{name}" for line in lines for child in line["children"] for name in child
    }
    return [_passage(line, labels.parent, sides[line["id"]], of_child) for line in lines]


def _report(labels: Path, folder: Path) -> Labelled:
    path = labels.with_suffix(".pdf")
    if not path.exists():
        raise LabelError(f"{labels.name}: there is no {path.name} beside these labels.")
    data = json.loads(labels.read_text("utf-8"))
    return Labelled(
        name=path.relative_to(folder).as_posix(),
        path=path,
        kind=Kind.REPORT,
        side=side_of(path.stem),
        gold=_record({key: value for key, value in data.items() if key in Record.model_fields}),
        covered=_covered(data),
    )


def _passage(line: Labels, folder: Path, side: Side, of_child: set[str]) -> Labelled:
    """Return a labelled passage; `of_child` are the fields of a child that passages have."""
    path = folder / f"{line['id']}.txt"
    children = [dict(child) for child in line["children"]]
    per_passage = {name.partition(".")[2]: line[name.partition(".")[2]] for name in PER_PASSAGE}
    if children:
        children[0] |= per_passage
    review = {v.name: line[v.name] for v in codebook().group("review") if v.name in line}
    record = {
        "document": path.name,
        "pages": 1,
        "review": review,
        "children": children,
        "agencies": {"involved": line["agencies_involved"]},
        "pressure_points": [{**point, "page": 1, "quote": ""} for point in line["pressure_points"]],
        "family_factors": [{**factor, "page": 1, "quote": ""} for factor in line["family_factors"]],
    }
    covered = _covered(record)
    if not children:
        covered = frozenset(f for f in covered if f in of_child or not f.startswith("children."))
    return Labelled(f"passages/{path.name}", path, Kind.PASSAGE, side, _record(record), covered)


def _record(data: Labels) -> Record:
    try:
        return Record.model_validate(data)
    except ValueError as error:
        raise LabelError(f"{data['document']}: the labels are no record. {error}") from error


def _covered(data: Labels) -> frozenset[str]:
    """Return the fields that labels speak of: each that they give, if only to say null.

    Where there is no child, every variable of a child is covered, for none can be right.
    """
    covered = {f"review.{name}" for name in data["review"]}
    covered |= {name for name in data if name in Record.model_fields} - {"review", "agencies"}
    covered |= {f"agencies.{role}" for role in data.get("agencies", {})}
    children = data["children"] or [Child.model_fields]
    return frozenset(covered.union(f"children.{name}" for child in children for name in child))


def side_of(name: str) -> Side:
    """Return the side of a document by the number in its name.

    >>> side_of("d07").value
    'odd'
    """
    digits = re.search(r"\d+", name)
    if digits is None:
        raise LabelError(f"{name}: a labelled document needs a number in its name.")
    return Side.ODD if int(digits[0]) % 2 else Side.EVEN


def _sides_of_cases(lines: Iterable[Labels]) -> dict[str, Side]:
    cases: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        cases[line["same_case_as"] or line["id"]].append(line["id"])
    return {
        name: Side.ODD if any(side_of(n) is Side.ODD for n in names) else Side.EVEN
        for names in cases.values()
        for name in names
    }
