from __future__ import annotations

import pytest

from verify.keys import Key, KeyTwiceError, Section, action_by_key, printed, sections


def section(*keys: Key) -> Section:
    return Section(section="Decide", keys=list(keys))


def test_no_key_does_two_things() -> None:
    by_key = action_by_key(sections())
    assert by_key["a"] == by_key["Enter"] == "accept"
    assert "s" not in by_key


def test_a_collision_is_refused() -> None:
    one = Key(action="accept", keys=["a"], says="Accept")
    other = Key(action="add", keys=["l", "a"], says="Add")
    with pytest.raises(KeyTwiceError, match="a does both accept and add"):
        action_by_key([section(one, other)])
    with pytest.raises(KeyTwiceError, match="listed twice"):
        action_by_key([section(one), section(one)])


def test_keys_leave_the_browser_and_the_system_alone() -> None:
    taken = {"Tab", "Backspace", " ", "PageUp", "PageDown", "Home", "End", "'"}
    assert not taken & set(action_by_key(sections()))


def test_the_first_key_is_printed() -> None:
    assert printed("not_mentioned") == "n"
    with pytest.raises(KeyError):
        printed("fly")
