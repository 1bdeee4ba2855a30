"""The words that every match of a pattern must hold, read off the pattern itself.

What lexicons use of the syntax of `re` is understood: letters, escapes, classes, groups, looking
around, alternatives and repeats; of any other pattern nothing is said. Words are written as `plain`
writes a text: in lower case, with a blank for whatever is no letter and no digit, so that a blank
at an edge is the edge of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.reading.telling import EDGE, Branch, all_of, best_of, drawn_together, telling

_MOST_WORDINGS = 16
"""Wordings of a part of a pattern from which on they are no longer spelled out."""
_BLANK = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
_LETTERS = re.compile(r"[^\\\[\](){}|^$.*+?]+(?![*+?{])")
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|[a-z]*(?:-[a-z]+)?:))?(?!\?)")
_AROUND = re.compile(r"\(\?<?[=!]")
_REPEAT = re.compile(r"(?:[*+?]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_CODED = re.compile(r"\\(?:u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2}))")
_ANEDGE = frozenset({"\\b", "\\A", "\\Z", "^", "$"})
_A_BLANK = frozenset({"\\s", "\\W", "\\n", "\\t", "\\r"})
_LONGEST_RANGE = 10


def plain(text: str) -> str:
    """Return a text of the same length in lower case, with blanks for what is not of a word.

    >>> plain("The GP's note")
    'the gp s note'
    """
    low = text.lower()
    if len(low) != len(text):
        low = lower(text)
    return low.encode("latin-1", "replace").translate(_BLANK).decode("latin-1")


def lower(text: str) -> str:
    """Return the text in lower case and of the same length, so that offsets stay true.

    >>> lower("İ AND")
    'İ and'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in text)


@lru_cache(maxsize=8192)  # most patterns are the same in every report
def needed(pattern: str) -> frozenset[str] | None:
    r"""Return words, written as by `plain`, of which every match of a pattern holds one.

    Blanks at their edges may lie just outside the match. None where no such words can be told, so
    that the pattern must always be tried.

    >>> sorted(needed(r"\bno (?:clear )?(?:evidence|signs?)"))
    [' no clear evidence', ' no clear sign', ' no evidence', ' no sign']
    """
    try:
        return _Reader(pattern).read().needs()
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def needed_together(pattern: str) -> tuple[Branch, ...]:
    r"""Return branches, of one of which every match of a pattern holds a word of each group.

    A branch without groups, which stands where nothing more is sure, is held by any text.

    >>> [[sorted(group) for group in branch] for branch in needed_together(r"closed \w+ case|end")]
    [['closed '], [' case']], [['end']]
    """
    try:
        return _Reader(pattern).read().branches()
    except ValueError:
        return ((),)


class _Part(NamedTuple):
    """A part of a pattern.

    Attributes:
        wordings: All that the part can match, where these are few.
        holds: Else, words of which each of its matches holds one, where such are known.
        ways: Else, the branches of which each of its matches holds one.
    """

    wordings: frozenset[str] | None
    holds: frozenset[str] | None = None
    ways: tuple[Branch, ...] = ((),)

    def needs(self) -> frozenset[str] | None:
        return self.holds if self.wordings is None else best_of([self.wordings])

    def branches(self) -> tuple[Branch, ...]:
        return self.ways if self.wordings is None else (telling(self.wordings),)


