"""The subject children of short invented reports, from age to source of harm."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.children import ChildExtractor
from extractors.reading import read
from ingest.plain_text import text_document
from schemas.assemble import assemble
from schemas.finding import Finding

TITLE = "2015 - Hartle Safeguarding Children Board - Child V\n\n"


def findings_of(text: str) -> list[Finding]:
    return ChildExtractor()(read(text_document(text, "report.txt")))


def children_of(text: str) -> list[dict[str, Any]]:
    document = text_document(text, "report.txt")
    record = assemble(document, ChildExtractor()(read(document)))
    return [child.model_dump() for child in record.children]


CASES = [
    (
        (
            "Serious case review following the death of a 9-week-old girl in May 2013 from a head"
            " injury. Her father was convicted of manslaughter. Her mother was 19."
        ),
        {
            "sex": "female",
            "outcome": "death",
            "death_category": "fatal_physical_abuse",
            "age_band": "under_1",
            "source_of_harm": {"relation": "father", "certainty": "convicted"},
        },
    ),
    (
        "Death by suicide of a boy who was 15, in June 2014. His brother, aged 9, found him.",
        {"sex": "male", "outcome": "death", "death_category": "suicide", "age_months": 180},
    ),
    (
        "Death of a girl aged three in July 2012, who drowned in a garden pond.",
        {"outcome": "death", "death_category": "accident", "age_months": 36},
    ),
    (
        (
            "Serious neglect of a boy of six, who was severely underweight when he was admitted to"
            " hospital in May 2013. Both parents were convicted of cruelty."
        ),
        {
            "outcome": "serious_harm",
            "serious_harm_category": "neglect",
            "source_of_harm": {"relation": "both_parents", "certainty": "convicted"},
        },
    ),
    (
        "Sexual exploitation of a 13-year-old girl by a group of men, two of whom are charged.",
        {"outcome": "serious_harm", "serious_harm_category": "child_sexual_exploitation"},
    ),
    (
        (
            "Unexpected death of a five-week-old boy in March 2013 while sharing a bed with his"
            " parents. There was no evidence of injury."
        ),
        {"outcome": "death", "death_category": "sudi"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_abstract_becomes_a_child(text, expected):
    (child,) = children_of(TITLE + text)
    assert {name: child[name] for name in expected} == expected
    assert child["label"] == "Child V"
    assert child["index_child"] is True


def test_siblings_that_are_subjects_are_children_each_with_an_age():
    children = children_of(
        "2016 - Hartle Safeguarding Children Board - Family T\n\nSerious neglect of three siblings"
        " (a boy of 4 and girls of 7 and 12), found in May 2014. Both parents were convicted."
    )
    assert [(child["sex"], child["age_months"]) for child in children] == [
        ("male", 48),
        ("female", 84),
        ("female", 144),
    ]
    assert [child["index_child"] for child in children] == [True, False, False]


def test_siblings_that_are_no_subjects_are_not():
    (child,) = children_of(
        TITLE
        + "Death of a girl of five in a fire in May 2013. Her siblings, aged between 2 and 14,"
        " survived."
    )
    assert child["age_months"] == 60


def test_every_value_shows_its_words():
    document = text_document(TITLE + CASES[0][0], "report.txt")
    for finding in ChildExtractor()(read(document)):
        for evidence in finding.evidence:
            page = document.page(evidence.page)
            assert page.text[evidence.start : evidence.end] == evidence.quote


def test_an_age_that_disagrees_is_kept_as_an_alternative():
    found = findings_of(
        TITLE + "Death of a girl aged three in July 2012. Child V was four when she died."
    )
    (age,) = [finding for finding in found if finding.path.endswith("age_at_incident")]
    ages = {alternative.value["months"] for alternative in age.alternatives}
    assert {age.value["months"], *ages} == {36, 48}


def test_a_sex_that_is_withheld_is_not_guessed():
    found = findings_of(
        TITLE + "Death of an 11-year-old child. The child's sex is withheld. He was at school."
    )
    (sex,) = [finding for finding in found if finding.path == "children.0.sex"]
    assert (sex.value, sex.status.value) == (None, "withheld")


def test_a_text_that_tells_of_no_child_yields_none():
    assert children_of("Minutes of the finance meeting\n\nThe accounts were agreed.") == []
