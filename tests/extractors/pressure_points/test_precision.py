"""What tells of no event of its own: advice, lists of names, the wider of two events."""

from __future__ import annotations

import pytest

from extractors.pressure_points import PressurePointExtractor
from extractors.reading import read
from ingest.plain_text import text_document

COVER = "Hartle Safeguarding Children Board\n\nSerious Case Review: Child V\n\n"


def codes(body: str) -> set[str]:
    found = PressurePointExtractor()(read(text_document(COVER + body, "review.txt")))
    return {f.value["code"] for f in found if isinstance(f.value, dict)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Recommendations include: that no case is closed without a meeting.",
        "The panel members were drawn from early help and child protection.",
        "The drug service was not involved with the mother or her children.",
        "The alcohol service and probation searched their records and did not find the parents.",
    ],
)
def test_a_sentence_that_tells_of_nothing(sentence: str) -> None:
    assert codes(f"# What happened\n\n{sentence}") == set()


@pytest.mark.parametrize(
    ("sentence", "narrower", "wider"),
    [
        (
            "The conference decided that the criteria for a plan were not satisfied.",
            "conference_no_plan",
            "threshold_not_met",
        ),
        (
            "Early help lapsed when she withdrew consent and nothing took its place.",
            "early_help_declined",
            "monitoring_lost",
        ),
    ],
)
def test_of_two_events_in_a_sentence_the_narrower_counts(
    sentence: str, narrower: str, wider: str
) -> None:
    found = codes(f"# What happened\n\n{sentence}")
    assert narrower in found
    assert wider not in found


@pytest.mark.parametrize("heading", ["Family composition", "Introduction"])
def test_what_was_before_the_case_counts_only_where_it_is_judged(heading: str) -> None:
    plain = f"# {heading}\n\nThe child protection plan ended in 2009."
    assert "cp_plan_ended" not in codes(plain)
    assert "cp_plan_ended" in codes(f"{plain} That was premature.")


def test_the_words_that_a_rule_needs_may_stand_earlier_in_the_paragraph() -> None:
    body = (
        "# What happened\n\nHe was on a child protection plan. His mother moved house. "
        "He began at nursery. The plan was closed after the second review."
    )
    assert "cp_plan_ended" in codes(body)


def test_each_telling_of_an_event_is_shown() -> None:
    body = (
        "# What happened\n\nThe case was closed in May.\n\n"
        "# Analysis\n\nThe closure of the case was a mistake."
    )
    document = text_document(COVER + body, "review.txt")
    (finding,) = PressurePointExtractor()(read(document))
    assert len(finding.evidence) == 2
