"""The words of `words.yaml`, as sets of plain words or as one pattern of alternatives."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml


@cache
def _lists() -> dict[str, list[str]]:
    text = files("extractors.review").joinpath("words.yaml").read_text("utf-8")
    lists: dict[str, list[str]] = yaml.safe_load(text)
    return lists


def plain(name: str) -> frozenset[str]:
    """Return a list of plain words."""
    return frozenset(_lists()[name])


def alternatives(name: str) -> str:
    r"""Return a list as a group of alternatives for a regular expression.

    >>> alternatives("issued").startswith(r"(?:date\s+of")
    True
    """
    joined = "|".join(re.sub(r"(?<!\[) ", r"\\s+", pattern) for pattern in _lists()[name])
    return f"(?:{joined})"
