"""The people of a report: who is a subject child, a sibling, a parent, and under which names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from schemas.document import Cell, Document, Page, Table
from schemas.evidence import Evidence


class Role(StrEnum):
    """What a person is to the subject child."""

    SUBJECT = "subject"
    SIBLING = "sibling"
    MOTHER = "mother"
    FATHER = "father"
    PARTNER = "partner"
    OTHER_RELATIVE = "other_relative"
    CARER = "carer"
    OTHER_CHILD = "other_child"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the report names.

    Attributes:
        label: The name that the report uses ("Child K", "MGM", "Mr T").
        role: What the person is to the subject child.
        aliases: Other names for the same person.
        sex: "female" or "male", where the words say so.
        relation: The relation as the family table words it.
        age: The age cell of the family table as written.
        evidence: The words that say so, or none for people known by their standing alone.
    """

    label: str
    role: Role
    aliases: tuple[str, ...] = ()
    sex: str | None = None
    relation: str = ""
    age: str = ""
    evidence: tuple[Evidence, ...] = ()


_HEAD = re.compile(r"[,;:(.]|\s[\u2013\u2014-]\s|\b(?:but|and|who|whose|formerly|separated)\b")


@dataclass(frozen=True, slots=True)
class _Relation:
    role: Role
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Words:
    relations: tuple[_Relation, ...]
    female: re.Pattern[str]
    male: re.Pattern[str]
    columns: dict[str, re.Pattern[str]]


@cache
def _words() -> _Words:
    data = yaml.safe_load(files("extractors.reading").joinpath("people.yaml").read_text("utf-8"))

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    return _Words(
        tuple(
            _Relation(
                Role(rule["role"]),
                pattern(rule["pattern"]),
                pattern(rule["unless"]) if "unless" in rule else None,
            )
            for rule in data["relations"]
        ),
        pattern(data["female"]),
        pattern(data["male"]),
        {name: pattern(text) for name, text in data["columns"].items()},
    )


def role_of(relation: str) -> Role:
    """Return what a relation makes of a person.

    What stands first tells it, what follows a comma or a bracket only where that does not.

    >>> role_of("Maternal half brother").value
    'sibling'
    >>> role_of("Father; parted from Mother").value
    'father'
    """
    for words in (_HEAD.split(relation, maxsplit=1)[0], relation):
        for rule in _words().relations:
            if rule.pattern.search(words) and not (rule.unless and rule.unless.search(words)):
                return rule.role
    return Role.OTHER


def sex_in(words: str) -> str | None:
    """Return the sex that words state, or None where they state none or both."""
    female = bool(_words().female.search(words))
    male = bool(_words().male.search(words))
    if female == male:
        return None
    return "female" if female else "male"


def people_of(document: Document) -> tuple[Person, ...]:
    """Return the people of the family tables, subject children first.

    A table is one of the family where its heading row has a column for the relation.
    """
    found: dict[str, Person] = {}
    for page in document.pages:
        columns: dict[str, int] = {}
        for table in page.tables:
            header = _columns(table)
            rows = table.rows[1:] if "relation" in header else table.rows
            columns = header if "relation" in header else columns
            if "relation" in columns and table.rows and len(table.rows[0]) > max(columns.values()):
                for row in rows:
                    person = _person(page, row, columns)
                    if person:
                        found.setdefault(person.label, person)
    return tuple(sorted(found.values(), key=lambda person: person.role is not Role.SUBJECT))


def _columns(table: Table) -> dict[str, int]:
    """Return the number of the column for each kind of content, from the heading row."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(table.rows[0] if table.rows else ()):
        for name, pattern in _words().columns.items():
            if pattern.search(cell.text.strip()):
                columns.setdefault(name, number)
    if columns.get("relation", 0) > 0:
        columns.setdefault("label", 0)
    return columns if "label" in columns else {}


def _person(page: Page, row: tuple[Cell, ...], columns: dict[str, int]) -> Person | None:
    cells = {name: row[number].text.strip() for name, number in columns.items()}
    label = cells["label"]
    if not label:
        return None
    relation = " ".join(filter(None, (cells["relation"], cells.get("notes", ""))))
    role = role_of(cells["relation"])
    if role is Role.OTHER:
        role = role_of(label)
    evidence = tuple(
        page.evidence(*span) for number in columns.values() for span in row[number].spans
    )
    return Person(
        label,
        role,
        sex=sex_in(cells["relation"]) or sex_in(label),
        relation=relation,
        age=cells.get("age", ""),
        evidence=evidence,
    )
