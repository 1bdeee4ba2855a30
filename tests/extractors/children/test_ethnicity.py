"""The ethnicity that a report states of the child or the family, or says that it withholds."""

from __future__ import annotations

import pytest

from extractors.children.stated import stated_of
from extractors.children.subjects import subjects_of
from extractors.reading import read
from ingest.plain_text import text_document

REPORT = (
    "2015 - Hartle Safeguarding Children Board - Child V\n\n"
    "Serious case review following the death of Child V, a boy of six, in May 2013. "
)


def ethnicities(text: str) -> list[object]:
    reading = read(text_document(REPORT + text, "report.txt"))
    subjects = subjects_of(reading)
    stated = stated_of(reading, subjects[0], subjects)
    return [one.value or one.status.value for one in stated if one.variable == "ethnicity"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The family were of Pakistani heritage.", "asian"),
        ("Child V was of mixed White and Black Caribbean ethnicity.", "mixed"),
        ("Ethnicity: White/Asian.", "mixed"),
        ("The child's ethnicity was recorded as White British.", "white"),
        ("The children were white.", "white"),
        ("The parents are from Poland.", "white"),
        ("The family belongs to the Gypsy, Roma and Traveller community.", "white"),
        ("Child V was a Black African child.", "black"),
        ("The family is Kurdish.", "other"),
        ("The ethnicity of the family has not been included to protect them.", "withheld"),
    ],
)
def test_what_is_said_of_origin(text, code):
    assert ethnicities(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "His mother had been born elsewhere.",
        "Children of Black and Asian backgrounds are over-represented nationally.",
    ],
)
def test_what_says_nothing_of_the_child(text):
    assert ethnicities(text) == []
