"""The tables of phrases: ages in sentences, and how sentences assert codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import Side
from extractors.age import find_ages
from extractors.reading.assertion import assertion_in

MONTHS_TOLERANCE = 0.1
"""Months by which the bounds of an age may differ from the table's."""


@dataclass(frozen=True, slots=True)
class PhraseJudgement:
    """One row of a table: what it says and what the machine makes of it."""

    table: str
    side: Side
    sentence: str
    gold: str
    predicted: str

    @property
    def right(self) -> bool:
        """Whether the machine says what the table says."""
        return self.gold == self.predicted


def judge_phrases(folder: Path) -> Iterator[PhraseJudgement]:
    """Yield a judgement for each row of the tables in `folder/phrases`, where it has them."""
    for number, row in _rows(folder / "phrases" / "age_phrases.tsv"):
        yield _judge_age(_side(number), *row)
    for number, row in _rows(folder / "phrases" / "assertion_phrases.tsv"):
        yield _judge_assertion(_side(number), *row)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1)


def _side(number: int) -> Side:
    return Side.ODD if number % 2 else Side.EVEN


def _judge_age(side: Side, marked: str, least: str, most: str, whose: str) -> PhraseJudgement:
    """Judge the range of months alone: a row without months wants no age of a born child."""
    before, _, rest = marked.partition("[[")
    phrase, _, after = rest.partition("]]")
    sentence = before + phrase + after
    start, end = len(before), len(before) + len(phrase)
    gold = f"{float(least):g} to {float(most):g}" if least else "no age"
    found = [
        mention
        for mention in find_ages(sentence)
        if mention.start < end and start < mention.end and mention.max_months > 0
    ]
    predicted = "no age"
    if found:
        age = max(found, key=lambda mention: min(mention.end, end) - max(mention.start, start))
        predicted = f"{age.min_months:g} to {age.max_months:g}"
        if least and _near(age.min_months, least) and _near(age.max_months, most):
            predicted = gold
    return PhraseJudgement(
        f"age phrases ({whose.replace('_', ' ')})", side, marked, gold, predicted
    )


def _near(months: float, gold: str) -> bool:
    return abs(months - float(gold)) <= MONTHS_TOLERANCE


def _judge_assertion(
    side: Side, sentence: str, phrase: str, code: str, assertion: str
) -> PhraseJudgement:
    start = sentence.index(phrase)
    predicted = assertion_in(sentence, start, start + len(phrase), code=code)
    return PhraseJudgement(
        f"assertion phrases ({assertion.replace('_', ' ')})",
        side,
        sentence,
        assertion,
        predicted.value,
    )
