"""Each kind of event in many wordings; `wordings.yaml` holds them, and every one is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extractors.pressure_points import PressurePointExtractor
from extractors.reading import read
from ingest.plain_text import text_document

COVER = "Hartle Safeguarding Children Board\n\nSerious Case Review: Child V\n\n# What happened\n\n"


def wordings() -> list[tuple[str, str]]:
    """Return each code with each sentence that tells of an event of its kind."""
    table: dict[str, list[str]] = yaml.safe_load(
        Path(__file__).with_name("wordings.yaml").read_text("utf-8")
    )
    return [(code, sentence) for code, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("code", "sentence"), wordings())
def test_an_event_in_other_words(code: str, sentence: str) -> None:
    found = PressurePointExtractor()(read(text_document(COVER + sentence, "review.txt")))
    assert code in {f.value["code"] for f in found if isinstance(f.value, dict)}
