"""Whether a sentence states a factor, rules it out, or does neither."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from extractors.reading import Assertion, Reading, Sentence
from schemas.status import ValueStatus

_TOLD_BY_VICTIMS = frozenset({"domestic_abuse", "adverse_childhood_experiences"})
"""Factors that are known from what people allege; of others an allegation says little."""

_OF_OTHERS = frozenset({"bereavement", "previous_child_removed"})
"""Factors of an adult that are told of other people: who died, who was taken away."""

_RECORD = frozenset({"criminal_record", "violent_offending"})


@dataclass(frozen=True, slots=True)
class _Cues:
    denies_before: re.Pattern[str]
    denies_after: re.Pattern[str]
    denied_next: re.Pattern[str]
    denied_within: re.Pattern[str]
    asked: re.Pattern[str]
    answered_no: re.Pattern[str]
    only_alleged: re.Pattern[str]
    index_crime: re.Pattern[str]
    index_trial: re.Pattern[str]
    earlier: re.Pattern[str]
    not_told: re.Pattern[str]
    holds_negation: re.Pattern[str]
    holds_supposition: re.Pattern[str]


@cache
def _cues() -> _Cues:
    text = files("extractors.family_factors").joinpath("polarity.yaml").read_text("utf-8")
    return _Cues(
        **{
            name: re.compile(pattern, re.NOFLAG if name == "not_told" else re.IGNORECASE)
            for name, pattern in yaml.safe_load(text).items()
        }
    )


def is_told(sentence: Sentence) -> bool:
    """Whether a sentence tells of the case; the learning and the keywords of an abstract do not."""
    return not _cues().not_told.search(sentence.text)


def is_denied_before(sentence: Sentence, start: int) -> bool:
    """Whether words of denial stand in the clause before `start` ("neither was in work")."""
    return bool(_cues().denies_before.search(sentence.text, 0, start))


def polarity(  # noqa: PLR0913 - what the words are, and what is known of them
    reading: Reading,
    sentence: Sentence,
    span: tuple[int, int],
    code: str,
    *,
    omission: bool,
    of_adult: Callable[[], bool] = lambda: False,
) -> tuple[ValueStatus | None, bool]:
    """Return the status that a sentence gives the words of a factor, and whether they are historic.

    Args:
        reading: The report.
        sentence: The sentence.
        span: Where in it the words stand.
        code: The factor.
        omission: Whether the words rule the factor out by themselves, so that no negation is
            looked for before them; nor is it where they hold one ("no friends").
        of_adult: Says whether the words are of an adult of the case, whatever other person the
            sentence is about ("her boyfriend had been in prison").

    Returns:
        The status, or None where the sentence neither states the factor nor rules it out.
    """
    start, end = span
    text = sentence.text
    if _is_no_claim(text, start, code):
        return None, False
    if _cues().asked.search(text, 0, start):
        return _answer(reading, sentence, end), False
    if _denied_next(reading, sentence, end):
        return ValueStatus.STATED_ABSENT, False
    assertion = reading.assertion(sentence.start + start, sentence.start + end, code)
    if assertion is Assertion.HYPOTHETICAL and _cues().holds_supposition.search(text, start, end):
        assertion = Assertion.AFFIRMED
    if assertion is Assertion.OTHER_PERSON and (code in _OF_OTHERS or of_adult()):
        assertion = Assertion.AFFIRMED
    if assertion not in {Assertion.AFFIRMED, Assertion.NEGATED, Assertion.HISTORIC}:
        return None, False
    omission = omission or bool(_cues().holds_negation.search(text, start, end))
    if _denied(text, span, assertion is Assertion.NEGATED, omission):
        return ValueStatus.STATED_ABSENT, False
    return ValueStatus.STATED, assertion is Assertion.HISTORIC


def _is_no_claim(text: str, start: int, code: str) -> bool:
    """Whether a sentence only tells of the crime under review, or of what somebody alleged."""
    if code in _RECORD and _is_index_crime(text):
        return True
    return code not in _TOLD_BY_VICTIMS and bool(_cues().only_alleged.search(text, 0, start))


def _denied(text: str, span: tuple[int, int], negated: bool, omission: bool) -> bool:
    """Whether a sentence denies the words; those that hold a negation need a second one after."""
    after = bool(_cues().denies_after.search(text[span[1] :]))
    if omission:
        return negated and after
    return negated or after or bool(_cues().denies_before.search(text, 0, span[1]))


def _is_index_crime(text: str) -> bool:
    """Whether a conviction is that for the harm under review, and no earlier one."""
    cues = _cues()
    is_index = cues.index_crime.search(text) or cues.index_trial.search(text)
    return bool(is_index) and not cues.earlier.search(text)


def _answer(reading: Reading, sentence: Sentence, end: int) -> ValueStatus | None:
    following = _following(reading, sentence)
    answered = _cues().answered_no.search(sentence.text, end) or (
        following and _cues().answered_no.search(following.text)
    )
    return ValueStatus.STATED_ABSENT if answered else None


def _denied_next(reading: Reading, sentence: Sentence, end: int) -> bool:
    following = _following(reading, sentence)
    return bool(
        _cues().denied_within.search(sentence.text, end)
        or (following and _cues().denied_next.search(following.text))
    )


def _following(reading: Reading, sentence: Sentence) -> Sentence | None:
    number = reading.sentence_number(sentence.start) + 1
    if number >= len(reading.sentences):
        return None
    following = reading.sentences[number]
    return following if following.block == sentence.block else None
