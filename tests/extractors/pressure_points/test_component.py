"""Events at the boundaries, told in other words than those of any report."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from extractors.pressure_points import PressurePointExtractor
from extractors.pressure_points.rules import expand
from extractors.reading import read
from ingest.plain_text import text_document
from schemas.codebook import codebook

COVER = "Hartle Safeguarding Children Board\n\nSerious Case Review: Child V\n\n"

EVENTS = [
    ("threshold_not_met", "The team wrote that he did not meet its threshold for a service."),
    ("referral_not_accepted", "The referral was closed with no further action."),
    ("referral_not_made", "No referral was made to children's social care."),
    (
        "repeat_referrals",
        "There were nine referrals in a year, each of them dealt with in isolation.",
    ),
    ("step_up_delayed", "No strategy discussion was held."),
    (
        "held_below_child_protection",
        "He was managed as a child in need although a plan was indicated.",
    ),
    ("conference_no_plan", "The conference decided that a plan was not needed."),
    ("pre_birth_not_assessed", "No pre-birth assessment was carried out."),
    ("early_help_declined", "His mother withdrew her consent and early help lapsed."),
    ("adult_service_not_linked", "The drug worker did not know that she had a child."),
    ("cp_plan_ended", "The child protection plan was discontinued in May."),
    ("step_down", "His case was stepped down to early help in May."),
    ("case_closed", "The case was closed in May."),
    ("closed_non_engagement", "CAMHS closed the case because he did not attend."),
    ("return_home", "After two years in foster care he was returned to his father's care."),
    ("discharge_from_care", "The care order was discharged in May."),
    ("special_guardianship_or_kinship", "A special guardianship order was made in May."),
    ("hospital_discharge", "The baby was sent home from the ward with no discharge meeting."),
    ("proceedings_ended", "The care proceedings were withdrawn in May."),
    ("monitoring_lost", "After the plan ended no agency kept an eye on him."),
    ("area_transfer", "The receiving authority did not hold a transfer-in conference."),
    ("team_transfer", "There were six social workers in two years."),
    (
        "transition_to_adulthood",
        "At 17 he fell between CAMHS and the adult service, which would not see him until 18.",
    ),
    ("out_of_area_placement", "He was placed in a children's home ninety miles away."),
    ("service_gap", "He was taken off the school roll and educated at home."),
    ("custody_release", "He was released from custody with no plan."),
]


def points(body: str) -> list[dict[str, Any]]:
    document = text_document(COVER + body, "review.txt")
    found: list[dict[str, Any]] = []
    for finding in PressurePointExtractor()(read(document)):
        assert isinstance(finding.value, dict)
        found.append(finding.value)
    return found


def codes(body: str) -> set[str]:
    return {point["code"] for point in points(body)}


def test_every_code_has_an_example() -> None:
    assert {code for code, _ in EVENTS} == set(codebook().codes("pressure_point", "code"))


@pytest.mark.parametrize(("code", "sentence"), EVENTS, ids=[code for code, _ in EVENTS])
def test_an_event_is_found(code: str, sentence: str) -> None:
    assert code in codes(f"# What happened\n\n{sentence}")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("threshold_not_met", "The threshold for an assessment was met and one was begun."),
        ("threshold_not_met", "The criteria for a serious case review were not met."),
        ("threshold_not_met", "The evidence did not reach the threshold for a prosecution."),
        ("case_closed", "The scan showed a closed head injury."),
        ("case_closed", "The road was closed."),
        ("return_home", "After school he returned home late."),
        ("return_home", "A return home interview was offered."),
        ("referral_not_accepted", "The police took no further action and no one was charged."),
        ("step_down", "He was moved to the step-down ward."),
        ("hospital_discharge", "He was discharged from the army without a pension."),
    ],
)
def test_the_same_words_of_another_thing(code: str, sentence: str) -> None:
    assert code not in codes(f"# What happened\n\n{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "His half-brother's child protection plan had ended.",
        "An older sister's case was closed.",
    ],
)
def test_an_event_of_a_sibling_is_none_of_the_subject_child(sentence: str) -> None:
    assert codes(f"# What happened\n\n{sentence}") == set()


@pytest.mark.parametrize("heading", ["Recommendations", "Terms of reference", "Glossary"])
def test_recommendations_and_questions_are_no_events(heading: str) -> None:
    assert codes(f"# {heading}\n\nThe case was closed too soon.") == set()


def test_an_event_told_twice_is_one_with_the_judgement_of_the_analysis() -> None:
    (point,) = points(
        "# What happened\n\nThe child protection plan was discontinued in May.\n\n"
        "# Analysis\n\nThe child protection plan was discontinued too soon, in the view of the "
        "review."
    )
    assert (point["code"], point["judged_problem"]) == ("cp_plan_ended", "yes")


def test_the_event_and_its_judgement_are_both_shown() -> None:
    document = text_document(
        COVER + "# What happened\n\nThe case was closed in May. That was a mistake.", "review.txt"
    )
    (finding,) = PressurePointExtractor()(read(document))
    assert [e.quote for e in finding.evidence] == [
        "The case was closed in May.",
        "That was a mistake.",
    ]


@pytest.mark.parametrize(
    ("after", "judged"),
    [
        ("That was premature.", "yes"),
        ("The review agrees with that decision.", "no"),
        ("He started at a new nursery in June.", "unclear"),
    ],
)
def test_the_sentence_after_an_event_may_judge_it(after: str, judged: str) -> None:
    (point,) = points(f"# What happened\n\nThe case was closed in May. {after}")
    assert point["judged_problem"] == judged


def test_the_particulars_of_an_event() -> None:
    (point,) = points(
        "# What happened\n\nChildren's social care stepped him down from child in need to early "
        "help in May 2014."
    )
    assert point == {
        "code": "step_down",
        "judged_problem": "unclear",
        "agency": "childrens_social_care",
        "when": "2014-05",
        "from_level": "child_in_need",
        "to_level": "early_help",
    }


def test_a_document_out_of_scope_has_no_pressure_points() -> None:
    document = text_document("Annual Report 2019\n\nNo referral was made by schools.", "report.txt")
    assert PressurePointExtractor()(read(document)) == []


def test_every_code_of_the_codebook_has_rules_and_every_piece_of_a_pattern_is_known() -> None:
    text = files("extractors.pressure_points").joinpath("patterns.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    assert set(data["codes"]) == set(codebook().codes("pressure_point", "code"))
    for group in data["codes"].values():
        for rule in group["rules"]:
            keys = rule.get("keys", [])
            assert all(isinstance(key, str) and key == key.lower() for key in keys)
            for name in ("pattern", "unless", "needs"):
                assert "{gap}" not in expand(rule.get(name, ""), data["vocabulary"])
