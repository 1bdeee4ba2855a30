from __future__ import annotations

from pathlib import Path

import pytest

from config import env


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("Yes", True), ("off", False), ("0", False), ("", False)]
)
def test_yes_and_no(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("SCR_EXAMPLE", value)
    assert env.flag("SCR_EXAMPLE") is meant


def test_neither_yes_nor_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCR_EXAMPLE", "perhaps")
    with pytest.raises(env.SettingError, match="Set it to 1 or 0"):
        env.flag("SCR_EXAMPLE")


def test_a_variable_that_is_empty_is_not_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SCR_EXAMPLE", "  ")
    assert env.text("SCR_EXAMPLE", "default") == "default"
    assert env.words("SCR_EXAMPLE", ["localhost"]) == ["localhost"]
    assert env.directory("SCR_EXAMPLE", tmp_path) == tmp_path


def test_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCR_EXAMPLE", "a.example, b.example,")
    assert env.words("SCR_EXAMPLE", []) == ["a.example", "b.example"]
