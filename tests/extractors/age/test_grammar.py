"""The age grammar by example, in words of our own, and on the table of phrases.

Ages are in months: the least, and what is just not reached.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.age import AgeKind, find_ages, parse_age

PHRASES = Path(__file__).parents[3] / "sample_docs" / "phrases" / "age_phrases.tsv"

AGES = [
    # numbers and units
    ("A 9-week-old girl was brought in.", 2.07, 2.3),
    ("The nine week old was taken ill.", 2.07, 2.3),
    ("He was just five weeks and two days old.", 1.22, 1.25),
    ("Age at death: 5w 2d", 1.22, 1.25),
    ("She died aged 3 years and 5 months.", 41, 42),
    ("The boy, aged 3y 5m, was alone.", 41, 42),
    ("a three-year-and-five-month-old", 41, 42),
    ("She was three and a half years old.", 42, 43),
    ("aged 3½", 42, 43),
    ("The 14yo female left the unit.", 168, 180),
    ("Child R, a 14 y/o boy,", 168, 180),
    ("The baby, 7/12, was weighed.", 7, 8),
    ("a girl of 18 months", 18, 19),
    # modifiers
    ("She was nearly five years old.", 57, 60),
    ("He was just under two years old.", 21, 24),
    ("Ola was just over a year old when she was found.", 12, 14),
    ("He was less than a year old.", 0, 12),
    ("The child was about four months old.", 3, 5),
    ("He was three days short of five months.", 4.9, 4.93),
    # birthdays and years of life
    ("He died shortly before his 16th birthday.", 189, 192),
    ("She had celebrated her fourth birthday a month earlier.", 49, 50),
    ("Two weeks before her seventeenth birthday she left.", 203, 204),
    ("He was in his thirteenth year.", 144, 156),
    ("She would have been four in March.", 36, 48),
    ("Days before he was to turn 15 he was stabbed.", 179, 180),
    # lives and dates
    ("He had lived for only nine weeks.", 2.07, 2.3),
    ("In her short life of five months nobody had asked.", 5, 6),
    ("born on 2 May 2011 and died on 9 August 2013", 27, 28),
    ("The baby died within an hour of birth.", 0, 0.03),
    # bare numbers, where a person stands beside them
    ("Child N (11) was in the next room.", 132, 144),
    ("Her brother, 12, was at school.", 144, 156),
    ("Father, 37, was interviewed.", 444, 456),
    ("Sol, who was then 15, ran away.", 180, 192),
    ("He was killed at 16.", 192, 204),
    # bands, ranges and lists
    ("He was in Year 8 at the time.", 144, 168),
    ("A toddler was found alone.", 12, 36),
    ("It went on between the ages of 6 and 10.", 72, 132),
    ("children aged 2, 5 and 9 lived there", 24, 120),
    ("two 14- and 15-year-olds", 168, 192),
]


@pytest.mark.parametrize(("sentence", "least", "most"), AGES)
def test_an_age_becomes_a_range_of_months(sentence, least, most):
    found = [(age.min_months, age.max_months) for age in find_ages(sentence)]
    assert (pytest.approx(least, abs=0.02), pytest.approx(most, abs=0.02)) in found


NO_AGES = [
    "He was born at 31 weeks' gestation.",
    "She was delivered at 34 weeks.",
    "Mother was 26 weeks pregnant.",
    "He was four years older than her.",
    "There was a gap of six years between them.",
    "The two-year check was missed.",
    "The 0-19 service held the record.",
    "A section 47 enquiry began.",
    "Working Together 2015 was followed.",
    "The plan lasted for 9 months.",
    "He must serve 12 years.",
    "She had a reading age of seven.",
    "In paragraph 4.12 there were 14 contacts.",
    "The bruise was said to be about three weeks old.",
    "He weighed 2.1 kg at birth.",
    "She was one of four children.",
    "He was given tablets for 5/7.",
]


@pytest.mark.parametrize("sentence", NO_AGES)
def test_what_looks_like_an_age_is_none(sentence):
    assert find_ages(sentence) == []


def test_corrected_age_is_told_from_age_since_birth():
    born, corrected = find_ages("She was five months old, or 12 weeks corrected.")
    assert born.kind is AgeKind.STATED
    assert corrected.kind is AgeKind.CORRECTED


def test_a_list_keeps_each_age():
    (ages,) = find_ages("Siblings aged 3, 5 and 8 were upstairs.")
    assert ages.each == ((36, 48), (60, 72), (96, 108))


@pytest.mark.parametrize(
    ("cell", "least"), [("11/52", 2.53), ("3 years", 36), ("4", 48), ("Under 1", 0), ("2y 1m", 25)]
)
def test_a_cell_needs_no_word_of_age(cell, least):
    age = parse_age(cell)
    assert age is not None
    assert age.min_months == pytest.approx(least, abs=0.02)


@pytest.mark.parametrize("cell", ["", "not known", "[redacted]"])
def test_a_cell_without_an_age_gives_none(cell):
    assert parse_age(cell) is None


@given(st.text(alphabet="0123456789/-.,() abcdefghiklmnorstuvwyAMS'", max_size=80))
def test_ages_lie_in_the_text_apart_and_in_order(text):
    ages = find_ages(text)
    for age in ages:
        assert 0 <= age.start < age.end <= len(text)
        assert age.min_months <= age.max_months
    for first, second in pairwise(ages):
        assert first.end <= second.start


def _right(line: str) -> bool:
    sentence, least, most, whose = line.split("\t")
    head, phrase, tail = _parts(sentence)
    start, end = len(head), len(head) + len(phrase)
    hits = [a for a in find_ages(head + phrase + tail) if a.start < end and start < a.end]
    if whose == "not_an_age" or not least:
        return all(a.kind in {AgeKind.CORRECTED, AgeKind.UNBORN} for a in hits)
    return any(
        abs(a.min_months - float(least)) < 0.02 and abs(a.max_months - float(most)) < 0.02
        for a in hits
    )


def _parts(sentence: str) -> tuple[str, str, str]:
    head, _, rest = sentence.partition("[[")
    phrase, _, tail = rest.rpartition("]]")
    return head, phrase, tail


@pytest.mark.parametrize(("first", "share"), [(0, 0.97), (1, 0.8)])
def test_the_share_of_the_phrases_that_are_read_rightly(first, share):
    lines = PHRASES.read_text(encoding="utf-8").splitlines()[first::2]
    right = sum(map(_right, lines))
    assert right / len(lines) >= share
