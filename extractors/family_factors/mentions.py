"""Who is spoken of in a sentence by a noun or a name, and whose kin they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from extractors.family_factors.names import OTHER_PERSON, Named, people_words

PROFESSIONAL = "professional"
"""A worker: nobody whose factors are counted, and passed over where somebody else is named."""

MEN = ("father", "mothers_partner")
PARENTS_AND_PARTNER = frozenset({"mother", *MEN})


class Mention(NamedTuple):
    """A person spoken of in a sentence, from `start` to `end` within it.

    `owner` is the adult whose kin the person is ("Mother's father").
    """

    start: int
    end: int
    holder: str
    sex: str | None
    owner: str | None = None


def named_in(
    text: str,
    names: dict[str, Named],
    name_pattern: re.Pattern[str] | None,
    child_sex: str | None,
    spoken_of_before: Callable[[], Mention | None],
) -> list[Mention]:
    """Return those whom a sentence names, in order.

    Args:
        text: The sentence.
        names: Whom each name of the report means.
        name_pattern: Any of those names.
        child_sex: That of the subject child, where known.
        spoken_of_before: Gives the person whom the text before is about.
    """
    found: list[Mention] = []
    for mention in _first_and_longest(text, names, name_pattern):
        if found and mention.start < found[-1].end:
            continue
        topic = found[0] if found else None
        found.append(_with_owner(text, mention, topic, child_sex, spoken_of_before))
    return list(_together(text, _without_owners(text, found)))


def name_pattern(names: dict[str, Named]) -> re.Pattern[str] | None:
    """Return a pattern for any of the names, or None where there are none."""
    if not names:
        return None
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")


def _first_and_longest(
    text: str, names: dict[str, Named], pattern: re.Pattern[str] | None
) -> list[Mention]:
    """Return the mentions of a text; of two that overlap the first, then the longer."""
    found = [
        Mention(match.start(), match.end(), holder, sex)
        for match, (holder, sex) in people_words().mentions.find(text)
    ]
    if pattern:
        found.extend(
            Mention(match.start(), match.end(), *names[match.group()])
            for match in pattern.finditer(text)
        )
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, m.start - m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _with_owner(
    text: str,
    mention: Mention,
    topic: Mention | None,
    child_sex: str | None,
    spoken_of_before: Callable[[], Mention | None],
) -> Mention:
    """Return a mention as what it is where it, or what follows it, is an adult's kin."""
    words = people_words()
    said = text[mention.start : mention.end]
    kin = words.kin_of.match(text, mention.end)
    if kin and mention.holder in {*PARENTS_AND_PARTNER, "other_carer"}:
        is_partner = mention.holder == "mother" and words.partner_kin.match(kin["kin"])
        holder, sex = ("mothers_partner", "male") if is_partner else (OTHER_PERSON, None)
        return Mention(mention.start, kin.end(), holder, sex, mention.holder)
    if words.own.search(text, 0, mention.start):
        return mention._replace(holder=OTHER_PERSON)
    if mention.holder in {*PARENTS_AND_PARTNER, "both_parents"} and _may_be_an_adults(
        said, child_sex
    ):
        owner = topic or spoken_of_before()
        if owner and _may_own(owner, mention, said):
            return mention._replace(holder=OTHER_PERSON, owner=owner.holder)
    return mention


def _may_be_an_adults(said: str, child_sex: str | None) -> bool:
    """Whether "her" in "her mother" may mean another than the child, as far as sex tells."""
    if not people_words().possessive.match(said):
        return False
    if not said.lower().startswith(("her", "his")):
        return "parents" not in said
    return child_sex != ("female" if said[:3].lower() == "her" else "male")


def _may_own(owner: Mention, kin: Mention, said: str) -> bool:
    """Whether "her mother" means the mother of the adult spoken of before, and not the child's.

    "Her partner" after the mother is named means the partner of the case.
    """
    if owner.holder not in PARENTS_AND_PARTNER:
        return False
    agrees = owner.sex is None or (owner.sex == "female") == (said[:3].lower() == "her")
    is_own_partner = owner.holder == "mother" and kin.holder == "mothers_partner"
    return agrees and not (is_own_partner and "step" not in said.lower())


def _without_owners(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the mentions but those that only own the next one ("Child Z's mother")."""
    for number, mention in enumerate(mentions):
        following = mentions[number + 1].start if number + 1 < len(mentions) else mention.end
        if not re.fullmatch(r"['\u2019]s? ", text[mention.end : following]):
            yield mention


def _together(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield mentions with "Mother and Mr T" as a pair, "Jodie and Callum" as both parents."""
    pairs = {
        frozenset({"mother", "father"}): "both_parents",
        frozenset({"mother", "mothers_partner"}): "mother_and_partner",
    }
    waiting: Mention | None = None
    for mention in mentions:
        both = waiting and pairs.get(frozenset({waiting.holder, mention.holder}))
        if waiting and both and text[waiting.end : mention.start] == " and ":
            waiting = Mention(waiting.start, mention.end, both, None)
            continue
        if waiting:
            yield waiting
        waiting = mention
    if waiting:
        yield waiting
