"""`headings.yaml` covers every kind, and its patterns can be met."""

import re
from importlib import resources

import pytest
import yaml

from schemas.document import SectionKind

ENTRIES = yaml.safe_load(resources.files("ingest").joinpath("headings.yaml").read_text("utf-8"))
PATTERNS = [pattern for entry in ENTRIES for pattern in (*entry["whole"], *entry["anywhere"])]


def test_every_kind_that_a_title_can_name_has_an_entry():
    named = {SectionKind(entry["kind"]) for entry in ENTRIES}

    assert named == set(SectionKind) - {SectionKind.COVER, SectionKind.OTHER}


def test_no_pattern_is_given_twice():
    assert len(PATTERNS) == len(set(PATTERNS))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_are_in_lower_case_as_titles_are_read(pattern):
    re.compile(pattern)
    literal = re.sub(r"\\[A-Za-z]", "", pattern)
    assert literal == literal.lower()
    assert not re.fullmatch(pattern, "")
