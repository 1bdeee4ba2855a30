"""What invented reports say that a child suffered, at the incident and before it."""

from __future__ import annotations

import pytest

from extractors.children import ChildExtractor
from extractors.reading import read
from ingest.plain_text import text_document

TITLE = "2015 - Hartle Safeguarding Children Board - Child V\n\n"
POND = "Death of a girl aged three in July 2012, who drowned in a garden pond. "


def kinds_of(text: str) -> set[str]:
    findings = ChildExtractor()(read(text_document(TITLE + text, "report.txt")))
    return {kind for f in findings if f.path.endswith(".maltreatment") for kind in f.value}


SUFFERED = [
    (POND + "She was left alone in the garden.", {"neglect"}),
    (POND + "The lack of supervision had been noted before.", {"neglect"}),
    (POND + "Child V had a child protection plan for neglect.", {"neglect"}),
    (POND + "Child V was registered under the category of emotional abuse.", {"emotional"}),
    (POND + "She had seen her father hit her mother.", {"exposure_to_domestic_abuse"}),
    (POND + "There were six incidents of domestic violence.", {"exposure_to_domestic_abuse"}),
    (POND + "Her mother was assaulted in front of the children.", {"exposure_to_domestic_abuse"}),
    ("Death of a boy of two in May 2013, shaken by his father.", {"physical"}),
    ("Sexual exploitation of a 13-year-old girl by a group of men.", {"sexual_exploitation"}),
    (
        "Fabricated illness of a girl of six, found in May 2013. Her mother invented symptoms.",
        {"physical", "emotional"},
    ),
]
NOT_SUFFERED = [
    "There was no evidence of neglect.",
    "Mother was herself on a child protection plan for neglect.",
    "Mother was asked about domestic abuse twice.",
    "Her father had unsupervised contact.",
    "The domestic abuse service was not involved.",
]


@pytest.mark.parametrize(("text", "kinds"), SUFFERED)
def test_what_the_child_suffered(text, kinds):
    assert kinds_of(text) == kinds


@pytest.mark.parametrize("sentence", NOT_SUFFERED)
def test_what_the_child_did_not_suffer(sentence):
    assert kinds_of(POND + sentence) == set()
