"""What the report calls its subject children, and who else is spoken of."""

from __future__ import annotations

import pytest

from extractors.reading import Role, read
from extractors.reading.mentions import mentions_in
from extractors.reading.people import role_of, sex_in
from ingest.plain_text import text_document


def labels(text: str) -> list[str]:
    return [label.text for label in read(text_document(text, "a.txt")).subjects]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Overview report in respect of Child D4\n\nChild D4 died in May.", ["Child D4"]),
        ("2015 - Hartle Safeguarding Children Board - BX/02\n\nDeath of a boy.", ["BX/02"]),
        ("SERIOUS CASE REVIEW: BABY M\n\nBaby M was three weeks old.", ["Baby M"]),
        ("Title: Serious case review: Children P and Q", ["Child P", "Child Q"]),
        ("A review of Twin A and Twin B\n\nBoth were hurt.", ["Twin A", "Twin B"]),
        ("This report is about a girl, called Child V in this review. She died.", ["Child V"]),
        ("Briefing: Orla\n\nOrla, four, died in June.", ["Orla"]),
    ],
)
def test_a_label_is_taken_from_where_the_report_gives_it(text, found):
    written = [label.removeprefix("Child ") for label in labels(text)]
    assert written == [label.removeprefix("Child ") for label in found]


def test_a_sibling_is_no_subject_however_named():
    text = (
        "Overview report in respect of Child V\n\nHis half-sister, referred to as Sibling 1, is not"
        " a subject of the review. Child V was two. Sibling 1 was well. Sibling 1 was at school."
    )
    assert labels(text) == ["Child V"]


def test_the_longest_words_name_a_person():
    people = mentions_in("Her mother's new partner hit the boy's younger half-sister.")
    assert [person.text for person in people] == [
        "Her",
        "mother's new partner",
        "boy",
        "younger half-sister",
    ]
    assert [person.role for person in people] == [None, Role.PARTNER, Role.SUBJECT, Role.SIBLING]


@pytest.mark.parametrize(
    ("relation", "role"),
    [
        ("Subject", Role.SUBJECT),
        ("Maternal half-brother", Role.SIBLING),
        ("Mother's son of an earlier relationship", Role.SIBLING),
        ("Mother's partner since May", Role.PARTNER),
        ("Paternal grandmother", Role.OTHER_RELATIVE),
        ("Father, lived elsewhere", Role.FATHER),
        ("Father, lived elsewhere; separated from Mother", Role.FATHER),
        ("Father of Child K and former partner of Mother", Role.FATHER),
        ("Mother (partner of Mr T)", Role.MOTHER),
        ("Child K's half-sister, lives with her father", Role.SIBLING),
        ("Step-father; husband of Mother", Role.PARTNER),
        ("Subject child - brother of Sibling 1", Role.SUBJECT),
        ("No relation", Role.OTHER_CHILD),
    ],
)
def test_a_relation_makes_a_role(relation, role):
    assert role_of(relation) is role


@pytest.mark.parametrize(
    ("words", "sex"), [("Full sister", "female"), ("PGF", "male"), ("brother and sister", None)]
)
def test_words_of_both_sexes_state_none(words, sex):
    assert sex_in(words) == sex
