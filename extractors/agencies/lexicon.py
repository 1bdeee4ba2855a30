"""Where a text names a service, a person who works for one, or a multi-agency mechanism."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick
import yaml

from extractors.reading.literals import lower, needed


class Form(StrEnum):
    """How a text names an agency."""

    NAME = "name"
    PERSON = "person"
    SIGN = "sign"
    MECHANISM = "mechanism"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names an agency or mechanism.

    Attributes:
        start, end: Offsets in the text; the end is exclusive.
        code: Of `agency.code`, or of `mechanism.code` where the form is a mechanism.
        form: How it is named.
        weak: Whether the form often names a place or a trade, and counts in full only beside a
            word of contact.
    """

    start: int
    end: int
    code: str
    form: Form
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """What a short name of a report's own stands for; `code` is None where it is no service."""

    code: str | None
    form: Form = Form.NAME


@dataclass(frozen=True, slots=True)
class _Entry:
    words: str
    code: str | None
    form: Form
    exact: bool
    weak: bool = False
    pattern: re.Pattern[str] | None = None


_AROUND_A_WORD = 40  # characters on either side of a word in which a pattern is looked for
_OF_KEY = {"names": Form.NAME, "people": Form.PERSON, "exact": Form.NAME, "signs": Form.SIGN}


@cache
def _data() -> dict[str, Any]:
    text = files("extractors.agencies").joinpath("lexicon.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def seldom_involved() -> frozenset[str]:
    """Return the agencies of which a single mention of contact shows little."""
    return frozenset(_data()["seldom_involved"])


@cache
def _entries() -> Any:
    """Return the automaton that finds the words of the lexicon, each with its entries."""
    data = _data()
    weak = frozenset(data["weak"])
    by_key: dict[str, list[_Entry]] = {}
    for code, group in data["agencies"].items():
        for key, form in _OF_KEY.items():
            for words in group.get(key, []):
                _add(by_key, _Entry(words, code, form, key == "exact", words in weak))
        for pattern in group.get("patterns", []):
            _add_pattern(by_key, pattern, code)
    for code, group in data["mechanisms"].items():
        for key in ("names", "exact"):
            for words in group[key]:
                _add(by_key, _Entry(words, code, Form.MECHANISM, key == "exact"))
    for words in data["nothing"]:
        _add(by_key, _Entry(words, None, Form.NAME, exact=False))
    automaton = ahocorasick.Automaton()
    for key, entries in by_key.items():
        automaton.add_word(key, entries)
    automaton.make_automaton()
    return automaton


def _add(by_key: dict[str, list[_Entry]], entry: _Entry) -> None:
    by_key.setdefault(lower(entry.words), []).append(entry)


def _add_pattern(by_key: dict[str, list[_Entry]], pattern: str, code: str) -> None:
    """Enter a pattern under each word of which a match must hold one."""
    entry = _Entry("", code, Form.NAME, exact=True, pattern=re.compile(pattern))
    for word in needed(pattern) or ():
        by_key.setdefault(word.strip(), []).append(entry)


def mentions_in(text: str, own: Mapping[str, Own] | None = None) -> list[Mention]:
    """Return the mentions in the order of the text; where two overlap the longer stands.

    Args:
        text: What is read.
        own: Short names that the report explains; they go before those of the lexicon.

    >>> [m.code for m in mentions_in("The school nurse rang the GP.")]
    ['school_nursing', 'gp']
    """
    candidates = [*_named_by(own or {}, text), *_candidates(text)]
    found = sorted(candidates, key=lambda found: (found[0], -found[1]))
    kept: list[Mention] = []
    reached = 0
    for start, end, entry in found:
        if start < reached:
            continue
        reached = end
        if entry.code:
            kept.append(Mention(start, end, entry.code, entry.form, entry.weak))
    return kept


def _named_by(own: Mapping[str, Own], text: str) -> Iterator[tuple[int, int, _Entry]]:
    for words, meant in own.items():
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            if _bounded(text, start, end):
                yield start, end, _Entry(words, meant.code, meant.form, exact=True)
            start = text.find(words, end)


def _candidates(text: str) -> Iterator[tuple[int, int, _Entry]]:
    low = lower(text.replace("\u2019", "'"))
    for last, entries in _entries().iter(low):
        end = last + 1
        for entry in entries:
            if entry.pattern:
                around = max(0, end - _AROUND_A_WORD), end + _AROUND_A_WORD
                for match in entry.pattern.finditer(text, *around):
                    yield match.start(), match.end(), entry
                continue
            start = end - len(entry.words)
            if _bounded(text, start, end) and (not entry.exact or text[start:end] == entry.words):
                yield start, end, entry


def _bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before == "-" or after.isalnum() or after == "-")
