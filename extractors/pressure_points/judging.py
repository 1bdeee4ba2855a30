"""Whether the reviewer judged an event to be a problem; `judgements.yaml` holds the words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading import Reading, Sentence

_AFTER = 2  # sentences after the event in which its judgement is looked for
_TURN_REACH = 40  # characters


class Verdict(StrEnum):
    """Codes of `pressure_point.judged_problem`."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    text = files("extractors.pressure_points").joinpath("judgements.yaml").read_text("utf-8")
    return {
        name: re.compile(
            "|".join(f"(?:{p})" for p in ([cue] if isinstance(cue, str) else cue)), re.IGNORECASE
        )
        for name, cue in yaml.safe_load(text).items()
    }


def verdict_in(text: str) -> Verdict | None:
    """Return the judgement that the words of a sentence give, or None where they give none.

    >>> verdict_in("The closure was premature.").value
    'yes'
    >>> verdict_in("The decision was not unreasonable; no criticism is made.").value
    'no'
    """
    cues = _cues()
    if cues["weak"].search(text):
        return Verdict.UNCLEAR
    bad = good = False
    for match in cues["yes"].finditer(text):
        if _turned(text, match.start()):
            good = True
        else:
            bad = True
    for match in cues["no"].finditer(text):
        if _turned(text, match.start()):
            bad = True
        else:
            good = True
    if good:
        return Verdict.NO
    return Verdict.YES if bad else None


def _turned(text: str, start: int) -> bool:
    return bool(_cues()["turn"].search(text[max(0, start - _TURN_REACH) : start]))


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
