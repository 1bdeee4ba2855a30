"""One service a sentence, in wordings of many hands: what part it is read to have had."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extractors.agencies import AgencyExtractor
from extractors.reading import read
from ingest.plain_text import text_document

CASES = yaml.safe_load(Path(__file__).with_name("parts.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("section", "sentence", "code", "role"), CASES)
def test_the_part_of_a_service(section: str, sentence: str, code: str, role: str) -> None:
    document = text_document(
        f"Hartle Safeguarding Children Board\n\nSerious Case Review: Child V\n\n"
        f"# {section}\n\n{sentence}",
        "review.txt",
    )
    (roles,) = [
        finding.value["roles"]
        for finding in AgencyExtractor()(read(document))
        if isinstance(finding.value, dict) and finding.value["code"] == code
    ] or [["none"]]
    assert role in roles
