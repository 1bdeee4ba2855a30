"""Which names of the report mean its mother, its father, a partner or another carer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from extractors.reading import Reading
from extractors.reading.patterns import Patterns

OTHER_PERSON = "other_person"
"""Held by somebody whose factors are not counted: the child, a sibling, a relative, a worker."""

SEX_OF_HOLDER = {"mother": "female", "father": "male", "mothers_partner": "male"}
_SHORTEST_ALONE = 3
"""Letters from which on the last word of a label ("Child Ivy") is a name by itself."""

_LEAST_IN_PROSE = 3
"""How often a single word must occur to be a name: sentences begin with capitals too."""


class Named(NamedTuple):
    """Whom a name means, and the sex that pronouns for it take."""

    holder: str
    sex: str | None


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """The patterns of `people.yaml`; the file says what each is for."""

    mentions: Patterns[tuple[str, str | None]]
    pronouns: tuple[tuple[str, re.Pattern[str]], ...]
    possessive: re.Pattern[str]
    own: re.Pattern[str]
    kin_of: re.Pattern[str]
    partner_kin: re.Pattern[str]
    bindings: Patterns[tuple[str, int]]
    couples: Patterns[None]
    cells: tuple[tuple[str, re.Pattern[str]], ...]
    label: re.Pattern[str]
    kinless_cell: re.Pattern[str]
    no_names: frozenset[str]
    of_a_name: re.Pattern[str]
    no_subject: re.Pattern[str]
    of_child: Patterns[str]
    pronoun_after: re.Pattern[str]


@cache
def people_words() -> PeopleWords:
    """Return the patterns, compiled once."""
    data = yaml.safe_load(
        files("extractors.family_factors").joinpath("people.yaml").read_text("utf-8")
    )
    bindings = [
        (
            re.compile(data[order].replace("{relation}", relation).replace("{name}", data["name"])),
            (holder, group),
        )
        for holder, relation in data["relations"].items()
        for order, group in (("relation_then_name", 2), ("name_then_relation", 1))
    ]
    return PeopleWords(
        mentions=Patterns(
            (_pattern(rule["pattern"]), (rule["holder"] or OTHER_PERSON, rule.get("sex")))
            for rule in data["mentions"]
        ),
        pronouns=tuple((kind, _pattern(data[kind])) for kind in ("female", "male", "plural")),
        possessive=_pattern(data["possessive"]),
        own=_pattern(data["own"]),
        kin_of=_pattern(data["kin_of"]),
        partner_kin=_pattern(data["partner_kin"]),
        bindings=Patterns(bindings),
        couples=Patterns(((re.compile(data["couple"]), None),)),
        cells=tuple(
            (holder, re.compile(data["cell"].replace("{relation}", relation)))
            for holder, relation in data["relations"].items()
        ),
        label=re.compile(data["label"].replace("{name}", data["name"])),
        kinless_cell=_pattern(data["kinless_cell"]),
        no_names=frozenset(data["no_names"].split()),
        of_a_name=re.compile(data["of_a_name"]),
        no_subject=_pattern(data["no_subject"]),
        of_child=Patterns(((_pattern(data["boy"]), "male"), (_pattern(data["girl"]), "female"))),
        pronoun_after=re.compile(data["pronoun_after"]),
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def names_of(reading: Reading) -> dict[str, Named]:
    """Return whom each name of the report means; names of subject children are among them.

    Tables count before prose, and the first binding of a name before later ones.
    """
    names: dict[str, Named] = {}
    child_sex = sex_of_child(reading)
    for subject in reading.subjects:
        for name in (subject.text, subject.text.split()[-1]):
            if len(name) >= _SHORTEST_ALONE or name == subject.text:
                names[name] = Named(OTHER_PERSON, child_sex)
    bound = [*_from_tables(reading), *_from_prose(reading), *_couples(reading)]
    for name, holder in bound:
        if name not in people_words().no_names and not _is_a_role(name):
            names.setdefault(name, Named(holder, SEX_OF_HOLDER.get(holder)))
    return names


def sex_of_child(reading: Reading) -> str | None:
    """Return the sex of the subject child by the nouns that the report uses most, if any.

    Where the nouns leave it open, the pronouns that follow the child's label decide.
    """
    words = people_words()
    male = female = 0
    labels = {subject.text for subject in reading.subjects}
    after: list[str] = []
    text = reading.text
    for sentence, found in words.of_child.candidates(reading):
        for pattern, sex in found:
            times = len(pattern.findall(sentence.text))
            male, female = (male + times, female) if sex == "male" else (male, female + times)
    by_noun = _most(male, female)
    if by_noun:
        return by_noun
    for label in labels:
        at = text.find(label)
        while at >= 0:
            pronoun = words.pronoun_after.match(text, at + len(label))
            after.extend(pronoun.groups() if pronoun else ())
            at = text.find(label, at + len(label))
    return _most(
        sum(w in {"he", "his", "him"} for w in after), sum(w in {"she", "her"} for w in after)
    )


def _most(male: int, female: int) -> str | None:
    if male >= 2 * female and male:
        return "male"
    return "female" if female >= 2 * male and female else None


def _from_tables(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the names of the rows of tables whose second or third cell is a relation."""
    words = people_words()
    rows = [
        [cell.text.strip() for cell in row]
        for page in reading.view.document.pages
        for table in page.tables
        for row in table.rows
    ]
    found: dict[str, str] = {}
    for name, *cells in rows:
        holder = next(filter(None, map(_by_relation, cells[:3])), None)
        if holder and words.label.match(name):
            found[name] = holder
    for name, *cells in rows:
        relation = next(filter(None, map(words.of_a_name.match, cells[:3])), None)
        if relation and words.label.match(name):
            holder = found.get(relation["name"])
            if holder == "mother" and words.partner_kin.match(relation["kin"]):
                found[name] = "mothers_partner"
            elif holder in SEX_OF_HOLDER or words.no_subject.match(relation["name"]):
                found[name] = OTHER_PERSON
    yield from found.items()


def _by_relation(cell: str) -> str | None:
    words = people_words()
    if words.kinless_cell.match(cell):
        return OTHER_PERSON
    return next((holder for holder, pattern in words.cells if pattern.match(cell)), None)


def _from_prose(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the names that stand beside a relation, the earliest first."""
    text = reading.text
    for sentence, found in people_words().bindings.candidates(reading):
        for pattern, (holder, group) in found:
            for match in pattern.finditer(sentence.text):
                name = match.group(group)
                if " " in name or text.count(name) >= _LEAST_IN_PROSE:
                    yield name, holder


def _couples(reading: Reading) -> Iterator[tuple[str, str]]:
    for sentence, found in people_words().couples.candidates(reading):
        for match in (m for pattern, _ in found for m in pattern.finditer(sentence.text)):
            yield f"Mr {match['name']}", "other_carer"
            yield f"Mrs {match['name']}", "other_carer"


def _is_a_role(name: str) -> bool:
    possible = people_words().mentions.possible(name)
    return any(pattern.fullmatch(name) for pattern, _ in possible)
