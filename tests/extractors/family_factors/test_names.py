"""Which names of a report mean an adult of the case."""

from __future__ import annotations

import pytest

from extractors.family_factors.names import OTHER_PERSON, names_of, sex_of_child
from extractors.reading import read
from ingest.plain_text import text_document
from schemas.document import Block, Cell, Document, Page, Table

FRONT = "Ardle Safeguarding Children Board\n\nSerious Case Review: Child Z\n\n"


def holders(text: str) -> dict[str, str]:
    reading = read(text_document(FRONT + text, "review.txt"))
    return {name: named.holder for name, named in names_of(reading).items()}


@pytest.mark.parametrize(
    ("text", "name", "holder"),
    [
        ("Child Z's mother, Ms W, was at work.", "Ms W", "mother"),
        ("His father (Adult 2) was at work.", "Adult 2", "father"),
        ("Mr T, mother's partner, was at work.", "Mr T", "mothers_partner"),
        ("He lived with foster carers, Mr and Mrs D.", "Mrs D", "other_carer"),
    ],
)
def test_prose_binds_names_to_relations(text: str, name: str, holder: str) -> None:
    assert holders(text)[name] == holder


def test_a_word_with_a_capital_is_a_name_only_where_it_recurs() -> None:
    assert "Morning" not in holders("Father, Morning and night, was at work.")
    text = "His father, whom we call Callum, was there. Callum left. Callum came back."
    assert holders(text)["Callum"] == "father"


def test_the_subject_child_is_another_person() -> None:
    assert holders("Child Z was well. Child Z slept.")["Child Z"] == OTHER_PERSON


def table(*rows: tuple[str, str]) -> Document:
    text = "\n".join(" | ".join(row) for row in rows)
    cells = tuple(tuple(Cell(words, ((0, 1),)) for words in row) for row in rows)
    page = Page(1, 595.0, 842.0, 0, text, blocks=(Block(0, len(text)),), tables=(Table(cells),))
    return Document("0" * 64, "review.pdf", (page,), (), "test")


def test_tables_bind_names_to_relations() -> None:
    names = names_of(
        read(
            table(
                ("MZ", "mother"),
                ("PZ", "partner of MZ since May"),
                ("FZ", "Father, lives elsewhere; separated from Mother"),
                ("Mr N", "Father of Sibling 1"),
                ("Ms K", "Half-sister"),
            )
        )
    )
    assert {name: named.holder for name, named in names.items()} == {
        "MZ": "mother",
        "PZ": "mothers_partner",
        "FZ": "father",
        "Mr N": OTHER_PERSON,
        "Ms K": OTHER_PERSON,
    }


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Child Z was a boy of two.", "male"),
        ("The girl lived with her mother.", "female"),
        ("A boy and a girl lived there.", None),
        ("Child Z was well when she was seen. Child Z said that she slept.", "female"),
    ],
)
def test_the_childs_sex_is_that_of_most_words_for_the_child(text: str, sex: str | None) -> None:
    assert sex_of_child(read(text_document(FRONT + text, "review.txt"))) == sex
