"""Tables of abstracts, as repositories export them: each row holds the text of one report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from ingest.texts import TEXT_SUFFIX

FEWEST_WORDS_BESIDE_AN_ADDRESS = 25
"""Fewer words beside an address describe what is to be fetched from it."""

_LONGEST_NAME = 120
_ASIDE = re.compile(r"\([^)]*\)")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_NOT_IN_NAMES = re.compile(r"[\s/\\\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class AbstractColumns:
    """Where a table keeps the abstract of a row and, if it does, what names the row."""

    text: int
    name: int | None

    def text_of(self, cells: Sequence[str]) -> str:
        """Return the abstract of a row; "" where it has none."""
        return cells[self.text] if self.text < len(cells) else ""

    def name_of(self, cells: Sequence[str], otherwise: str) -> str:
        """Return the file name that a row's abstract goes by, with what names it otherwise."""
        named = self.name is not None and self.name < len(cells)
        name = _NOT_IN_NAMES.sub(" ", cells[self.name or 0]).strip() if named else ""
        return (name or otherwise).removesuffix(TEXT_SUFFIX)[:_LONGEST_NAME].rstrip() + TEXT_SUFFIX


def abstract_columns(heads: Sequence[str]) -> AbstractColumns | None:
    """Return where a table with these heads has its abstracts, or None where it has none."""
    known = [_NO_LETTERS.sub(" ", _ASIDE.sub("", head)).strip().lower() for head in heads]
    names = _names()
    text = next((known.index(name) for name in names["texts"] if name in known), None)
    if text is None:
        return None
    return AbstractColumns(
        text, next((known.index(name) for name in names["names"] if name in known), None)
    )


@cache
def _names() -> dict[str, list[str]]:
    path = resources.files("ingest").joinpath("abstracts.yaml")
    loaded: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))
    return loaded