_ANYTHING = _Part(None)
_NOTHING = _Part(frozenset({""}))


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def read(self) -> _Part:
        part = self._alternatives()
        if self._at < len(self._pattern):
            raise ValueError("a closing bracket without an opening one")
        return part

    def _alternatives(self) -> _Part:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        wordings = _union(branch.wordings for branch in branches)
        if wordings is not None and len(wordings) <= _MOST_WORDINGS:
            return _Part(wordings)
        ways = drawn_together(tuple(way for branch in branches for way in branch.branches()))
        return _Part(None, _union(branch.needs() for branch in branches), ways)

    def _sequence(self) -> _Part:
        options: list[frozenset[str]] = []
        ways: tuple[Branch, ...] = ((),)
        run = frozenset({""})
        while self._peek() not in {"", "|", ")"}:
            part = self._repeated(self._atom())
            if part.wordings is None:
                options += [run, part.holds or frozenset({""})]
                ways = all_of(all_of(ways, (telling(run),)), part.ways)
                run = frozenset({""})
            elif len(run) * len(part.wordings) > _MOST_WORDINGS:
                options.append(run)
                ways = all_of(ways, (telling(run),))
                run = part.wordings
            else:
                run = frozenset(head + tail for head in run for tail in part.wordings)
        if not options:
            return _Part(run)
        return _Part(None, best_of([*options, run]), all_of(ways, (telling(run),)))

    def _repeated(self, part: _Part) -> _Part:
        repeat = _REPEAT.match(self._pattern, self._at)
        if repeat is None:
            return part
        self._at = repeat.end()
        sign = repeat.group()[0]
        if sign == "?" and part.wordings is not None:
            return _Part(part.wordings | {""})
        if sign in "*?" or (sign == "{" and int(repeat["least"] or 0) == 0):
            return _ANYTHING
        return _Part(None, part.needs(), part.branches())

    def _atom(self) -> _Part:
        letters = _LETTERS.match(self._pattern, self._at)
        if letters:
            self._at = letters.end()
            return _Part(frozenset({plain(letters.group())}))
        if self._peek() == "(":
            return self._group()
        if self._peek() == "[":
            return self._class()
        sign = self._token()
        if sign in _ANEDGE:
            return _Part(frozenset({EDGE}))
        if sign == "\\B":
            return _NOTHING
        return _ANYTHING if sign == "." else _one_of(sign)

    def _group(self) -> _Part:
        around = _AROUND.match(self._pattern, self._at)
        opening = around or _OPENING.match(self._pattern, self._at)
        if opening is None or "x" in opening.group().split("P<")[0]:
            raise ValueError("a group of an unknown kind")
        self._at = opening.end()
        part = self._alternatives()
        if self._peek() != ")":
            raise ValueError("a group without an end")
        self._at += 1
        return _NOTHING if around else part

    def _class(self) -> _Part:
        self._at += 1
        negated = self._peek() == "^"
        self._at += negated
        members: list[str] = []
        while self._peek() != "]" or not members:
            members.append(self._token())
        self._at += 1
        if negated:
            return _ANYTHING
        parts = [_one_of(member) for member in _spelled_out(members)]
        wordings = _union(part.wordings for part in parts)
        few = wordings is not None and len(wordings) <= _LONGEST_RANGE
        return _Part(wordings) if few else _ANYTHING

    def _token(self) -> str:
        """Return the next character, or the escape that stands for it."""
        start = self._at
        coded = _CODED.match(self._pattern, start)
        if coded:
            self._at = coded.end()
            return chr(int(coded["four"] or coded["two"], 16))
        self._at += 2 if self._peek() == "\\" else 1
        if self._at > len(self._pattern):
            raise ValueError("a pattern without an end")
        return self._pattern[start : self._at]

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]


def _one_of(token: str) -> _Part:
    """Return what a character or an escape matches."""
    if token in _A_BLANK:
        return _Part(frozenset({" "}))
    if len(token) > 1 and token[1].isalnum():
        return _ANYTHING
    return _Part(frozenset({plain(token[-1])}))


def _spelled_out(members: list[str]) -> Iterator[str]:
    """Yield the members of a class with each short range spelled out."""
    for number, member in enumerate(members):
        if member == "-" and 0 < number < len(members) - 1:
            first, last = ord(members[number - 1][-1]), ord(members[number + 1][-1])
            if last - first > _LONGEST_RANGE:
                yield "\\w"
            yield from map(chr, range(first, min(last, first + _LONGEST_RANGE)))
        yield member


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    known: set[str] = set()
    for each in sets:
        if each is None:
            return None
        known |= each
    return frozenset(known)
