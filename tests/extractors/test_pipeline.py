"""The pipeline: one finding a place, each with its words, none for what is not looked for."""

from pathlib import Path

import pytest

from extractors.pipeline import COMPONENTS, LOOKS_FOR, VERSION, extract
from ingest.plain_text import text_document
from ingest.reader import read_document
from records.paths import variable_name
from schemas.assemble import assemble
from schemas.codebook import codebook

REPORTS = Path(__file__).parents[2] / "sample_docs" / "reports"


def test_what_components_look_for_is_in_the_codebook():
    for name in LOOKS_FOR:
        assert codebook().variable(*name.split("."))


def test_components_have_names_of_their_own():
    assert len({component.name for component in COMPONENTS}) == len(COMPONENTS)
    assert VERSION


@pytest.mark.parametrize("name", ["d01", "d09", "d16", "d26"])
def test_a_report_becomes_a_record_with_words_for_every_value(name):
    document = read_document(REPORTS / f"{name}.pdf")
    findings = extract(document)

    paths = [finding.path for finding in findings]
    assert len(paths) == len(set(paths))
    for finding in findings:
        assert (variable_name(finding.path) or "item.") in {*LOOKS_FOR, "item."}
        for words in finding.evidence:
            assert document.page(words.page).text[words.start : words.end] == words.quote
    record = assemble(document, findings)
    assert record.children
    assert record.evidence.keys() == record.confidence.keys()


def test_a_text_that_is_no_review_has_no_child():
    text = "Minutes of the parish council.\n\nThe hedge by the school was cut. A boy of 9 helped."

    assert not [f for f in extract(text_document(text, "minutes.txt")) if "child" in f.path]


def test_an_empty_text_has_no_findings():
    assert extract(text_document("", "empty.txt")) == []
