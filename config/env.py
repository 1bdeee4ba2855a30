"""Settings from the environment, typed. An empty variable counts as one that is not set."""

from __future__ import annotations

import os
from pathlib import Path

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


class SettingError(Exception):
    """A variable of the environment does not hold what it should."""


def text(name: str, default: str = "") -> str:
    """Return the variable as text."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return the variable as yes or no. Raises SettingError where it is neither."""
    value = text(name).lower()
    if not value:
        return default
    if value in _TRUE | _FALSE:
        return value in _TRUE
    raise SettingError(f"{name} is {value!r}. Set it to 1 or 0.")


def words(name: str, default: list[str]) -> list[str]:
    """Return the variable as a list; commas part its items."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def directory(name: str, default: Path) -> Path:
    """Return the variable as an absolute path."""
    return Path(text(name) or default).expanduser().resolve()
