"""From what happened and who did it to the category of the codebook."""

from __future__ import annotations

import pytest

from extractors.children.category import Case, death_categories, harm_categories
from extractors.children.harm import Told
from extractors.reading import Sentence
from schemas.document import SectionKind

SENTENCE = Sentence(0, 4, "Told", 1, SectionKind.SUMMARY, "", 0)


def told(*acts: str) -> list[Told]:
    return [Told(act, 0, 4, SENTENCE, 3.0) for act in acts]


@pytest.mark.parametrize(
    ("acts", "age", "relation", "category"),
    [
        (["assault"], 3, "father", "fatal_physical_abuse"),
        (["intent_to_kill"], 70, "father", "overt_filicide"),
        (["intent_to_kill"], 190, "peer", "extrafamilial_homicide"),
        (["homicide", "assault"], 20, "mother", "fatal_physical_abuse"),
        (["concealed_birth"], 0, "mother", "covert_filicide"),
        (["concealed_birth", "unascertained"], 0, None, "unclear"),
        (["sudi", "unascertained"], 2, None, "sudi"),
        (["unascertained"], 100, None, "unclear"),
        (["starvation", "neglect"], 30, "both_parents", "extreme_neglect"),
        (["ingestion"], 24, None, "poisoning_ingestion"),
    ],
)
def test_a_death_is_categorised_by_act_and_person(acts, age, relation, category):
    assert death_categories(told(*acts), Case(age, relation))[0].code == category


@pytest.mark.parametrize(
    ("acts", "relation", "category"),
    [
        (["sexual_abuse"], "father", "sexual_abuse_intrafamilial"),
        (["sexual_abuse"], "professional", "sexual_abuse_extrafamilial"),
        (["assault"], None, "physical_abuse"),
        (["attempt_to_kill"], "father", "attempted_filicide"),
        (["self_harm"], "self", "risk_taking_violent_behaviour"),
        (["fire"], None, "accident_or_ingestion"),
    ],
)
def test_harm_is_categorised_by_act_and_person(acts, relation, category):
    assert harm_categories(told(*acts), Case(60, relation))[0].code == category


def test_neglect_told_in_passing_does_not_make_a_death_one_of_neglect():
    first, *others = death_categories(told("neglect", "accident"), Case(40, None))
    assert first.code == "accident"
    assert [other.code for other in others] == ["extreme_neglect"]
