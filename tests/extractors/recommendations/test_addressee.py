"""Whom recommendations are addressed to."""

from __future__ import annotations

import pytest

from extractors.recommendations.addressee import addressee, addressee_in


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The Partnership should ask each school.", "board"),
        ("ASCB must publish this.", "board"),
        ("The Director of Children's Services should report.", "childrens_social_care"),
        ("The Chief Constable should report.", "police"),
        ("All schools need to check this.", "school"),
        ("Ardle Clinical Commissioning Group should write.", "Ardle Clinical Commissioning Group"),
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
