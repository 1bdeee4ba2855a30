"""What a sentence says of a factor: that it was so, that it was not, or neither."""

from __future__ import annotations

import pytest

from extractors.family_factors.polarity import is_told, polarity
from extractors.reading import read
from ingest.plain_text import text_document
from schemas.status import ValueStatus

STATED, ABSENT = ValueStatus.STATED, ValueStatus.STATED_ABSENT


@pytest.mark.parametrize(
    ("text", "words", "code", "status"),
    [
        ("Mother drank every day.", "drank", "alcohol_misuse", STATED),
        ("Mother did not drink.", "drink", "alcohol_misuse", ABSENT),
        ("Drug use was looked for and not found.", "Drug use", "drug_misuse", ABSENT),
        ("Nothing pointed to drug use.", "drug use", "drug_misuse", ABSENT),
        ("Nobody asked about drug use.", "drug use", "drug_misuse", None),
        ("He said she drank. No evidence of this was found.", "drank", "alcohol_misuse", ABSENT),
        ("It was rumoured that she drank.", "drank", "alcohol_misuse", None),
        ("He was convicted of murder.", "convicted", "criminal_record", None),
        ("He had been convicted of theft in 2001.", "convicted", "criminal_record", STATED),
        (
            "He went to prison for theft, and did not come back.",
            "prison",
            "criminal_record",
            STATED,
        ),
        ("Mother in May 2014 was depressed.", "depressed", "mental_ill_health", STATED),
        ("Mother may have been depressed.", "depressed", "mental_ill_health", None),
    ],
)
def test_status(text: str, words: str, code: str, status: ValueStatus | None) -> None:
    reading = read(text_document(text, "sentence.txt"))
    start = text.index(words)
    found, _ = polarity(
        reading, reading.sentences[0], (start, start + len(words)), code, omission=False
    )
    assert found is status


def test_words_that_hold_a_negation_are_not_denied_by_it() -> None:
    text = "They could not afford food."
    reading = read(text_document(text, "sentence.txt"))
    found, _ = polarity(reading, reading.sentences[0], (5, 21), "poverty", omission=True)
    assert found is STATED


def test_what_happened_long_ago_is_historic() -> None:
    text = "As a child she was depressed."
    reading = read(text_document(text, "sentence.txt"))
    _, historic = polarity(
        reading, reading.sentences[0], (19, 28), "mental_ill_health", omission=False
    )
    assert historic


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mother was depressed.", True),
        ("Learning includes: asking about depression.", False),
        ("Keywords: depression, suicide.", False),
        ("infant deaths, depression, fathers", False),
    ],
)
def test_the_learning_and_keywords_of_an_abstract_tell_nothing(text: str, told: bool) -> None:
    assert is_told(read(text_document(text, "sentence.txt")).sentences[0]) is told
