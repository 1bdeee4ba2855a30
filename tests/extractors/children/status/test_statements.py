"""What short invented statements say of a child's services and home."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors.children.status import status_of
from extractors.children.subjects import subjects_of
from extractors.reading import read
from ingest.plain_text import text_document

TITLE = "2015 - Hartle Safeguarding Children Board - Child V\n\n"
OPENING = "Death of a nine-year-old child in May 2013. "
TABLE = Path(__file__).with_name("statements.tsv").read_text("utf-8").splitlines()
STATEMENTS = [tuple(row) for row in csv.reader(TABLE, delimiter="\t")]


@pytest.mark.parametrize(("variable", "code", "words"), STATEMENTS)
def test_a_statement_says_a_code(variable, code, words):
    age = 200.0 if code in {"care_leaver", "semi_independent", "secure_or_custody"} else 108.0
    reading = read(text_document(TITLE + OPENING + words, "report.txt"))
    subjects = subjects_of(reading)
    stated = status_of(reading, subjects[0], subjects, age, None)
    assert {one.variable: one.value for one in stated}.get(variable, "none") == code
