"""How a report asserts things, by example."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.reading.assertion import assertion_in
from schemas.document import SectionKind

PHRASES = Path(__file__).parents[3] / "sample_docs" / "phrases" / "assertion_phrases.tsv"

MORE = Path(__file__).with_name("assertions.tsv")


def asserted(sentence: str, phrase: str, **how: object) -> str:
    start = sentence.index(phrase)
    return assertion_in(sentence, start, start + len(phrase), **how).value


@pytest.mark.parametrize(
    ("sentence", "phrase", "assertion"),
    [
        ("The father was violent on two occasions.", "violent", "affirmed"),
        ("There was no evidence of violence.", "violence", "negated"),
        ("Neither parent drank.", "drank", "negated"),
        ("Not only did she drink, she drove.", "drink", "affirmed"),
        ("Violence could not be ruled out.", "Violence", "affirmed"),
        ("He denied any violence, but his convictions were known.", "convictions", "affirmed"),
        ("The injury was not thought to be accidental; he had been hit.", "hit", "affirmed"),
        ("If he had been violent, she would have said so.", "violent", "hypothetical"),
        ("Was there domestic abuse in the home?", "domestic abuse", "hypothetical"),
        ("Mother had been neglected as a child.", "neglected", "historic"),
        ("In an earlier relationship she had been hit.", "hit", "historic"),
        ("The neighbour was a heavy drinker.", "drinker", "other_person"),
        ("In the Board's last review the father was violent.", "violent", "other_case"),
        ("Research shows that neglect is often missed.", "neglect", "general"),
        ("Every agency should ask about domestic abuse.", "domestic abuse", "recommendation"),
        ("The case should not have been closed.", "closed", "affirmed"),
    ],
)
def test_how_a_sentence_asserts_a_phrase(sentence, phrase, assertion):
    assert asserted(sentence, phrase) == assertion


def test_what_stands_among_the_recommendations_is_one():
    how = asserted("Cases are closed by a manager.", "closed", section=SectionKind.RECOMMENDATIONS)
    assert how == "recommendation"


def test_an_omission_is_asserted_by_its_negation():
    assert asserted("No referral was made.", "No referral", code="referral_not_made") == "affirmed"


@pytest.mark.parametrize(("first", "share"), [(0, 0.96), (1, 0.76)])
def test_the_share_of_the_phrases_that_are_read_rightly(first, share):
    lines = PHRASES.read_text(encoding="utf-8").splitlines()[first::2]
    rows = [line.split("\t") for line in lines]
    right = sum(asserted(text, phrase, code=code) == want for text, phrase, code, want in rows)
    assert right / len(rows) >= share


def test_the_share_of_other_wordings_that_are_read_rightly():
    rows = [line.split("\t") for line in MORE.read_text(encoding="utf-8").splitlines()]
    wrong = [text for text, want, *code in rows if _of_marked(text, *code) != want]
    assert len(wrong) <= 2, wrong


def _of_marked(text: str, code: str | None = None) -> str:
    """Return how a sentence asserts what stands in it between [[ and ]]."""
    before, rest = text.split("[[")
    phrase, after = rest.split("]]")
    start = len(before)
    return assertion_in(before + phrase + after, start, start + len(phrase), code=code).value


@pytest.mark.parametrize(
    ("sentence", "phrase", "assertion"),
    [
        ("Although no plan was made, neglect went on.", "neglect", "affirmed"),
        ("Although there was no neglect, abuse or violence, she left.", "abuse", "negated"),
        ("While no charge followed, the bruising was inflicted.", "inflicted", "affirmed"),
    ],
)
def test_what_a_sentence_concedes_first_denies_nothing_of_the_rest(sentence, phrase, assertion):
    assert asserted(sentence, phrase) == assertion
