from __future__ import annotations

import pytest

from records.paths import place_of
from schemas.codebook import codebook
from schemas.finding import FindingValue
from verify.words import definition, field_name, score_in_words, short, value_in_words


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("review.review_type", "learning_review", "Learning review"),
        ("review.publication_date", "2014-02", "February 2014"),
        ("children.0.index_child", True, "Yes"),
        ("children.0.index_child", False, "No"),
        ("children.0.maltreatment", ["neglect", "physical"], "Neglect, Physical"),
        ("children.0.csc_highest_ever", "universal", "Universal"),
        ("children.0.sex", None, ""),
        ("mechanisms.mash", "mash", "MASH"),
        ("children.0", None, "A subject child of the review"),
    ],
)
def test_a_value_is_said_in_the_words_of_the_codebook(
    path: str, value: FindingValue, said: str
) -> None:
    assert value_in_words(place_of(path), value) == said


def test_an_item_says_its_fields_beside_its_name() -> None:
    place = place_of("pressure_points.case_closed-6-1204")
    value: FindingValue = {"code": "case_closed", "judged_problem": "no", "when": "2013"}
    assert (
        field_name(place, value) == codebook().codes("pressure_point", "code")["case_closed"].label
    )
    assert value_in_words(place, value) == "Not judged a problem · when: 2013"


def test_a_recommendation_is_known_by_its_number_and_said_whole() -> None:
    place = place_of("recommendations.1-9-5")
    value: FindingValue = {"number": "4", "text": "The Board should look again."}
    assert field_name(place, value) == "Recommendation 4"
    assert value_in_words(place, value) == "The Board should look again."


def test_a_code_has_its_own_definition_and_a_text_that_of_its_variable() -> None:
    outcome = place_of("children.0.outcome")
    variable = codebook().variable("child", "outcome")
    assert definition(outcome, "death") == variable.codes["death"].definition or variable.definition
    assert definition(place_of("review.label"), "Baby K").startswith("How the report names")


@pytest.mark.parametrize(
    ("confidence", "said"), [(0.01, "1 in 10"), (0.87, "9 in 10"), (1, "10 in 10")]
)
def test_a_score_is_a_count(confidence: float, said: str) -> None:
    assert score_in_words(confidence) == said


def test_a_row_shows_what_it_has_room_for() -> None:
    assert short("a" * 60) == "a" * 60
    assert len(short("a" * 61)) == 60
