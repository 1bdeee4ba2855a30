from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.gold import (
    SAMPLES,
    Kind,
    LabelError,
    Side,
    load_passages,
    load_reports,
    side_of,
)


def labels(folder: Path, name: str, **fields: object) -> None:
    (folder / f"{name}.pdf").write_bytes(b"%PDF-1.7")
    record = {"document": f"{name}.pdf", "pages": 1, "review": {}, "children": [], **fields}
    (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")


def test_every_sample_has_labels_that_fit_the_record() -> None:
    reports = load_reports(SAMPLES)

    assert {report.side for report in reports} == set(Side)
    assert sum(report.name.startswith("reports/") for report in reports) == 28
    assert sum(report.name.startswith("out_of_scope/") for report in reports) == 14
    assert all(report.kind is Kind.REPORT for report in reports)


def test_every_passage_has_labels_that_fit_the_record() -> None:
    passages = load_passages(SAMPLES)

    assert len(passages) == 200
    assert all(passage.path.exists() for passage in passages)


def test_a_field_that_nobody_labelled_is_not_covered(tmp_path: Path) -> None:
    labels(tmp_path, "r01", review={"label": None})
    (report,) = load_reports(tmp_path)

    assert "review.label" in report.covered
    assert "review.author" not in report.covered
    assert "pressure_points" not in report.covered
    assert "children.outcome" in report.covered, "where no child is, no outcome can be right"


def test_a_passage_is_labelled_once_for_its_first_child() -> None:
    passages = {passage.name: passage for passage in load_passages(SAMPLES)}
    alone = next(p for p in passages.values() if len(p.gold.children) == 1)
    none = next(p for p in passages.values() if not p.gold.children)

    assert "children.cp_plan" in alone.covered
    assert "children.cp_plan" not in none.covered
    assert "agencies.not_involved" not in alone.covered


def test_a_case_that_was_built_on_is_not_checked_on() -> None:
    lines = (SAMPLES / "passages" / "labels.jsonl").read_text("utf-8").splitlines()
    retold = {line["id"]: line["same_case_as"] for line in map(json.loads, lines)}
    sides = {passage.path.stem: passage.side for passage in load_passages(SAMPLES)}

    assert all(sides[name] is sides[other] for name, other in retold.items() if other)
    assert all(side_of(name) is Side.EVEN for name, side in sides.items() if side is Side.EVEN)


def test_labels_that_do_not_fit_are_named(tmp_path: Path) -> None:
    labels(tmp_path, "r01", children=[{"outcome": "unharmed"}])

    with pytest.raises(LabelError, match=r"r01\.pdf: the labels are no record"):
        load_reports(tmp_path)


def test_labels_without_a_report_are_named(tmp_path: Path) -> None:
    labels(tmp_path, "r01")
    (tmp_path / "r01.pdf").unlink()

    with pytest.raises(LabelError, match=r"there is no r01\.pdf"):
        load_reports(tmp_path)


def test_a_folder_without_passages_has_none(tmp_path: Path) -> None:
    assert load_passages(tmp_path) == []


def test_a_document_without_a_number_is_on_no_side() -> None:
    with pytest.raises(LabelError, match="needs a number"):
        side_of("report")
