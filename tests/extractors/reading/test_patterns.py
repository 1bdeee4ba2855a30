"""Patterns are left out only where they cannot match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.patterns import Patterns, needed


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"no evidence", {"no evidence"}),
        (r"\bconvict(?:ed|ions?)\b", {"convict"}),
        (r"(?:mother|father).s partner", {"s partner"}),
        (r"(?:Mother|Father)\b", {"mother", "father"}),
        (r"(?:very )?poor", {"poor"}),
        (r"(?:closed)+", {"closed"}),
    ],
)
def test_what_every_match_holds(pattern, letters):
    assert needed(pattern) == letters


@pytest.mark.parametrize("pattern", [r"\d+", r"a?", r"(?:closed|\w+)", r"(?:closed)*"])
def test_where_nothing_is_sure_the_pattern_is_always_tried(pattern):
    assert needed(pattern) is None


WORDS = st.lists(
    st.sampled_from(
        ["no", "evidence", "of", "harm", "Mother", "was", "poor", "very", "closed", "in"]
    ),
    max_size=8,
).map(" ".join)
PATTERNS = [
    r"\bno (?:\w+ )?evidence",
    r"(?:very )?poor",
    r"\bwas\b",
    r"(?:harm|closed)",
    r"\bi?n\b",
]


@given(WORDS)
def test_nothing_is_missed(text):
    compiled = [re.compile(pattern, re.IGNORECASE) for pattern in PATTERNS]
    found = {
        (m.span(), label) for m, label in Patterns((p, p.pattern) for p in compiled).find(text)
    }

    assert found == {(m.span(), p.pattern) for p in compiled for m in p.finditer(text)}
