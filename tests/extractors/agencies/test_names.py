"""What a report's own short names stand for."""

from __future__ import annotations

import pytest

from extractors.agencies import AgencyExtractor
from extractors.agencies.names import own_names
from extractors.reading import read
from ingest.plain_text import text_document

REPORT = "Hartle Safeguarding Children Board\n\nSerious Case Review: Child V\n\n"


@pytest.mark.parametrize(
    ("text", "short", "code"),
    [
        ("The Hartle Addiction Service (HAS) saw her weekly.", "HAS", "substance_misuse"),
        ("The Children's Disability Team (CDT) had a file.", "CDT", "childrens_social_care"),
        ("HAS (Hartle Addiction Service) saw her weekly.", "HAS", "substance_misuse"),
        ("Hartle Acute Hospitals Trust (the Trust) saw him.", "the Trust", "hospital"),
        ("Brightwell Housing Association (Brightwell) let the flat.", "Brightwell", "housing"),
        ("Quillway, a drug and alcohol service, saw her.", "Quillway", "substance_misuse"),
        ("Quillway (the drug service) saw her.", "Quillway", "substance_misuse"),
        ("An Eating Disorder (ED) was suspected.", "ED", None),
        ("# Glossary\n\nCRT: Crisis Resolution Team", "CRT", "adult_mental_health"),
    ],
)
def test_what_a_short_name_stands_for(text: str, short: str, code: str | None) -> None:
    assert own_names(read(text_document(REPORT + text, "review.txt")))[short].code == code


@pytest.mark.parametrize(
    "text",
    [
        "She was seen at the hospital (see page 4).",
        "In March, a health visitor, new to the area, called.",
        "The mother (Ms V) told the school.",
        "Father, a former patient of the drug service, agreed.",
    ],
)
def test_other_brackets_and_commas_name_nothing(text: str) -> None:
    assert not own_names(read(text_document(REPORT + text, "review.txt")))


def test_a_short_name_counts_as_the_service() -> None:
    report = read(
        text_document(
            f"{REPORT}# Introduction\n\nThe Hartle Addiction Service (HAS) holds clinics.\n\n"
            "# What happened\n\nHAS saw the mother in June and HAS wrote to her doctor.",
            "review.txt",
        )
    )
    codes = [f.value["code"] for f in AgencyExtractor()(report) if isinstance(f.value, dict)]
    assert "substance_misuse" in codes
