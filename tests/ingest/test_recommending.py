"""Sections are of recommendations where their paragraphs recommend, whatever their titles say."""

from __future__ import annotations

import pytest

from ingest.plain_text import text_document
from ingest.sections import kind_of

REPORT = "Ardle Safeguarding Children Board\n\n# Findings\n\nNobody asked about the father.\n\n"


def kinds(body: str) -> dict[str, str]:
    return {s.title: s.kind.value for s in text_document(REPORT + body, "review.txt").sections}


def test_an_appendix_of_recommendations() -> None:
    made = kinds(
        "# Appendix D\n\nThese were agreed in May.\n\n"
        "Recommendation 1 The Board should publish its policy.\n\n"
        "Recommendation 2: Housing should tell health visitors of every move."
    )

    assert made["Appendix D"] == "recommendations"


def test_a_numbered_list_of_what_should_be_done() -> None:
    made = kinds(
        "# Looking ahead now\n\n(a) The Board should publish its policy.\n\n"
        "(b) Housing should tell health visitors of every move.\n\n"
        "(c) Schools must keep one file for each child."
    )

    assert made["Looking ahead now"] == "recommendations"


@pytest.mark.parametrize(
    "body",
    [
        # what should have been done is a finding
        (
            "# Looking ahead now\n\n(a) The nurse should have asked.\n\n"
            "(b) Housing should have told her.\n\n(c) The school should also have kept a file."
        ),
        # one recommendation under a finding leaves it a finding
        (
            "# Finding 2\n\nNobody asked about the father.\n\nHe was not named in any record.\n\n"
            "Recommendation 2: The Board should test whether fathers are asked."
        ),
    ],
)
def test_other_sections_stay_what_they_are(body: str) -> None:
    assert "recommendations" not in kinds(body).values()


@pytest.mark.parametrize(
    "title",
    [
        "Learning and actions",
        "Where next?",
        "Actions for the Board",
        "Challenges to the Board",
        "8. What the Partnership should do now",
        "The way forward",
        "Proposals for change",
        "Actions arising from the review",
        "Suggested actions",
        "Improving systems and practice",
        "Next steps for partners",
        "Findings and considerations for the Board",
    ],
)
def test_titles_that_do_not_say_recommendations(title: str) -> None:
    kind = kind_of(title)
    assert kind is not None
    assert kind.value == "recommendations"
