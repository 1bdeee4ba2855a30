"""Whose a factor is: the person whom the words before it speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.family_factors.mentions import (
    MEN,
    PARENTS_AND_PARTNER,
    PROFESSIONAL,
    Mention,
    name_pattern,
    named_in,
)
from extractors.family_factors.names import (
    OTHER_PERSON,
    names_of,
    people_words,
    sex_of_child,
)
from extractors.reading import Reading, Sentence

_SENTENCES_BACK = 4
_FURTHER_BACK = 6
_ADJACENT = 25
"""Characters within which a child or relative named before words of violence is the violent one."""

_JUST_BEFORE = 30
"""Characters within which somebody is named just before the words of a second factor."""

_ACTS = re.compile(
    r"(?:['\u2019]s?\b|,? who\b|,? whose\b|\s*$|,? (?:was|were|is|are|had|has|have|did|does|would"
    r"|also|then|often|used|drank|took|himself|herself)\b)"
)
_IN_PASSING = re.compile(r"\b(?:when|after|before|since|until|while|as|because)\s+$")
_BY = re.compile(r"\b(?:by|from|of)\s+$")
_BELONGS = re.compile(
    r"(?:[\w ,]{0,30}\b(?:of|by|in|to|between|for|from|on the part of|about|that)"
    r"|(?: and \w+)?)\s+$"
)


class Holders:
    """The people of one report, by the names that it gives them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._names = names_of(reading)
        self._child_sex = sex_of_child(reading)
        self._pattern = name_pattern(self._names)
        self._found: dict[int, list[Mention]] = {}
        self._resolved: dict[int, list[Mention]] = {}

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """Return who is spoken of in a sentence, pronouns included, in order."""
        if sentence.start not in self._resolved:
            found = [*self._named(sentence), *self._pronouns(sentence)]
            self._resolved[sentence.start] = sorted(found, key=lambda mention: mention.start)
        return self._resolved[sentence.start]

    def holder(
        self, sentence: Sentence, start: int, end: int, *, adults_only: bool = False
    ) -> str | None:
        """Return whose the words `sentence.text[start:end]` are, or None where nobody is named.

        The person spoken of nearest before them counts, then one within them, then one whom words
        of belonging tie to them from behind ("drug use by his father"), then the person whom the
        sentence before in the same paragraph begins with. With `adults_only` a pronoun stands for
        the parent or partner named last, where it might stand for a child.
        """
        mentions = self.mentions(sentence)
        before = _nearest(sentence.text, [m for m in mentions if m.start < start], start)
        behind = next((m for m in mentions if m.start >= end), None)
        if behind and not _BELONGS.match(sentence.text[end : behind.start]):
            behind = None
        within = next((m for m in mentions if start <= m.start < end), None)
        worker = before if before and before.holder == PROFESSIONAL else None
        found = (None if worker else before) or within or behind or worker
        if found and adults_only and found.holder == OTHER_PERSON:
            found = self._adult_instead(sentence, found) or found
        return found.holder if found else self._topic_before(sentence)

    def is_anothers(self, sentence: Sentence, after: int, start: int) -> bool:
        """Whether an adult of the case is named between two words, just before the second."""
        between = [m for m in self._named(sentence) if after <= m.start and m.end <= start]
        return (
            bool(between)
            and between[-1].holder in PARENTS_AND_PARTNER
            and start - between[-1].end <= _JUST_BEFORE
        )

    def abuser(self, sentence: Sentence, start: int, end: int) -> str | None:
        """Return who abuses where the words `sentence.text[start:end]` tell of abuse.

        One named behind "by", "from" or "of" counts, then a man before the words, then any man of
        the sentence, then both parents, then the man whom the text before speaks of.
        """
        mentions = self.mentions(sentence)
        text = sentence.text
        by = (m for m in mentions if m.start >= start and _BY.search(text, 0, m.start))
        named = next((m.holder for m in by), None)
        if named and named != "mother":
            return named
        before = (m for m in reversed(mentions) if m.start < end)
        acting = (
            m.holder
            for m in before
            if m.holder in MEN or (m.holder == OTHER_PERSON and m.end >= start - _ADJACENT)
        )
        holders = [m.holder for m in mentions]
        around = [holder for holder in holders if holder in {*MEN, "both_parents"}]
        around.sort(key=lambda holder: holder == "both_parents")
        if holders and set(holders) == {OTHER_PERSON}:
            around.append(OTHER_PERSON)
        near = [*self._before(sentence), *self._further_before(sentence)]
        men_before = (m.holder for m in near if m.holder in MEN)
        return next((holder for group in (acting, around, men_before) for holder in group), None)

    def _adult_instead(self, sentence: Sentence, mention: Mention) -> Mention | None:
        """Return the parent or partner whom a pronoun may mean in place of a child."""
        said = sentence.text[mention.start : mention.end]
        if mention.sex is None or not any(p.fullmatch(said) for _, p in people_words().pronouns):
            return None
        here = [m for m in self._named(sentence) if m.end <= mention.start]
        near = (*here, *self._before(sentence), *self._further_before(sentence))
        adults = (m for m in near if m.sex == mention.sex and m.holder in PARENTS_AND_PARTNER)
        return next(adults, None)

    def has_partner(self) -> bool:
        """Whether a partner of the mother has a name of his own in the report."""
        return any(named.holder == "mothers_partner" for named in self._names.values())

    def _named(self, sentence: Sentence) -> list[Mention]:
        """Return those named by a noun or a name, whoever owns them taken into account."""
        if sentence.start not in self._found:
            self._found[sentence.start] = named_in(
                sentence.text,
                self._names,
                self._pattern,
                self._child_sex,
                lambda: self._first_before(sentence),
            )
        return self._found[sentence.start]

    def _pronouns(self, sentence: Sentence) -> Iterator[Mention]:
        named = self._named(sentence)
        for kind, pattern in people_words().pronouns:
            for match in pattern.finditer(sentence.text):
                if any(m.start <= match.start() < m.end for m in named):
                    continue
                stands_for = self._antecedent(sentence, match.start(), kind)
                if stands_for:
                    yield Mention(*match.span(), stands_for.holder, stands_for.sex)

    def _antecedent(self, sentence: Sentence, at: int, kind: str) -> Mention | None:
        """Return whom a pronoun stands for: first in its sentence, then in those before.

        A person whose sex the words give goes before one whose sex they leave open. Where the
        paragraph names nobody, those named last before it count, and then the child or the only
        adult of that sex whom the report knows.
        """
        here = [m for m in self._named(sentence) if m.end <= at]
        near = [*here, *self._before(sentence)]
        if kind == "plural":
            return next(
                (
                    m
                    for m in near
                    if m.holder in {"both_parents", "both_adults", "mother_and_partner"}
                ),
                None,
            )
        agreeing = [m for m in near if m.sex == kind]
        if agreeing:
            return self._of_agreeing(sentence, agreeing)
        if any(m.holder == OTHER_PERSON and m.sex is None for m in near):
            return None
        further = (m for m in self._further_before(sentence) if m.sex == kind)
        return next(further, None) or self._only_one(kind)

    def _of_agreeing(self, sentence: Sentence, agreeing: list[Mention]) -> Mention:
        """Return the first, or an adult of the case where the first is only spoken of in passing.

        The sentence before a pronoun is about whom it begins with.
        """
        first = agreeing[0]
        begins = self._first_before(sentence) in {None, first}
        adults = [m for m in agreeing if m.holder != OTHER_PERSON]
        return first if begins or first.holder != OTHER_PERSON or not adults else adults[0]

    def _only_one(self, sex: str) -> Mention | None:
        """Return the child of that sex, or else the only adult of the case who is."""
        if self._child_sex == sex:
            return Mention(0, 0, OTHER_PERSON, sex)
        if sex == "female":
            return Mention(0, 0, "mother", sex)
        men = {named.holder for named in self._names.values() if named.holder in MEN} or {"father"}
        return Mention(0, 0, men.pop(), sex) if len(men) == 1 else None

    def _before(self, sentence: Sentence) -> Iterator[Mention]:
        """Yield those named in the sentences before, in the same paragraph, the nearest first."""
        for earlier in self._earlier(sentence, _SENTENCES_BACK):
            if earlier.block != sentence.block:
                return
            yield from self._named(earlier)

    def _further_before(self, sentence: Sentence) -> Iterator[Mention]:
        """Yield those named in the paragraphs before, in the same section, the nearest first."""
        for earlier in self._earlier(sentence, _FURTHER_BACK):
            if earlier.title != sentence.title:
                return
            if earlier.block != sentence.block:
                yield from self._named(earlier)

    def _earlier(self, sentence: Sentence, most: int) -> Iterator[Sentence]:
        number = self._reading.sentence_number(sentence.start)
        yield from reversed(self._reading.sentences[max(0, number - most) : number])

    def _first_before(self, sentence: Sentence) -> Mention | None:
        return next((m for m in self._before(sentence) if m.holder != PROFESSIONAL), None)

    def _topic_before(self, sentence: Sentence) -> str | None:
        """Return the adult whom the text before speaks of, in this paragraph or the ones before."""
        topic = self._first_before(sentence)
        if topic:
            return topic.holder
        named = (m for m in self._further_before(sentence) if m.holder in PARENTS_AND_PARTNER)
        further = next(named, None)
        return further.holder if further else None


def _nearest(text: str, before: list[Mention], start: int) -> Mention | None:
    """Return whose words at `start` are, of those spoken of before them.

    An adult of the case goes before a child or relative, unless that one acts or owns in what
    follows ("his sister used heroin"); workers are passed over.
    """
    people = [m for m in before if m.holder != PROFESSIONAL]
    if not people:
        return before[-1] if before else None
    last = people[-1]
    acts = _ACTS.match(text[last.end : start]) and not _IN_PASSING.search(text, 0, last.start)
    if last.holder != OTHER_PERSON or acts:
        return last
    return next((m for m in reversed(people) if m.holder != OTHER_PERSON), last)
