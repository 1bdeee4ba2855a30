"""The key registry: which key does what, loaded from `keys.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class KeyTwiceError(ValueError):
    """Two actions claim one key, or one action is listed twice."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Key(_Frozen):
    """An action with its keys, as browsers name them; the first is printed on the button."""

    action: str
    keys: list[str]
    says: str


class Section(_Frozen):
    """A part of the sheet of keys."""

    section: str
    keys: list[Key]


@cache
def sections() -> list[Section]:
    """Return the registry as the sheet of keys shows it. Raises KeyTwiceError on a collision."""
    text = files("verify").joinpath("keys.yaml").read_text(encoding="utf-8")
    loaded = [Section.model_validate(section) for section in yaml.safe_load(text)]
    action_by_key(loaded)
    return loaded


def action_by_key(loaded: Iterable[Section]) -> dict[str, str]:
    """Return what each key does. Raises KeyTwiceError on a collision."""
    actions: set[str] = set()
    by_key: dict[str, str] = {}
    for key in (key for section in loaded for key in section.keys):
        if key.action in actions:
            raise KeyTwiceError(f"{key.action} is listed twice")
        actions.add(key.action)
        for name in key.keys:
            if name in by_key:
                raise KeyTwiceError(f"{name} does both {by_key[name]} and {key.action}")
            by_key[name] = key.action
    return by_key


def printed(action: str) -> str:
    """Return the key that is printed on the button of an action. Raises KeyError for none."""
    for section in sections():
        for key in section.keys:
            if key.action == action:
                return key.keys[0]
    raise KeyError(action)
