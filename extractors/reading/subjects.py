"""What the report calls its subject children: "Child K", "Rosa", "L and M", "CM/03".

A label is taken from where reports introduce it: the cover and the title, a sentence that gives
the name ("called Baby K in this review"), the row of the subject in the family table. A label of a
sibling or an adult is none, however often it occurs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import NamedTuple

import yaml

from extractors.reading.patterns import Patterns
from extractors.reading.people import Person, Role
from extractors.reading.sentences import Sentence
from schemas.document import SectionKind

_WHOLE_REPORT = 40
"""Sentences from which on a text is taken for a whole report and not an abstract of one."""


_SPAN = re.compile(r"\b(?P<first>[A-Z]|\d)(?: to |-|\u2013)(?P<last>[A-Z]|\d)\b")
_NUMBERS = re.compile(r"\d(?:, \d)*,? and \d")
_MOST_CHILDREN = 12
_OFTEN = 3
_OPENING_SENTENCES = 20
_PLURAL = re.compile(r"\b(?:[Cc]hildren(?! Board| Partnership|['\u2019]s)|[Ss]iblings|[Ff]amily)\b")


class Label(NamedTuple):
    """A subject child's label and the words that introduce it (offsets in the view)."""

    text: str
    start: int
    end: int


class _Naming(NamedTuple):
    label: re.Pattern[str]
    plural: re.Pattern[str]
    told_of: re.Pattern[str]
    cover: Patterns[None]
    line: Patterns[None]
    body: Patterns[None]
    no_name: re.Pattern[str]
    no_subject: re.Pattern[str]


@cache
def _naming() -> _Naming:
    data = yaml.safe_load(files("extractors.reading").joinpath("labels.yaml").read_text("utf-8"))
    one = "|".join(data["labels"])
    first = rf"(?:{one}|\d(?:, \d)*,? and \d|[A-Z\d] to [A-Z\d])"
    several = rf"{first}(?:(?:, \d{{1,2}}\b)?(?:,| and| &|, and) (?:{one}))*"

    def compiled(patterns: Sequence[str]) -> Patterns[None]:
        return Patterns(
            (re.compile(pattern.replace("{labels}", f"(?P<labels>{several})")), None)
            for pattern in patterns
        )

    return _Naming(
        re.compile(one),
        re.compile(data["plural"]),
        re.compile(data["told_of"]),
        compiled(data["cover"]),
        compiled(data["line"]),
        compiled(data["body"]),
        re.compile(data["no_name"], re.IGNORECASE),
        re.compile(data["no_subject"], re.IGNORECASE),
    )


def subject_labels(sentences: Sequence[Sentence], people: Sequence[Person]) -> list[Label]:
    """Return the labels of the subject children in the order in which they are introduced.

    Args:
        sentences: Those of the report.
        people: Those of its family tables; who is a sibling there is no subject.
    """
    others = {p.label for p in people if p.role not in {Role.SUBJECT, Role.OTHER}}
    lines = [label for s in _cover(sentences) for label in _named(s, _naming().line)]
    cover = [label for s in _cover(sentences) for label in _named(s, _naming().cover)] + lines
    body = [label for s in _opening(sentences) for label in _named(s, _naming().body)]
    counts = _counts(sentences, {label.text for label in [*cover, *body]})
    in_table = {p.label for p in people if p.role is Role.SUBJECT}
    if not in_table and people and people[0].role is Role.OTHER:
        in_table = {people[0].label} & {label.text for label in [*cover, *body]}
    if len(in_table) > 1:
        return _as_in_table(sentences, [p.label for p in people if p.role is Role.SUBJECT])
    found = [
        label
        for label in [*cover, *body]
        if label.text not in others
        and counts[label.text] >= _least(label, label in lines, sentences)
    ]
    if not any(label in cover for label in found):
        series = _series(sentences, others)
        if series:
            return series
    if not found:
        return _most_frequent(sentences, others)
    first = [label for label in found if label in cover] or found[:1] + [
        label for label in found[1:] if label.start == found[0].start
    ]
    by_table = [label for label in found if label.text in in_table]
    return _without_repeats([*first, *by_table])


def _as_in_table(sentences: Sequence[Sentence], labels: Sequence[str]) -> list[Label]:
    """Return the labels of a table with several subject children, where the text first has them."""
    found: list[Label] = []
    for label in labels:
        pattern = re.compile(rf"\b{re.escape(label)}(?!\w)")
        first = next(((s, m) for s in sentences if (m := pattern.search(s.text))), None)
        if first:
            sentence, match = first
            start = sentence.start + match.start()
            found.append(Label(label, start, sentence.start + match.end()))
    return found


