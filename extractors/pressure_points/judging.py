"""Whether the reviewer judged an event to be a problem; `judgements.yaml` holds the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from extractors.reading import Reading, Sentence
from extractors.reading.patterns import Patterns
from schemas.document import SectionKind

_AFTER = 3  # sentences after the event in which its judgement is looked for
_LEAST_SHARED = 2  # words that a later passage must share with the event that it judges
_SHARED_FOR_PRAISE = 4  # the same for a passage that finds no fault, since many praise others
_LATER = frozenset(
    {
        SectionKind.ANALYSIS,
        SectionKind.FINDINGS,
        SectionKind.CONCLUSIONS,
        SectionKind.SUMMARY,
        SectionKind.OTHER,
        SectionKind.ADDENDUM,
    }
)
_TURN_REACH = 40  # characters


class Verdict(StrEnum):
    """Codes of `pressure_point.judged_problem`."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


_NAMES = {Verdict.UNCLEAR: "weak", Verdict.YES: "yes", Verdict.NO: "no"}
_CONTRARY = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}


@dataclass(frozen=True)
class _Words:
    verdicts: Patterns[Verdict]
    turn: re.Pattern[str]
    topics: Patterns[str]
    failings: frozenset[str]
    empty: frozenset[str]


@cache
def _words() -> _Words:
    text = files("extractors.pressure_points").joinpath("judgements.yaml").read_text("utf-8")
    data = yaml.safe_load(text)

    def pattern(cue: str | list[str]) -> re.Pattern[str]:
        parts = [cue] if isinstance(cue, str) else cue
        return re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE)

    return _Words(
        Patterns((pattern(cue), verdict) for verdict, name in _NAMES.items() for cue in data[name]),
        pattern(data["turn"]),
        Patterns((pattern(topic), code) for code, topic in data["topics"].items()),
        frozenset(data["failings"]),
        frozenset(data["empty"]),
    )


def is_failing(code: str) -> bool:
    """Whether an event of this kind is told of only because it is a failing."""
    return code in _words().failings


@lru_cache(maxsize=2048)
def verdict_in(text: str) -> Verdict | None:
    """Return the judgement that the words of a sentence give, or None where they give none.

    >>> verdict_in("The closure was premature.").value
    'yes'
    >>> verdict_in("The decision was not unreasonable; no criticism is made.").value
    'no'
    """
    found: set[Verdict] = set()
    for match, verdict in _words().verdicts.find(text):
        if verdict is Verdict.UNCLEAR:
            return verdict
        turned = _turned(text, match.start())
        found.add(_CONTRARY[verdict] if turned else verdict)
    if Verdict.NO in found:
        return Verdict.NO
    return Verdict.YES if found else None


def _turned(text: str, start: int) -> bool:
    return bool(_words().turn.search(text[max(0, start - _TURN_REACH) : start]))


def judgement(reading: Reading, sentence: Sentence) -> tuple[Verdict, Sentence] | None:
    """Return the judgement of an event and the sentence that gives it.

    Its own sentence speaks first, then those after it in the paragraph, then the one before.
    """
    number = reading.sentence_number(sentence.start)
    order = [number, *range(number + 1, number + 1 + _AFTER), number - 1]
    for other in order:
        if not 0 <= other < len(reading.sentences):
            continue
        near = reading.sentences[other]
        if near.block == sentence.block and (verdict := verdict_in(near.text)):
            return verdict, near
    return None


def later_judgement(
    reading: Reading, code: str, told: Iterable[Sentence]
) -> tuple[Verdict, Sentence] | None:
    """Return what the analysis says of an event that is told of elsewhere without a judgement.

    The passage must speak of events of its kind and share words with the event; of several the
    one that shares most is taken.
    """
    words = frozenset(word for sentence in told for word in content_words(sentence.text))
    best: tuple[int, Verdict, Sentence] | None = None
    for sentence, topic in reading.once(_later_passages).get(code, ()):
        shared = len(words & content_words(sentence.text))
        if shared < _LEAST_SHARED or (best and shared <= best[0]):
            continue
        if not topic.search(sentence.text):
            continue
        verdict = verdict_in(sentence.text)
        praise = verdict is Verdict.NO and shared < _SHARED_FOR_PRAISE
        if verdict in {Verdict.YES, Verdict.NO} and not praise:
            best = shared, verdict, sentence
    return (best[1], best[2]) if best else None


def _later_passages(reading: Reading) -> dict[str, list[tuple[Sentence, re.Pattern[str]]]]:
    """Return the sentences of the analysis that may speak of events of each kind."""
    found: dict[str, list[tuple[Sentence, re.Pattern[str]]]] = {}
    for sentence, topics in _words().topics.candidates(reading):
        if sentence.section in _LATER:
            for pattern, code in topics:
                found.setdefault(code, []).append((sentence, pattern))
    return found


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry its content, cut to their stems' length."""
    return frozenset(
        word[:6] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in _words().empty
    )
