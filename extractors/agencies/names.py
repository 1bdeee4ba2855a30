"""The names that a report itself gives to services: abbreviations, glossaries, named providers.

"The Community Drug Team (CDT)" in one report and "Children's Disability Team (CDT)" in another are
two services; what a report says of its own short forms goes before the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from extractors.agencies.lexicon import Mention, Own, mentions_in
from extractors.reading import Reading

_SMALL = frozenset({"and", "of", "for", "the", "with", "in", "to", "a", "an", "on", "at", "&"})
_FURTHEST = 90  # characters before a bracket in which a full name begins
_MOST_WORDS = 9
_LONGEST_SHORT = 40  # characters


def own_names(reading: Reading) -> dict[str, Own]:
    """Return the short names that a report explains, each with what it stands for.

    An abbreviation whose full name is no service is kept too, with the code None: "ED (eating
    disorder)" is no emergency department in that report.
    """
    names: dict[str, Own] = {}
    for short, full in _explained(reading):
        if short not in names:
            best = _best(full)
            names[short] = Own(best.code, best.form) if best else Own(None)
    return names


def _explained(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield each short name with its full one, in the order of certainty."""
    patterns, text = _patterns(), reading.text
    for sentence in reading.sentences:
        if sentence.in_table or patterns["glossary"].search(sentence.title):
            row = patterns["row"].match(sentence.text)
            if row and _abbreviates(row["short"], row["full"].split()):
                yield row["short"], row["full"]
    for short, full in _with_short("before", text):
        if _abbreviates(short, full.split()):
            yield short, full
    for found in patterns["after"].finditer(text):
        before = text[max(0, found.start() - _FURTHEST) : found.start()]
        named = _full_before(found["short"], before)
        if named:
            yield found["short"], named
    for short, full in _with_short("told", text):
        if not patterns["no_name"].match(short) and _best(full):
            yield short, full


def _with_short(kind: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the short names that stand before a pattern, each with the full name in it."""
    patterns = _patterns()
    for found in patterns[kind].finditer(text):
        before = text[max(0, found.start() - _LONGEST_SHORT) : found.start()]
        short = patterns[f"{kind}_short"].search(before)
        if short:
            yield short["short"], found["full"]


def _full_before(short: str, before: str) -> str | None:
    """Return the full name that ends where a bracket opens, or None where it is none of it."""
    words = re.split(r"[.;:(),]\s", before)[-1].split()[-_MOST_WORDS:]
    for start in range(len(words) - 1, -1, -1):
        own = words[start:]
        if own[0][:1].isupper() and _abbreviates(short, own, whole=True):
            return " ".join(own)
    last = short.removeprefix("the ")
    named = [at for at, word in enumerate(words) if word[:1].isupper()]
    if last.isupper() or last not in words or not named or not _best(" ".join(words)):
        return None
    return " ".join(words[named[0] :])


def _abbreviates(short: str, words: list[str], *, whole: bool = False) -> bool:
    """Whether the letters of a short form are the initials of words, small words apart.

    >>> _abbreviates("IRO", "Independent reviewing officer for the child".split())
    True
    """
    letters = [letter for letter in short.removesuffix("s").lower() if letter.isalpha()]
    parts = [part for word in words for part in re.split(r"[-/]", word) if part]
    at = 0
    for part in parts:
        if at == len(letters):
            return not whole
        if part[0].lower() == letters[at]:
            at += 1
        elif part.lower() not in _SMALL:
            return False
    return at == len(letters) and at > 1


def _best(full: str) -> Mention | None:
    """Return the mention of a full name that says most: a sure one, then the longest."""
    return max(
        mentions_in(full), key=lambda found: (not found.weak, found.end - found.start), default=None
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = files("extractors.agencies").joinpath("names.yaml").read_text("utf-8")
    return {name: re.compile(pattern) for name, pattern in yaml.safe_load(text).items()}