def _least(label: Label, is_line: bool, sentences: Sequence[Sentence]) -> int:
    """Return how often a label must occur: twice in a report, or where it is a name and a line."""
    is_name = label.text.isalpha() and not label.text.isupper()
    return 2 if (is_name and is_line) or len(sentences) >= _WHOLE_REPORT else 1


def _most_frequent(sentences: Sequence[Sentence], others: set[str]) -> list[Label]:
    """Return the label with a noun ("Child D") that occurs most, where nothing introduces one."""
    found = [
        Label(_even(match.group()), s.start + match.start(), s.start + match.end())
        for s in sentences
        if not _naming().no_subject.search(s.text)
        for match in _naming().label.finditer(s.text)
        if " " in match.group() and match.group() not in others
    ]
    if not found and len(sentences) < _WHOLE_REPORT:
        found = _names(sentences, others)
    counts = Counter(label.text for label in found)
    most = max(counts.values(), default=0)
    return next(([label] for label in found if counts[label.text] == most), [])


def _series(sentences: Sequence[Sentence], others: set[str]) -> list[Label]:
    """Return "Child 1", "Child 2" and so on, where the opening speaks of children in the plural."""
    if not any(_PLURAL.search(s.text) for s in sentences[:_OPENING_SENTENCES]):
        return []
    labels = [f"Child {mark}" for mark in "123456789"]
    counts = _counts(sentences, set(labels))
    series = list(takewhile(lambda each: counts[each] >= _OFTEN and each not in others, labels))
    return _as_in_table(sentences, series) if len(series) > 1 else []


def _names(sentences: Sequence[Sentence], others: set[str]) -> list[Label]:
    """Return the names in a short text that something is told of ("Nell, three, died")."""
    naming = _naming()
    return [
        Label(match["name"], s.start + match.start("name"), s.start + match.end("name"))
        for s in sentences
        if not naming.no_subject.search(s.text)
        for match in naming.told_of.finditer(s.text)
        if not naming.no_name.fullmatch(match["name"]) and match["name"] not in others
        if not _ends_in_capital(s.text[: match.start()])
    ]


def _ends_in_capital(head: str) -> bool:
    """Whether the word before a place is capitalised, so that what follows is part of a name."""
    words = head.split()
    return bool(words) and words[-1][:1].isupper() and words[-1][-1].isalnum()


def _cover(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the lines of the cover, or the first lines where no section is one."""
    for number, sentence in enumerate(sentences):
        if sentence.section is SectionKind.COVER or number < 4:
            yield sentence
        elif number > 40:
            return


def _opening(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    body = [s for s in sentences if not s.in_table and not s.in_heading]
    yield from body[:80]


def _named(sentence: Sentence, patterns: Patterns[None]) -> Iterator[Label]:
    matches = list(patterns.find(sentence.text))
    if matches and not _naming().no_subject.search(sentence.text):
        for match, _ in matches:
            yield from _split(match["labels"], match.start("labels") + sentence.start)


def _split(words: str, offset: int) -> Iterator[Label]:
    """Yield each label of "Child A and Child B" or of "Children M and N"."""
    naming = _naming()
    noun = naming.plural.match(words)
    at = noun.end() if noun else 0
    span = _SPAN.search(words, at)
    if noun and span:
        first, last = ord(span["first"]), ord(span["last"])
        for number in range(first, min(last, first + _MOST_CHILDREN) + 1):
            yield Label(f"Child {chr(number)}", offset + span.start(), offset + span.end())
        return
    if noun and _NUMBERS.match(words, at):
        for digit in re.finditer(r"\d", words[at:]):
            start = offset + at + digit.start()
            yield Label(f"Child {digit.group()}", start, start + 1)
        return
    singular = {"Children": "", "Twins": "Twin ", "Babies": "Baby "}.get(
        noun["noun"] if noun else "", ""
    )
    for match in naming.label.finditer(words, at):
        if not naming.no_name.fullmatch(match.group()):
            text = singular + _even(match.group())
            yield Label(text, offset + match.start(), offset + match.end())


def _even(label: str) -> str:
    """Write a label in capitals ("BABY W") as the text does ("Baby W")."""
    head, _, tail = label.partition(" ")
    return f"{head.capitalize()} {tail}" if tail and head.isupper() and len(head) > 2 else label


def _counts(sentences: Sequence[Sentence], labels: set[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    if labels:
        any_label = re.compile(
            r"\b(?:"
            + "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
            + r")\b"
        )
        for sentence in sentences:
            counts.update(any_label.findall(sentence.text))
    return counts


def _without_repeats(labels: Sequence[Label]) -> list[Label]:
    """Drop repeats, and "Hazel" where "Child Hazel" is there."""
    kept: list[Label] = []
    for label in labels:
        same = [k for k in kept if k.text == label.text or k.text.endswith(f" {label.text}")]
        if not same:
            kept = [k for k in kept if not label.text.endswith(f" {k.text}")]
            kept.append(label)
    return kept
