"""Family factors: what is said, of whom, and whether it was so. Every family here is invented."""

from __future__ import annotations

import pytest

from extractors.family_factors import FamilyFactorExtractor
from extractors.reading import read
from ingest.plain_text import text_document

FRONT = (
    "Ardle Safeguarding Children Board\n\nSerious Case Review: Child Z\n\n"
    "This review concerns Child Z, a boy who died at the age of two.\n\n"
)


def found(text: str) -> set[tuple[str, str, str]]:
    reading = read(text_document(FRONT + text, "review.txt"))
    return {
        (finding.value["code"], finding.value["holder"], finding.status.value)
        for finding in FamilyFactorExtractor()(reading)
        if isinstance(finding.value, dict)
    }


def stated(text: str) -> set[tuple[str, str]]:
    return {(code, holder) for code, holder, status in found(text) if status == "stated"}


def ruled_out(text: str) -> set[tuple[str, str]]:
    return {(code, holder) for code, holder, status in found(text) if status == "stated_absent"}


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Mother has a long history of depression.", ("mental_ill_health", "mother")),
        (
            "Father was on and off the books of the mental health team.",
            ("mental_ill_health", "father"),
        ),
        ("Both parents drank heavily.", ("alcohol_misuse", "both_parents")),
        ("The mother's partner used cocaine.", ("drug_misuse", "mothers_partner")),
        ("Mother grew up in care.", ("care_experienced", "mother")),
        ("As a child the mother was neglected.", ("adverse_childhood_experiences", "mother")),
        ("Father has nine convictions for theft.", ("criminal_record", "father")),
        ("Father was jailed in 2008 for wounding.", ("violent_offending", "father")),
        ("The mother has a mild learning disability.", ("learning_disability", "mother")),
        ("Mother was 17 when Child Z was born.", ("young_parent", "mother")),
        ("Their teenage parents lived together.", ("young_parent", "both_parents")),
        ("Mother was being treated for cancer.", ("physical_ill_health", "mother")),
        ("The parents had separated in 2010.", ("parental_separation", "both_parents")),
        ("There was a bitter dispute over contact.", ("acrimonious_separation", "both_parents")),
        ("She had had a succession of partners.", ("multiple_partners", "mother")),
        ("The mother knew nobody in the town.", ("social_isolation", "mother")),
        ("They had lived at six addresses in a year.", ("transient_lifestyle", "family")),
        ("The family depended on food parcels.", ("poverty", "family")),
        ("Father was out of work.", ("unemployment", "father")),
        ("The house was dirty and there was no hot water.", ("poor_housing", "family")),
        ("They were placed in a hostel.", ("overcrowding_or_temporary_housing", "family")),
        ("Her two older children had been adopted.", ("previous_child_removed", "mother")),
        ("Mother had lost her own mother that spring.", ("bereavement", "mother")),
        ("Mother's father died in the same year.", ("bereavement", "mother")),
        ("The family had come to England as refugees.", ("immigration_or_language", "family")),
        ("The parents would not open the door.", ("non_engagement", "both_parents")),
        ("Mother booked at 29 weeks.", ("concealed_or_late_booked_pregnancy", "mother")),
    ],
)
def test_each_factor_is_found_with_its_holder(text: str, factor: tuple[str, str]) -> None:
    assert factor in stated(text)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Father had been violent to Mother.", "father"),
        ("The mother told the midwife of violence by her partner.", "mothers_partner"),
        ("A non-molestation order against the father was in force.", "father"),
        ("The family had a history of domestic abuse.", "family"),
    ],
)
def test_domestic_abuse_is_held_by_the_person_who_abuses(text: str, holder: str) -> None:
    assert stated(text) == {("domestic_abuse", holder)}


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("There was no evidence of domestic abuse.", ("domestic_abuse", "family")),
        ("Neither parent has ever used drugs.", ("drug_misuse", "both_parents")),
        ("Alcohol and drugs do not feature.", ("alcohol_misuse", "both_parents")),
        ("Drug misuse by the mother was looked for and not found.", ("drug_misuse", "mother")),
        (
            "She was asked about domestic abuse and each time answered no.",
            ("domestic_abuse", "family"),
        ),
        ("Mother had a happy childhood.", ("adverse_childhood_experiences", "mother")),
        ("The parents separated amicably.", ("acrimonious_separation", "both_parents")),
        ("The home was clean and tidy.", ("poor_housing", "family")),
        ("The family was not short of money.", ("poverty", "family")),
        ("English was their first language.", ("immigration_or_language", "family")),
    ],
)
def test_what_the_report_rules_out_is_no_silence(text: str, factor: tuple[str, str]) -> None:
    assert factor in ruled_out(text)
    assert factor not in stated(text)


def test_several_are_ruled_out_by_one_negation() -> None:
    codes = {
        code for code, _ in ruled_out("There is no history of violence, drink or drugs in either.")
    }
    assert codes == {"domestic_abuse", "alcohol_misuse", "drug_misuse"}


def test_what_is_stated_stands_against_what_is_denied_elsewhere() -> None:
    text = "Father was violent to Mother.\n\nThere was no domestic abuse that year."
    assert found(text) == {("domestic_abuse", "father", "stated")}


@pytest.mark.parametrize(
    "text",
    [
        "Both parents were convicted of cruelty.",
        "Her father was later convicted of manslaughter.",
        "Child Z was found asleep on the sofa.",
        "The team's handling of the call was poor.",
        "Her social worker had a bereavement that month.",
        "The boy had been made to sell drugs.",
        "A neighbour used heroin.",
        "The father alleged that she was an alcoholic.",
        "The reviewer asked whether there was drug use.",
        "Learning includes: asking a mother with depression about her children.",
    ],
)
def test_what_only_looks_like_a_factor_of_the_family_is_none(text: str) -> None:
    assert stated(text) == set()


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Ms W is the mother of Child Z. She was treated for depression.", "mother"),
        ("Child Z's father, Mr T, lived nearby. He was treated for depression.", "father"),
        (
            "Mother lived with Mr T, her partner. Mr T was treated for depression.",
            "mothers_partner",
        ),
        ("Mother told her GP in May that she was depressed.", "mother"),
        ("The health visitor described a depressed and lonely mother.", "mother"),
    ],
)
def test_names_and_pronouns_lead_to_the_holder(text: str, holder: str) -> None:
    assert ("mental_ill_health", holder) in stated(text)


def test_kin_of_an_adult_is_not_the_adult() -> None:
    assert stated("Her own mother drank.") == {("adverse_childhood_experiences", "mother")}


def test_the_evidence_is_the_sentence_that_says_so_first() -> None:
    document = text_document(
        FRONT + "Mother drank heavily. Later Mother drank again.", "review.txt"
    )
    [finding] = FamilyFactorExtractor()(read(document))
    assert [words.quote for words in finding.evidence] == [
        "Mother drank heavily.",
        "Later Mother drank again.",
    ]


def test_a_recommendation_tells_nothing_of_the_family() -> None:
    assert found("# Recommendations\n\nThe Board should ask mothers about depression.") == set()
