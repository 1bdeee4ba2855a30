"""Whom recommendations are addressed to."""

from __future__ import annotations

import pytest

from extractors.recommendations.addressee import addressee, addressee_in, addressee_over


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The Partnership should ask each school.", "board"),
        ("ASCB must publish this.", "board"),
        ("The Director of Children's Services should report.", "childrens_social_care"),
        ("The Chief Constable should report.", "police"),
        ("All schools need to check this.", "school"),
        ("Ardle Clinical Commissioning Group should write.", "Ardle Clinical Commissioning Group"),
        ("That the Partnership audit the pathway within a year.", "board"),
        ("The review recommends that Probation examine its transfers.", "probation"),
        ("Children's Services to update the procedure.", "childrens_social_care"),
        ("The Partnership and the Integrated Care Board should agree a pathway.", "board"),
        ("The police and the Safeguarding Board should agree a protocol.", "police"),
        ("By March, the Partnership should report.", "board"),
        ("NHS Ardle should remind general practitioners of the duty.", "gp"),
        ("Ardle Primary Care Trust should ask its health visitors to call.", "health_visiting"),
        ("To review the procedure.", None),
        ("No child should be placed there.", None),
    ],
)
def test_the_subject_says_whom(text: str, whom: str | None) -> None:
    assert addressee_in(text) == whom


def test_a_health_board_is_not_the_safeguarding_board() -> None:
    assert addressee("Ardle University Health Board") != "board"


def test_a_body_without_a_code_is_kept_as_written() -> None:
    assert addressee("The Youth Panel") == "Youth Panel"


@pytest.mark.parametrize(
    ("heading", "whom"),
    [
        ("For the Board", "board"),
        ("6.2 Recommendations for the Constabulary", "police"),
        ("Ardle Safeguarding Children Partnership", "board"),
        ("Children's Social Care", "childrens_social_care"),
        ("The supervision of social workers", None),
        ("Recommendations", None),
    ],
)
def test_a_heading_may_say_whom_those_under_it_are_for(heading: str, whom: str | None) -> None:
    assert addressee_over(heading) == whom
