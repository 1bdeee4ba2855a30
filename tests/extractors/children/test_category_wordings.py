"""What a death or a harm was, in the many wordings of reports.

`category.tsv` holds an abstract's opening, the outcome and the category on each line.
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
TABLE = Path(__file__).with_name("category.tsv")

with TABLE.open(encoding="utf-8") as lines:
    SAID = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("text", "outcome", "category"), SAID)
def test_what_happened_is_read_in_any_wording(text, outcome, category):
    document = text_document(TITLE + text, "report.txt")
    child = assemble(document, ChildExtractor()(read(document))).children[0]
    assert child.outcome == outcome
    assert (child.death_category or child.serious_harm_category) == category
