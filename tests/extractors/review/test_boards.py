"""The board and its area, in every form in which a title names it."""

from __future__ import annotations

import pytest

from extractors.review.boards import areas_of, boards_in, cased


@pytest.mark.parametrize(
    ("text", "name", "area"),
    [
        (
            "Hartle Safeguarding Children Board",
            "Hartle Safeguarding Children Board",
            "Hartle",
        ),
        (
            "HARTLE VALE LOCAL SAFEGUARDING CHILDREN BOARD",
            "Hartle Vale Local Safeguarding Children Board",
            "Hartle Vale",
        ),
        (
            "Published by the Hartle Safeguarding Children Partnership in May",
            "Hartle Safeguarding Children Partnership",
            "Hartle",
        ),
        ("Hartle SCB: overview report", "Hartle SCB", "Hartle"),
        (
            "Wick-on-Hartle Safeguarding Partnership",
            "Wick-on-Hartle Safeguarding Partnership",
            "Wick-on-Hartle",
        ),
        (
            "Hartle Area Child Protection Committee",
            "Hartle Area Child Protection Committee",
            "Hartle",
        ),
    ],
)
def test_a_board_in_a_line(text: str, name: str, area: str) -> None:
    found = [(board, place) for _, _, board, place in boards_in(text)]
    assert found == [(name, area)]


def test_a_board_of_no_place_is_no_board() -> None:
    assert list(boards_in("each Local Safeguarding Children Board must publish")) == []


def test_two_boards_in_one_line() -> None:
    text = "Hartle Safeguarding Children Board, with Sorrel Safeguarding Children Board"
    assert [area for _, _, _, area in boards_in(text)] == ["Hartle", "Sorrel"]


def test_several_areas_are_parted() -> None:
    assert areas_of("Hartle, Sorrel and Wick") == "Hartle; Sorrel; Wick"


def test_capitals_become_the_case_of_a_name_and_keep_their_length() -> None:
    assert cased("KING'S HARTLE AND WICK") == "King's Hartle and Wick"
