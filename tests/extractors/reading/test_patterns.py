"""Patterns are left out only where they cannot match."""

import re

from hypothesis import given
from hypothesis import strategies as st

from extractors.reading import read
from extractors.reading.literals import needed_together
from extractors.reading.patterns import NO_NAME, Keywords, Patterns, Together
from ingest.plain_text import text_document

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


REPORT = "She was seen. There was no evidence of harm.\n\nNobody asked. The home was very poor"


def test_a_report_is_searched_for_all_patterns_at_once():
    reading = read(text_document(REPORT, "a.txt"))
    patterns = Patterns((re.compile(pattern, re.IGNORECASE), pattern) for pattern in PATTERNS[:4])

    found = {s.text: [label for _, label in some] for s, some in patterns.candidates(reading)}

    assert found == {
        "She was seen.": [PATTERNS[2]],
        "There was no evidence of harm.": [PATTERNS[0], PATTERNS[2], PATTERNS[3]],
        "The home was very poor": [PATTERNS[1], PATTERNS[2]],
    }
    for sentence in reading.sentences:
        assert patterns.at(reading, sentence) == patterns.possible(sentence.text)


def test_rules_that_come_later_are_looked_for_too():
    reading = read(text_document(REPORT, "a.txt"))
    for word, sentence in (("seen", 0), ("Nobody", 2), ("poor", 3)):
        keywords = Keywords([([word], word)])
        assert list(keywords.candidates(reading)) == [(reading.sentences[sentence], [word])]


def test_a_rule_that_needs_no_word_is_tried_in_every_sentence():
    reading = read(text_document(REPORT, "a.txt"))
    keywords = Keywords([(None, "any"), (["asked"], "asked")])
    assert [rules for _, rules in keywords.candidates(reading)] == [
        ["any"],
        ["any"],
        ["any", "asked"],
        ["any"],
    ]


def test_a_rule_is_tried_where_all_its_words_stand_together():
    reading = read(text_document(REPORT, "a.txt"))
    patterns = [r"evidence \w+ harm", r"home \w+ harm", r"seen|nobody \w+ twice", r"\d+"]
    rules = Together((needed_together(pattern), pattern) for pattern in patterns)
    assert [found for _, found in rules.candidates(reading)] == [
        [patterns[2], patterns[3]],
        [patterns[0], patterns[3]],
        [patterns[3]],
        [patterns[3]],
    ]


def test_names_of_a_report_are_put_where_a_pattern_has_room_for_them() -> None:
    rules = Patterns([(re.compile(rf"\b(?:aunt of (?:her|{NO_NAME}))\b", re.IGNORECASE), "aunt")])
    text = "The AUNT OF Hazel came, and so did an aunt of her friend."
    named = rules.with_names(["Hazel", "Child [A-Z]"])
    assert [match[0] for match, _ in rules.find(text)] == ["aunt of her"]
    assert [match[0] for match, _ in named.find(text)] == ["AUNT OF Hazel", "aunt of her"]
    assert [match[0] for match, _ in named.find("the aunt of Child B")] == ["aunt of Child B"]
    assert not list(rules.with_names([]).find("the aunt of Hazel"))
