"""Who did it, in invented sentences where the person stands far from the deed."""

from __future__ import annotations

import pytest

from extractors.syntax import DeedKind, deeds_in, may_tell_a_deed, parse

HARM = [
    ("The injuries were inflicted by the stepfather while mother was out.", "the stepfather"),
    ("Her uncle, who had moved in that winter, abused her.", "Her uncle"),
    ("He said that his father had often hit him.", "his father"),
    ("The boy died at the hands of his mother.", "his mother"),
    ("The baby was shaken by her mother's new partner.", "her mother's new partner"),
    ("The babysitter had shaken the baby and thrown her down.", "The babysitter"),
]
VERDICT = [
    ("A man whom she had met online, and who was known to police, was charged.", "A man"),
    ("The father was tried at the Crown Court and convicted of manslaughter.", "The father"),
    ("Both parents pleaded guilty to cruelty.", "Both parents"),
    ("His mother and her partner were sentenced in May.", "His mother and her partner"),
]


def persons(sentence: str, kind: DeedKind) -> set[str]:
    (parsed,) = parse([sentence])
    return {sentence[slice(*deed.agent)] for deed in deeds_in(parsed) if deed.kind is kind}


@pytest.mark.parametrize(("sentence", "person"), HARM)
def test_who_did_harm(sentence, person):
    assert person in persons(sentence, DeedKind.HARM)


@pytest.mark.parametrize(("sentence", "person"), VERDICT)
def test_who_was_held_to_have_done_it(sentence, person):
    assert person in persons(sentence, DeedKind.VERDICT)


def test_a_deed_that_is_denied_says_so():
    (parsed,) = parse(["The father was not charged."])
    assert [deed.denied for deed in deeds_in(parsed)] == [True]


def test_whom_harm_was_done_to_is_no_culprit():
    assert persons("The girl was injured.", DeedKind.HARM) == set()


@pytest.mark.parametrize(("sentence", "_person"), HARM + VERDICT)
def test_a_deed_is_told_only_where_its_words_stand(sentence, _person):
    assert may_tell_a_deed(sentence)


def test_what_holds_no_word_of_a_deed_need_not_be_parsed():
    assert not may_tell_a_deed("The injury healed, and the nurse wrote to the father.")
