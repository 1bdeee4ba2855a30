"""The sex of a child, from nouns, pronouns and what a report says it withholds."""

from __future__ import annotations

import pytest

from extractors.children.sex import sex_of
from extractors.children.subjects import subjects_of
from extractors.reading import read
from ingest.plain_text import text_document

TITLE = "2015 - Hartle Safeguarding Children Board - {label}\n\n"


def sexes(label: str, text: str) -> list[str | None]:
    reading = read(text_document(TITLE.format(label=label) + text, "report.txt"))
    subjects = subjects_of(reading)
    found = [sex_of(reading, subject, subjects) for subject in subjects]
    return [sex.value if sex else "not said" for sex in found]


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Child V, a boy of six, died in May 2013.", "male"),
        ("Child V died in May 2013. She was at home with her father.", "female"),
        ("Child V died in May 2013. His mother, 20, had seen a doctor.", "male"),
        ("The Children Board asked about Child V, who died when she was ill.", "female"),
        ("Child V died in May 2013. Mother said that she had been asleep.", "not said"),
        ("Child V died. The gender of the child is not specified in this report.", None),
        ("Child V died. This report does not identify the child's gender.", None),
    ],
)
def test_the_sex_of_one_child(text, sex):
    assert sexes("Child V", text) == [sex]


def test_each_of_two_children_has_the_words_beside_the_own_name():
    text = "Serious neglect of Rory (5) and Elin (3). Rory lived with his sister Elin."
    assert sexes("Rory and Elin", text) == ["male", "female"]
