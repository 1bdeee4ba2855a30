"""What invented sentences say of the child, and what they say of somebody else."""

from __future__ import annotations

import pytest

from extractors.children.characteristics import characteristics_of
from extractors.children.subjects import subjects_of
from extractors.reading import read
from ingest.plain_text import text_document

OPENING = "Hartle Safeguarding Children Board\n\nChild V\n\nChild V died in May 2013.\n\n"

OF_THE_CHILD = [
    (
        "Child V arrived nine weeks early and spent a month in hospital.",
        "premature_or_low_birthweight",
    ),
    ("She was born at 31 weeks and weighed little.", "premature_or_low_birthweight"),
    ("A low birth weight was noted on the chart.", "premature_or_low_birthweight"),
    ("Child V has cerebral palsy and goes to school by taxi.", "disability"),
    ("She wore hearing aids from the age of two.", "disability"),
    ("Child V had type 1 diabetes, which the school nurse knew.", "chronic_illness"),
    ("Epilepsy was diagnosed when Child V was four.", "chronic_illness"),
    ("Child V attended a special school.", "learning_difficulty_send"),
    ("An education, health and care plan was drawn up for Child V.", "learning_difficulty_send"),
    ("Child V was thought to be autistic.", "learning_difficulty_send"),
    ("School recorded that her behaviour had become aggressive.", "behaviour_problems"),
    ("Child V kicked teachers at nursery.", "behaviour_problems"),
    ("Child V spoke to a counsellor of suicidal thoughts.", "mental_health_problem"),
    ("The GP prescribed Child V an antidepressant.", "mental_health_problem"),
    ("In Year 9 Child V began cutting her arms.", "self_harm"),
    ("Child V had taken an overdose in March.", "self_harm"),
    ("Child V was found drunk in the park.", "alcohol_misuse"),
    ("Child V had been using ketamine at weekends.", "drug_misuse"),
    ("Her cannabis use was daily by then.", "drug_misuse"),
    ("Child V was reported missing nine times.", "missing_episodes"),
    ("Child V absconded from the unit.", "missing_episodes"),
    ("Child V was being groomed by a man whom she met online.", "exploitation_known_or_suspected"),
    ("Police thought that Child V was a member of a local gang.", "gang_involvement"),
    ("Child V was being bullied on the bus.", "bullying"),
    ("Child V was given a referral order for theft.", "offending"),
    ("Her attendance had fallen to 62 per cent.", "poor_attendance_or_exclusion"),
    ("Child V was permanently excluded in Year 8.", "poor_attendance_or_exclusion"),
    ("From September Child V was taught at home.", "home_educated"),
    ("Child V was the smaller of the twins.", "twin_or_multiple"),
    ("Child V came to England as an unaccompanied child.", "unaccompanied_asylum_seeker"),
    ("Child V was a young carer.", "young_carer"),
    ("Child V had been caring for her mother since she was nine.", "young_carer"),
    ("A health visitor saw a bruise on Child V's cheek in June.", "previous_injury"),
    ("The X-ray showed fractures of different ages.", "previous_injury"),
]
OF_ANOTHER = [
    "Mother had taken an overdose at fifteen.",
    "Mother was unwell that year. She was depressed and saw her GP.",
    "Father was smoking cannabis daily.",
    "Her older brother was excluded from school.",
    "Sibling 1 has epilepsy.",
    "The parents were often drunk.",
    "As a girl she was bullied.",
]
NOT_SO = [
    "There was no evidence that Child V was using drugs.",
    "Child V was never reported missing.",
    "Children born at 31 weeks need more help.",
    "The decision was premature.",
    "What is missing is a plan.",
]


def codes_of(text: str) -> list[str]:
    reading = read(text_document(OPENING + text, "report.txt"))
    subjects = subjects_of(reading)
    return [c for found in characteristics_of(reading, subjects[0], subjects) for c in found.value]


@pytest.mark.parametrize(("sentence", "code"), OF_THE_CHILD)
def test_what_is_said_of_the_child(sentence, code):
    assert code in codes_of(sentence)


@pytest.mark.parametrize("sentence", OF_ANOTHER)
def test_what_is_said_of_another_is_not_the_childs(sentence):
    assert codes_of(sentence) == []


@pytest.mark.parametrize("sentence", NOT_SO)
def test_what_is_denied_or_means_something_else_is_left_out(sentence):
    assert codes_of(sentence) == []
