from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.checking import CodingError, EvidenceError, check_about, check_evidence, check_value
from records.paths import PathError
from schemas.evidence import Evidence
from schemas.finding import FindingValue
from schemas.status import ValueStatus

STATED = ValueStatus.STATED
UNSURE = ValueStatus.UNSURE


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("review.label", "Child K"),
        ("review.publication_date", "2014"),
        ("review.publication_date", "2014-02"),
        ("review.publication_date", "2016-02-29"),
        ("children.0.index_child", True),
        ("children.1.outcome", "death"),
        ("children.0.csc_highest_ever", "looked_after"),
        ("children.0.maltreatment", ["physical", "neglect"]),
        ("children.0.age_at_incident", {"months": 24, "months_min": 24, "months_max": 36}),
        (
            "children.0.age_at_incident",
            {"months": 1.61, "months_min": 1.61, "months_max": 1.84, "basis": "stated"},
        ),
        ("children.2", None),
        ("agencies.police", {"code": "police", "roles": ["panel"], "name": "Police"}),
        ("mechanisms.marac", "marac"),
        ("practice_themes.information_sharing", "information_sharing"),
        (
            "pressure_points.case_closed-6-1204",
            {"code": "case_closed", "judged_problem": "yes", "agency": "police", "when": None},
        ),
        ("family_factors.domestic_abuse-1-5", {"code": "domestic_abuse", "holder": "father"}),
        ("recommendations.1", {"text": "The board should ask.", "number": "1"}),
    ],
)
def test_values_that_the_codebook_knows(path: str, value: FindingValue) -> None:
    check_value(path, value, STATED)


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("review.label", "  ", "give some text"),
        ("review.label", "x" * 10_001, "longer than 10000"),
        ("review.label", "a\0b", "cannot be kept"),
        ("review.label", None, "what does the report state"),
        ("review.publication_date", "14 February 2014", "write a date as"),
        ("review.publication_date", "2014-02-30", "no 2014-02-30 in the calendar"),
        ("review.publication_date", "0000", "no 0000 in the calendar"),
        ("children.0.index_child", "yes", "answer yes or no"),
        ("children.0.outcome", "died", "'died' is not one of its codes"),
        ("children.0.outcome", ["death"], "not one of its codes"),
        ("children.0.maltreatment", [], "give one code or more"),
        ("children.0.maltreatment", ["neglect", "neglect"], "given twice"),
        ("children.0.maltreatment", ["neglect", "cold"], "'cold' is not one"),
        ("children.0.age_at_incident", 24, "give months"),
        ("children.0.age_at_incident", {"months": 24, "years": 2}, "give months"),
        ("children.0.age_at_incident", {"months": 24, "months_min": 24}, "least and the most"),
        (
            "children.0.age_at_incident",
            {"months": float("nan"), "months_min": 1, "months_max": 2},
            "least and the most",
        ),
        (
            "children.0.age_at_incident",
            {"months": 40, "months_min": 24, "months_max": 36},
            "must lie between",
        ),
        (
            "children.0.age_at_incident",
            {"months": 400, "months_min": 400, "months_max": 401},
            "within -10 to 300 months",
        ),
        (
            "children.0.age_at_incident",
            {"months": 24, "months_min": 24, "months_max": 36, "basis": "guessed"},
            "'guessed' is not one",
        ),
        ("children.1", "Child L", "as a whole"),
        ("agencies.police", "police", "given by its fields"),
        ("agencies.police", {"code": "police", "roles": ["involved"]}, "is missing"),
        (
            "agencies.police",
            {"code": "probation", "roles": ["involved"], "name": "Probation"},
            "police cannot become probation",
        ),
        (
            "pressure_points.case_closed-1-2",
            {"code": "case_closed", "judged_problem": "yes", "colour": "red"},
            "no field colour",
        ),
        ("mechanisms.marac", "mappa", "marac cannot become mappa"),
    ],
)
def test_values_that_cannot_stand(path: str, value: FindingValue, why: str) -> None:
    with pytest.raises(CodingError, match=why):
        check_value(path, value, STATED)


def test_doubt_may_have_a_value_and_silence_has_none() -> None:
    check_value("children.0.outcome", None, UNSURE)
    check_value("children.0.outcome", "death", UNSURE)
    with pytest.raises(CodingError, match="not mentioned has no value"):
        check_value("children.0.outcome", "death", ValueStatus.NOT_MENTIONED)


def test_only_a_family_factor_is_recorded_as_absent() -> None:
    factor = {"code": "domestic_abuse", "holder": "father"}
    check_value("family_factors.domestic_abuse-1-5", factor, ValueStatus.STATED_ABSENT)
    with pytest.raises(CodingError, match="reject it instead"):
        check_value("mechanisms.marac", "marac", ValueStatus.STATED_ABSENT)


@pytest.mark.parametrize(
    "path", ["", "review", "review.", "review.colour", "children", "children.x.sex", "pages.1"]
)
def test_a_path_that_leads_nowhere(path: str) -> None:
    with pytest.raises(PathError):
        check_value(path, "x", STATED)


@given(st.text(min_size=1, max_size=30), st.data())
def test_words_stand_where_they_were_taken_from_and_nowhere_else(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    check_evidence({3: text}, [Evidence(3, start, end, text[start:end])])

    other = data.draw(st.text(min_size=end - start, max_size=end - start))
    if other != text[start:end]:
        with pytest.raises(EvidenceError):
            check_evidence({3: text}, [Evidence(3, start, end, other)])


def test_words_on_a_page_that_is_not_there() -> None:
    with pytest.raises(EvidenceError, match="no page 4"):
        check_evidence({3: "words"}, [Evidence(4, 0, 5, "words")])


def test_words_support_a_code_of_the_value() -> None:
    words = Evidence(1, 0, 4, "cold", about="neglect")
    check_about(["neglect", "physical"], [words])
    with pytest.raises(EvidenceError, match="'neglect', which is not in the value"):
        check_about(["physical"], [words])
