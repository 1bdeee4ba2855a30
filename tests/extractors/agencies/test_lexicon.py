"""Which words name which service."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractors.agencies.lexicon import Form, mentions_in
from extractors.reading.literals import needed
from schemas.codebook import codebook


def codes(text: str) -> list[str]:
    return [mention.code for mention in mentions_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The school nurse rang.", ["school_nursing"]),
        ("The nurse practitioner at the walk-in centre saw him.", ["community_health"] * 2),
        ("the YOT and the NPS", ["youth_justice", "probation"]),
        ("Children\u2019s Social Care", ["childrens_social_care"]),
        ("Larkfield Homes wrote to her.", ["housing"]),
        ("A family court adviser (Cafcass) called.", ["cafcass", "cafcass"]),
        ("an educational psychologist", ["local_authority_education"]),
        ("the Constabulary", ["police"]),
        ("her foster carer", ["fostering_or_residential_provider"]),
    ],
)
def test_services_and_those_who_work_in_them(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "the school holidays",
        "on maternity leave",
        "the Social Care Institute for Excellence",
        "the Crown Court",
        "a gp-led scheme",
        "he relates to his mother",
        "an aside",
    ],
)
def test_words_that_hold_a_service_and_are_none(text: str) -> None:
    assert codes(text) == []


def test_capitals_tell_an_acronym_from_a_word() -> None:
    assert codes("The ED was busy.") == ["hospital"]
    assert codes("He was fed and led away.") == []


def test_a_mechanism_is_no_agency() -> None:
    (mention,) = mentions_in("A strategy meeting was held.")
    assert (mention.code, mention.form) == ("strategy_discussion", Form.MECHANISM)


@given(st.text(max_size=200))
def test_mentions_are_in_order_and_do_not_overlap(text: str) -> None:
    reached = 0
    for mention in mentions_in(f"{text} the GP and {text} the police"):
        assert reached <= mention.start < mention.end
        reached = mention.end


def test_the_lexicon_has_every_code_of_the_codebook_and_no_other() -> None:
    data = yaml.safe_load(files("extractors.agencies").joinpath("lexicon.yaml").read_text("utf-8"))
    assert set(data["agencies"]) == set(codebook().codes("agency", "code"))
    assert set(data["mechanisms"]) == set(codebook().codes("mechanism", "code"))


def test_every_pattern_holds_a_word_by_which_it_is_found() -> None:
    data = yaml.safe_load(files("extractors.agencies").joinpath("lexicon.yaml").read_text("utf-8"))
    for group in data["agencies"].values():
        for pattern in group.get("patterns", []):
            assert needed(pattern), pattern


def test_a_landlord_of_any_name_is_housing_and_the_housing_act_is_none() -> None:
    assert codes("Larkfield Housing wrote to her.") == ["housing"]
    assert codes("the duty under the Housing Act") == []
