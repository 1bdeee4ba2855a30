"""The record takes the gold labels as they are, and no code that the codebook does not have."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from schemas.__main__ import main
from schemas.record import Child, Record, Review

REPORTS = sorted((Path(__file__).parents[2] / "sample_docs/reports").glob("d*.json"))
NOTES_OF_THE_LABELLERS = {"traps", "note", "bound_reviews"}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_gold_labels_are_records(path):
    labels = json.loads(path.read_text(encoding="utf-8"))
    record = Record.model_validate(
        {key: value for key, value in labels.items() if key not in NOTES_OF_THE_LABELLERS}
    )

    assert record.children


def test_an_unknown_code_is_refused():
    with pytest.raises(ValidationError, match="is not a code of child"):
        Child(outcome="unharmed")


@pytest.mark.parametrize("date", ["2014", "2014-02", "2014-02-28", "withheld"])
def test_partial_dates(date):
    assert Review(incident_date=date).incident_date == date


@pytest.mark.parametrize("date", ["14", "2014-13", "2014-2", "February 2014"])
def test_what_is_no_partial_date(date):
    with pytest.raises(ValidationError):
        Review(incident_date=date)


def test_the_json_schema_lists_the_codes(tmp_path):
    main([str(tmp_path / "record.json")])
    schema = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))

    sex = schema["$defs"]["Child"]["properties"]["sex"]["anyOf"][0]
    assert sex["enum"] == ["female", "male", "other", "withheld"]
