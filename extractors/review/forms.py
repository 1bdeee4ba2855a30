"""Patterns that are put together of named parts, as a YAML file beside this module writes them.

A file has `parts` and `forms`. `<name>` stands for a part above it, or else for a list of
`words.yaml`; a part or a form that is a list is any one of its members.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from extractors.review.words import alternatives

_PART = re.compile(r"(?<!\?P)<([a-z_]+)>")
Written = str | list[str]


@cache
def form(file: str, name: str) -> re.Pattern[str]:
    """Return a form of a file; of one that is a list, any of its members.

    >>> bool(form("dates.yaml", "any_year").search("in 2014"))
    True
    """
    return re.compile(_joined(_expanded(file)[name]))


@cache
def forms(file: str, name: str) -> tuple[re.Pattern[str], ...]:
    """Return the members of a form that is a list, in their order."""
    written = _expanded(file)[name]
    assert isinstance(written, list), f"{name} in {file} is no list"
    return tuple(re.compile(each) for each in written)


def words(file: str) -> tuple[str, ...]:
    """Return the words of which every match of a file's forms holds one."""
    return tuple(_data(file)["words"])


@cache
def _data(file: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        files("extractors.review").joinpath(file).read_text("utf-8")
    )
    return data


@cache
def _expanded(file: str) -> dict[str, Written]:
    """Return the forms of a file with their parts written out."""
    data = _data(file)
    parts: dict[str, str] = {}
    for name, written in data.get("parts", {}).items():
        parts[name] = _joined(_with_parts(written, parts))
    return {name: _with_parts(written, parts) for name, written in data["forms"].items()}


def _with_parts(written: Written, parts: dict[str, str]) -> Written:
    if isinstance(written, list):
        return [_PART.sub(lambda name: _part(name[1], parts), each) for each in written]
    return _PART.sub(lambda name: _part(name[1], parts), written)


def _part(name: str, parts: dict[str, str]) -> str:
    return parts[name] if name in parts else alternatives(name)


def _joined(written: Written) -> str:
    return written if isinstance(written, str) else f"(?:{'|'.join(written)})"
