from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.contrib.auth.models import User

import export.dataset
from export import Format, write_dataset
from export.tables import tables
from export.writers import read_csv
from records import machine
from records.decisions import decide
from records.models import Action, Report
from tests.records import examples

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    """Return a report with every suggestion accepted but that of the agency."""
    report = examples.extracted()
    user = User.objects.create(username="verifier")
    for found in machine.latest_findings(report):
        if found.path != "agencies.police":
            decide(
                report,
                found.path,
                action=Action.ACCEPT,
                finding=found,
                expected_version=0,
                user=user,
            )
    return report


def test_a_file_for_each_table_and_the_codebook(report: Report, tmp_path: Path) -> None:
    made = write_dataset(tmp_path / "out", "csv")

    names = {f"{name}.csv" for name in tables()} | {"codebook.csv", "codebook.md"}
    assert {path.name for path in made} == names
    assert {path.name for path in (tmp_path / "out").iterdir()} == names


@pytest.mark.parametrize("include_unverified", [False, True])
def test_the_formats_hold_the_same_dataset(
    report: Report, tmp_path: Path, include_unverified: bool
) -> None:
    for fmt in Format:
        write_dataset(tmp_path, fmt, include_unverified)

    for name, table in tables().items():
        from_csv = list(read_csv(tmp_path / f"{name}.csv", table))
        lines = (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()
        assert from_csv == [json.loads(line) for line in lines]
        assert from_csv == pq.read_table(tmp_path / f"{name}.parquet").to_pylist()
    agencies = read_csv(tmp_path / "agencies.csv", tables()["agencies"])
    assert [row["coding_state"] for row in agencies] == ["suggested"] * include_unverified
    (point,) = read_csv(tmp_path / "pressure_points.csv", tables()["pressure_points"])
    assert (point["code"], point["page"], point["quote"]) == ("case_closed", 2, "closed the case")


def test_the_codebook_says_whether_guesses_are_in(report: Report, tmp_path: Path) -> None:
    write_dataset(tmp_path, Format.CSV)
    assert "verified values alone" in (tmp_path / "codebook.md").read_text("utf-8")

    write_dataset(tmp_path, Format.CSV, include_unverified=True)
    assert "nobody has verified" in (tmp_path / "codebook.md").read_text("utf-8")


def test_the_codebook_explains_every_column_and_code(report: Report, tmp_path: Path) -> None:
    write_dataset(tmp_path, Format.JSONL, include_unverified=True)
    with (tmp_path / "codebook.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    explained = {(line["table"], line["column"], line["code"]) for line in lines}

    assert all(line["meaning"] or line["label"] for line in lines)
    for name in tables():
        for line in (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines():
            for column, cell in json.loads(line).items():
                assert (name, column, "") in explained
                if column.endswith(("coding_state", "status")) and cell is not None:
                    assert (name, column, cell) in explained


def test_a_failed_export_keeps_the_one_before(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(tmp_path, Format.CSV)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(export.dataset, "write_dictionary", full)
    with pytest.raises(OSError, match="no space"):
        write_dataset(tmp_path, Format.CSV, include_unverified=True)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_only_the_reports_asked_for_are_in(report: Report, tmp_path: Path) -> None:
    write_dataset(tmp_path, Format.CSV, reports=Report.objects.exclude(pk=report.pk))

    assert read_csv(tmp_path / "reviews.csv", tables()["reviews"]) == []


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="xlsx"):
        write_dataset(tmp_path / "out", "xlsx")
    assert not (tmp_path / "out").exists()
