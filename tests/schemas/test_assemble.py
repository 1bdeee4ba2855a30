"""Findings go to their place in the record, with their words and their confidence."""

import pytest

from schemas.assemble import assemble
from schemas.document import Document, Page
from schemas.finding import Finding, item_path
from schemas.status import ValueStatus

TEXT = "Child Q died aged 7 weeks. The case was closed. Police attended. A MARAC met."
DOCUMENT = Document("0" * 64, "report.pdf", (Page(1, 595.0, 842.0, 0, TEXT),))


def words(quote, about=None):
    start = TEXT.index(quote)
    return (DOCUMENT.page(1).evidence(start, start + len(quote), about),)


def finding(path, value, quote, **more):
    return Finding(path, value, 0.9, words(quote), "test", "1", **more)


def closed():
    evidence = words("The case was closed")
    value = {"code": "case_closed", "judged_problem": "unclear"}
    path = item_path("pressure_points", "case_closed", evidence[0])
    return Finding(path, value, 0.6, evidence, "test", "1")


def test_a_child_is_put_together():
    age = {"months": 1.61, "months_min": 1.61, "months_max": 1.84, "basis": "stated"}
    record = assemble(
        DOCUMENT,
        [
            finding("children.0.label", "Child Q", "Child Q"),
            finding("children.0.index_child", True, "Child Q"),
            finding("children.0.age_at_incident", age, "aged 7 weeks"),
            finding("children.0.outcome", "death", "died"),
            finding("children.0.source_of_harm", "unclear", "died"),
        ],
    )

    (child,) = record.children
    assert child.label == "Child Q"
    assert (child.age_months_min, child.age_months_max) == (1.61, 1.84)
    assert child.source_of_harm.relation == "unclear"
    assert record.evidence["children.0.age_at_incident"].quote == "aged 7 weeks"
    assert record.confidence["children.0.outcome"] == 0.9


def test_withheld_is_written_and_is_not_silence():
    record = assemble(
        DOCUMENT,
        [finding("children.0.sex", None, "Child Q", status=ValueStatus.WITHHELD)],
    )

    assert record.children[0].sex == "withheld"
    assert record.status["children.0.sex"] == "withheld"


def test_items_come_in_the_order_of_the_report():
    record = assemble(
        DOCUMENT,
        [
            finding(
                "agencies.police",
                {"code": "police", "roles": ["involved"], "name": "Police"},
                "Police",
            ),
            finding("mechanisms.marac", "marac", "MARAC"),
            closed(),
        ],
    )

    assert record.agencies.involved == ["police"]
    assert record.agencies.mechanisms == ["marac"]
    assert record.pressure_points[0].quote == "The case was closed"
    assert record.confidence["pressure_points.0"] == 0.6


def test_two_findings_for_one_place_are_refused():
    with pytest.raises(ValueError, match="two findings"):
        assemble(DOCUMENT, [closed(), closed()])


def test_a_code_that_the_codebook_does_not_have_is_refused():
    with pytest.raises(ValueError, match="not a code"):
        assemble(DOCUMENT, [finding("review.review_type", "novel", "Child Q")])
