"""What every match of a pattern holds is read off it, and nothing is claimed that is not sure."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.literals import needed, needed_together, plain

LEXICONS = sorted((Path(__file__).parents[3] / "extractors").rglob("*.yaml"))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"no evidence", {"no evidence"}),
        (r"\bno\b", {" no "}),
        (r"\bconvict(?:ed|ions?)\b", {" convicted ", " conviction ", " convictions "}),
        (r"(?:mother|father)['\u2019]s partner", {"mother s partner", "father s partner"}),
        (r"(?:Mother|Father)\b", {"mother ", "father "}),
        (r"(?:very )?poor", {"poor"}),
        (r"(?:closed)+", {"closed"}),
        (r"\bwas (?:\w+ )?withdrawn\b", {"withdrawn "}),
        (r"gr[ea]y(?! area)", {"grey", "gray"}),
        (r"(?P<who>aunt|uncle) \d+", {"aunt ", "uncle "}),
        (r"(?i:born) \u2013 x{2}", {"born   "}),
        (r"^should ", {" should "}),
    ],
)
def test_what_every_match_holds(pattern, words):
    assert needed(pattern) == words


@pytest.mark.parametrize(
    "pattern", [r"\d+", r"a?", r"(?:closed|\w+)", r"(?:closed)*", r"[^a]b", r"(?x: ab )", r"(ab"]
)
def test_where_nothing_is_sure_nothing_is_said(pattern):
    assert needed(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "branches"),
    [
        (r"closed[^.]{0,40}case", [[{"closed"}, {"case"}]]),
        (r"ward \w+ home|(?:home|street)", [[{"home", "street"}], [{"ward "}, {" home"}]]),
        (r"(?:plan|order) \w+ (?:ended|ran out)", [[{"plan ", "order "}, {" ended", " ran out"}]]),
        (r"plan(?:s \w+)? ended", [[{"plan"}, {" ended"}]]),
        (r"was \w+ (?:closed|\d+)", [[]]),
    ],
)
def test_words_that_must_stand_together(pattern, branches):
    assert [list(branch) for branch in needed_together(pattern)] == branches


@given(st.text())
def test_a_plain_text_is_as_long(text):
    assert len(plain(text)) == len(text)


@cache
def lexicon_patterns() -> list[re.Pattern[str]]:
    found = {word for path in LEXICONS for word in _words(yaml.safe_load(path.read_text("utf-8")))}
    return [re.compile(word, re.IGNORECASE) for word in sorted(found) if _compiles(word)]


def _words(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [word for part in parts for word in _words(part)]


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def test_what_the_patterns_of_the_lexicons_match_holds_what_they_need():
    lines = (Path(__file__).parents[3] / "sample_docs/phrases/assertion_phrases.tsv").read_text(
        "utf-8"
    )
    for line in lines.splitlines()[::6]:
        sentence = line.split("\t")[0]
        words = plain(f" {sentence} ")
        for pattern in lexicon_patterns():
            needs = needed(pattern.pattern)
            tried = needs is None or any(word in words for word in needs)
            if not (tried and _stand_together(pattern, words)):
                assert not pattern.search(sentence), (pattern.pattern, sentence)


def _stand_together(pattern: re.Pattern[str], words: str) -> bool:
    return any(
        all(any(word in words for word in group) for group in branch)
        for branch in needed_together(pattern.pattern)
    )
