"""Whose age a sentence states."""

from __future__ import annotations

import pytest

from extractors.age import find_ages, whose
from extractors.reading import Role, read
from ingest.plain_text import text_document


def owner(text: str) -> Role:
    reading = read(text_document(text, "report.txt"))
    return whose(reading, find_ages(reading.text)[0])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Child M was six when he was hurt.", Role.SUBJECT),
        ("A 12-week-old boy was found lifeless.", Role.SUBJECT),
        ("Mother was 19 when Child M was born.", Role.MOTHER),
        ("She was 17 when she had her first baby.", Role.MOTHER),
        ("The baby's teenage mother lived in a hostel.", Role.MOTHER),
        ("His 4-year-old sister was unharmed.", Role.SIBLING),
        ("The youngest, 10 months, was with a friend.", Role.SIBLING),
        ("The subject of this review is the youngest, aged 9 months.", Role.SUBJECT),
        ("Sibling 2 (9) told her teacher.", Role.SIBLING),
        ("A cousin aged eight was staying.", Role.OTHER_RELATIVE),
        ("Father, 34, was interviewed.", Role.FATHER),
        ("He was stabbed by a 15-year-old.", Role.OTHER),
        ("In an earlier review a boy of five had died.", Role.OTHER),
    ],
)
def test_whose_age_it_is(text, role):
    assert owner(text) is role


def test_a_pronoun_stands_for_the_child_where_no_parent_can_be_so_young():
    text = "Mother brought the baby to the ward. She was twelve weeks and a day old."
    assert owner(text) is Role.SUBJECT
