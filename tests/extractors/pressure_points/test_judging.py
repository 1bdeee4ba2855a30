"""A reviewer's judgement, which is a fact of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extractors.pressure_points.judging import Verdict, later_judgement, verdict_in
from extractors.reading import read
from ingest.plain_text import text_document
from schemas.codebook import codebook


@pytest.mark.parametrize(
    "text",
    [
        "The closure was premature.",
        "This was a missed opportunity.",
        "A meeting should have been held.",
        "It ought to have been held within days.",
        "The decision cannot be defended.",
        "That was contrary to the procedure.",
        "Practice here was poor.",
        "The decision was not a reasonable one.",
        "The plan ended without any assessment of what had changed.",
    ],
)
def test_a_problem(text: str) -> None:
    assert verdict_in(text) is Verdict.YES


@pytest.mark.parametrize(
    "text",
    [
        "The plan was rightly ended.",
        "The reviewer regards this as a sound decision.",
        "No criticism is made.",
        "This was good practice.",
        "The decision was not wrong.",
        "There was no reason to do more.",
    ],
)
def test_no_problem(text: str) -> None:
    assert verdict_in(text) is Verdict.NO


def test_a_reviewer_may_decline_to_judge() -> None:
    text = "It is difficult to say whether the closure was premature."
    assert verdict_in(text) is Verdict.UNCLEAR


@pytest.mark.parametrize("text", ["The case was closed on 4 May.", "She moved to her aunt's."])
def test_an_event_told_plainly_is_not_judged(text: str) -> None:
    assert verdict_in(text) is None


def test_poor_sleep_is_no_poor_practice() -> None:
    assert verdict_in("He spoke of poor sleep.") is None


def test_the_analysis_may_judge_an_event_that_the_narrative_tells() -> None:
    reading = read(
        text_document(
            "# What happened\n\nCAMHS closed the file when two appointments were missed.\n\n"
            "# Analysis\n\nThe closing of the file by CAMHS after missed appointments was a "
            "serious mistake.",
            "review.txt",
        )
    )
    told = [s for s in reading.sentences if s.text.startswith("CAMHS closed")]
    judged = later_judgement(reading, "closed_non_engagement", told)
    assert judged is not None
    assert judged[0] is Verdict.YES
    assert judged[1].text.startswith("The closing")


def test_verdicts_are_the_codes_of_the_codebook() -> None:
    assert {v.value for v in Verdict} == set(codebook().codes("pressure_point", "judged_problem"))


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The decision was based on too little.", Verdict.YES),
        ("The risk was underestimated.", Verdict.YES),
        ("That left him without protection.", Verdict.YES),
        ("It was taken on the word of the mother alone.", Verdict.YES),
        ("It was handled with care.", Verdict.NO),
        ("The author has no quarrel with the decision.", Verdict.NO),
        ("It was in accordance with procedure.", Verdict.NO),
        ("The panel supports the decision.", Verdict.NO),
    ],
)
def test_judgements_in_other_words(sentence: str, verdict: Verdict) -> None:
    assert verdict_in(sentence) is verdict


def judgements() -> list[tuple[str, str]]:
    """Return each sentence of the table with how it judges."""
    table: dict[str, list[str]] = yaml.safe_load(
        Path(__file__).with_name("judgements.yaml").read_text("utf-8")
    )
    return [(sentence, verdict) for verdict, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("sentence", "verdict"), judgements())
def test_a_judgement_of_many(sentence: str, verdict: str) -> None:
    found = verdict_in(sentence)
    assert (found.value if found else "none") == verdict
