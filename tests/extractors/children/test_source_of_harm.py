"""Who did the harm, and how firmly that is established, in the many wordings of reports.

`source_of_harm.tsv` holds the opening of an abstract, the relation and the certainty on each line.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors.children import ChildExtractor
from extractors.reading import read
from ingest.plain_text import text_document
from schemas.assemble import assemble

TITLE = "2015 - Hartle Safeguarding Children Board - Child V\n\n"
TABLE = Path(__file__).with_name("source_of_harm.tsv")


def source_of(text: str) -> tuple[str | None, str | None]:
    document = text_document(TITLE + text, "report.txt")
    record = assemble(document, ChildExtractor()(read(document)))
    source = record.children[0].source_of_harm
    return (source.relation, source.certainty) if source else (None, None)


with TABLE.open(encoding="utf-8") as lines:
    SAID = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("text", "relation", "certainty"), SAID)
def test_who_did_it_is_read_with_how_firm_that_is(text, relation, certainty):
    assert source_of(text) == (relation, certainty or None)


@pytest.mark.parametrize(
    "background",
    [
        "Father had been convicted of burglary in 2009.",
        "The mother's partner went to prison for assaulting a former girlfriend.",
        "The father was known to police and had previous convictions for violence.",
    ],
)
def test_what_somebody_did_before_names_nobody(background):
    assert source_of(f"Serious injury of a girl aged two in 2014. {background}") == (None, None)


def test_an_assault_on_the_mother_names_nobody():
    text = (
        "Serious injury of a girl aged two. The mother had been assaulted by her partner in 2011."
    )
    assert source_of(text) == (None, None)
