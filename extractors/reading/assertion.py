"""How the report asserts something of the case under review.

After the ConText algorithm (Harkema and others, 2009), own rules: a cue claims the words in its
scope, which runs forward, backward or over the sentence and ends at a clause terminator; a longer
cue ("not only") takes precedence over a shorter one within it ("not"). `cues.yaml` holds the cues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.reading.patterns import Patterns
from schemas.document import SectionKind


class Assertion(StrEnum):
    """How something is asserted for the case under review."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    HISTORIC = "historic"
    OTHER_PERSON = "other_person"
    OTHER_CASE = "other_case"
    GENERAL = "general"
    RECOMMENDATION = "recommendation"


_OF_SECTION = {
    SectionKind.RECOMMENDATIONS: Assertion.RECOMMENDATION,
    SectionKind.TERMS_OF_REFERENCE: Assertion.HYPOTHETICAL,
    SectionKind.PANEL: Assertion.GENERAL,
    SectionKind.BACK_MATTER: Assertion.GENERAL,
    SectionKind.CONTENTS: Assertion.GENERAL,
}


class _Found(NamedTuple):
    """A cue in a sentence; `kind` is None for a pseudo cue, which claims nothing."""

    start: int
    end: int
    kind: Assertion | None
    scope: str


@dataclass(frozen=True, slots=True)
class _Cues:
    patterns: Patterns[tuple[Assertion | None, str]]
    terminator: re.Pattern[str]
    conceded: re.Pattern[str]
    omissions: frozenset[str]
    omissions_within: frozenset[str]
    contrary: dict[str, re.Pattern[str]]
    contrary_unless: re.Pattern[str]


@cache
def _cues() -> _Cues:
    data = yaml.safe_load(files("extractors.reading").joinpath("cues.yaml").read_text("utf-8"))
    patterns: list[tuple[re.Pattern[str], tuple[Assertion | None, str]]] = []
    for group in data["cues"]:
        kind = Assertion(group["kind"]) if group["kind"] != "none" else None
        flags = re.NOFLAG if group.get("case") else re.IGNORECASE
        label = (kind, group["scope"])
        patterns.extend((re.compile(pattern, flags), label) for pattern in group["patterns"])
    return _Cues(
        Patterns(patterns),
        re.compile("|".join(f"(?:{p})" for p in data["terminators"]), re.IGNORECASE),
        re.compile(data["conceded"], re.IGNORECASE),
        frozenset(data["omissions"]),
        frozenset(data["omissions_within"]),
        {
            code: re.compile("|".join(f"(?:{p})" for p in terms), re.IGNORECASE)
            for code, terms in data["contrary"].items()
        },
        re.compile(data["contrary_unless"], re.IGNORECASE),
    )


_PRECEDENCE = (
    Assertion.OTHER_CASE,
    Assertion.RECOMMENDATION,
    Assertion.GENERAL,
    Assertion.HYPOTHETICAL,
    Assertion.NEGATED,
    Assertion.OTHER_PERSON,
    Assertion.HISTORIC,
)


def assertion_in(
    sentence: str,
    start: int,
    end: int,
    *,
    section: SectionKind = SectionKind.OTHER,
    code: str | None = None,
) -> Assertion:
    """Return how a sentence asserts the words `sentence[start:end]`.

    Args:
        sentence: One sentence.
        start: Offset of the first character of the words.
        end: Offset after the last.
        section: The kind of the section in which it stands; a recommendation is one whatever
            its words.
        code: The code that the words stand for, where one is known.
    """
    if section in _OF_SECTION:
        return _OF_SECTION[section]
    cues = _cues()
    if _is_contrary(sentence, start, end, code):
        return Assertion.NEGATED
    claimed = {
        cue.kind
        for cue in _found(sentence)
        if _claims(cue, sentence, start, end)
        and not (code in cues.omissions_within and _denies_within(cue, start, end))
    }
    if code in cues.omissions:
        claimed.discard(Assertion.NEGATED)
    return next((kind for kind in _PRECEDENCE if kind in claimed), Assertion.AFFIRMED)


def _is_contrary(sentence: str, start: int, end: int, code: str | None) -> bool:
    """Whether the words themselves say the opposite of a code ("a spotless kitchen")."""
    cues = _cues()
    if code not in cues.contrary:
        return False
    contrary = cues.contrary[code].search(sentence, start, end)
    if contrary is None:
        return False
    return not cues.contrary_unless.search(sentence, start, contrary.start())


@lru_cache(maxsize=4096)
def _found(sentence: str) -> tuple[_Found, ...]:
    """Return the cues of a sentence, without those that a pseudo cue takes away."""
    found = [
        _Found(match.start(), match.end(), kind, scope)
        for match, (kind, scope) in _cues().patterns.find(sentence)
    ]
    pseudo = [cue for cue in found if cue.kind is None]
    return tuple(
        cue
        for cue in found
        if cue.kind is not None and not any(_takes_away(other, cue) for other in pseudo)
    )


def _denies_within(cue: _Found, start: int, end: int) -> bool:
    return cue.kind is Assertion.NEGATED and start <= cue.start and cue.end <= end


def _takes_away(pseudo: _Found, cue: _Found) -> bool:
    overlap = pseudo.start < cue.end and cue.start < pseudo.end
    return overlap and pseudo.end - pseudo.start >= cue.end - cue.start


def _claims(cue: _Found, sentence: str, start: int, end: int) -> bool:
    """Whether the scope of a cue takes in the words from `start` to `end`."""
    if cue.scope == "sentence" or (start <= cue.start and cue.end <= end):
        return True
    if cue.scope in {"forward", "clause"} and cue.start <= start and cue.end <= end:
        return not (_conceded(sentence, cue, start) or _ends(sentence, cue.end, start))
    if cue.scope in {"backward", "clause"} and cue.start >= end:
        return not _ends(sentence, end, cue.start)
    return False


def _ends(sentence: str, start: int, end: int) -> bool:
    return bool(_cues().terminator.search(sentence, start, end))


def _conceded(sentence: str, cue: _Found, start: int) -> bool:
    """Whether a cue stands in a clause that the sentence opens with, before what it goes on to."""
    opening = _cues().conceded.match(sentence)
    if opening is None or cue.kind is not Assertion.NEGATED:
        return False
    return cue.end <= opening.end() <= start
