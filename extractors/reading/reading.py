"""The reading of a document: made once, read by every component."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from extractors.reading.assertion import Assertion, assertion_in
from extractors.reading.mentions import Mention, mentions_at
from extractors.reading.people import Person, people_of
from extractors.reading.sentences import Sentence, sentences_of
from extractors.reading.subjects import Label, subject_labels
from schemas.document import Document
from schemas.evidence import Evidence
from schemas.view import View, clean_view

Made = TypeVar("Made")


@dataclass(frozen=True)
class Reading:
    """A document as extractors read it.

    Attributes:
        view: The prose with the way back to the pages.
        sentences: In the order of the text.
    """

    view: View
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The prose."""
        return self.view.text

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people whom the report names or describes, subject children first."""
        return people_of(self.view.document)

    @cached_property
    def subjects(self) -> tuple[Label, ...]:
        """The labels of the subject children, each with the place that introduces it."""
        return tuple(subject_labels(self.sentences, self.people))

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """Return the persons spoken of in a sentence; offsets are those of the sentence."""
        known = self._mentions.get(sentence.text)
        if known is None:
            known = self._mentions[sentence.text] = mentions_at(self, sentence, self._names)
        return list(known)

    @cached_property
    def _mentions(self) -> dict[str, list[Mention]]:
        """The persons of the sentences that were asked about, since several components ask."""
        return {}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The labels of the subject children, and the last part of each ("Hazel", "KW")."""
        labels = [label.text for label in self.subjects]
        return tuple(sorted({*labels, *(label.split()[-1] for label in labels)}))

    def evidence(self, start: int, end: int, about: str | None = None) -> tuple[Evidence, ...]:
        """Return the words `text[start:end]` as evidence, one for each page they stand on."""
        return self.view.evidence(start, end, about)

    def sentence_number(self, offset: int) -> int:
        """Return the number (from 0) of the sentence that an offset of the view stands in.

        Between two sentences the one before is meant. Raises IndexError where there are none.
        """
        if not self.sentences:
            raise IndexError("the document has no sentences")
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that an offset of the view stands in, or the one before it."""
        return self.sentences[self.sentence_number(offset)]

    def paragraph(self, sentence: Sentence) -> Iterator[Sentence]:
        """Yield the sentences of the paragraph that a sentence stands in."""
        number = self.sentence_number(sentence.start)
        while number and self.sentences[number - 1].block == sentence.block:
            number -= 1
        while number < len(self.sentences) and self.sentences[number].block == sentence.block:
            yield self.sentences[number]
            number += 1

    def assertion(self, start: int, end: int, code: str | None = None) -> Assertion:
        """Return how the report asserts what stands at `text[start:end]`.

        Args:
            start: Offset of the first character in the view.
            end: Offset after the last.
            code: The code that the words stand for. Codes that name an omission
                ("referral_not_made") are asserted by a negation, not denied by it.
        """
        sentence = self.sentence_at(start)
        return assertion_in(
            sentence.text,
            start - sentence.start,
            min(end, sentence.end) - sentence.start,
            section=sentence.section,
            code=code,
        )

    def once(self, make: Callable[[Reading], Made]) -> Made:
        """Return what a function makes of this reading, which it does the first time alone."""
        made: dict[Callable[[Reading], object], object] = self._made
        if make not in made:
            made[make] = make(self)
        return cast(Made, made[make])

    @cached_property
    def _made(self) -> dict[Callable[[Reading], object], object]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


def read(document: Document) -> Reading:
    """Return the reading of a document."""
    view = clean_view(document)
    return Reading(view, sentences_of(view))
