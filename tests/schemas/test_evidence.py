"""Evidence must hold words, and a finding must hold evidence."""

import pytest

from schemas.evidence import Evidence
from schemas.finding import Finding, item_path
from schemas.status import ValueStatus

WORDS = Evidence(page=3, start=10, end=14, quote="died")


def test_pages_are_counted_from_one():
    with pytest.raises(ValueError, match="counted from 1"):
        Evidence(page=0, start=0, end=4, quote="died")


def test_an_empty_span_is_no_evidence():
    with pytest.raises(ValueError, match="must hold words"):
        Evidence(page=1, start=4, end=4, quote="")


def test_a_quote_is_as_long_as_its_span():
    with pytest.raises(ValueError, match="as long as its span"):
        Evidence(page=1, start=0, end=4, quote="dies away")


def test_a_finding_without_words_is_refused():
    with pytest.raises(ValueError, match="must show the words"):
        Finding("children.0.outcome", "death", 0.9, (), "outcome", "1")


def test_silence_leaves_no_finding():
    with pytest.raises(ValueError, match="silence"):
        Finding("children.0.sex", None, 0.5, (WORDS,), "sex", "1", ValueStatus.NOT_MENTIONED)


def test_confidence_is_a_chance():
    with pytest.raises(ValueError, match="chance"):
        Finding("children.0.sex", "male", 1.2, (WORDS,), "sex", "1")


def test_the_path_of_an_item_comes_from_its_words():
    assert item_path("pressure_points", "case_closed", WORDS) == "pressure_points.case_closed-3-10"


@pytest.mark.parametrize(
    ("status", "needed"),
    [
        ("stated", True),
        ("stated_absent", True),
        ("withheld", True),
        ("not_mentioned", False),
        ("unsure", False),
    ],
)
def test_which_statuses_must_show_words(status, needed):
    assert ValueStatus(status).needs_evidence is needed
