"""Authors, methods and dates of incidents in the many ways in which reviews give them.

The tables beside this module hold the wordings; every one is invented.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.reading import read
from extractors.review import ReviewExtractor
from ingest.plain_text import text_document
from schemas.finding import Finding
from schemas.status import ValueStatus

COVER = "Hartle Safeguarding Children Board\n\nSerious Case Review: Child V\n\n"
AFTER = (
    "\n\nThe family had lived in Hartle since 2007. They moved to Area 2 in January 2011. "
    "A referral was made on 4 February 2011."
)


def table(name: str) -> list[tuple[str, str | None]]:
    """Return the text and the value of each row of a table."""
    rows: list[dict[str, str | None]] = yaml.safe_load(
        Path(__file__).with_name(name).read_text("utf-8")
    )
    return [(str(row.pop("text")), next(iter(row.values()))) for row in rows]


def finding(name: str, text: str) -> Finding | None:
    reading = read(text_document(COVER + text, "review.txt"))
    return next((f for f in ReviewExtractor()(reading) if f.path == f"review.{name}"), None)


@pytest.mark.parametrize(("text", "author"), table("authors.yaml"))
def test_authors(text: str, author: str | None) -> None:
    found = finding("author", f"{text}\n\nThe family lived in a town.")
    if author == "withheld":
        assert found is not None
        assert found.status is ValueStatus.WITHHELD
    else:
        assert (found.value if found else None) == author


@pytest.mark.parametrize(("text", "model"), table("models.yaml"))
def test_models(text: str, model: str | None) -> None:
    found = finding("review_model", f"# Methodology\n\n{text}\n")
    assert found is not None
    assert found.value == model


@pytest.mark.parametrize(("text", "date"), table("incidents.yaml") + table("incidents_more.yaml"))
def test_dates_of_incidents(text: str, date: str | None) -> None:
    found = finding("incident_date", f"March 2016\n\n# Introduction\n\n{text}{AFTER}")
    assert found is not None
    assert found.value == date


@pytest.mark.parametrize(
    "row", yaml.safe_load(Path(__file__).with_name("titles.yaml").read_text("utf-8"))
)
def test_title_pages(row: dict[str, Any]) -> None:
    text = "\n".join(row["title"]) + "\n\n# Introduction\n\nThe family lived in a terraced house."
    findings = ReviewExtractor()(read(text_document(text, "review.txt")))
    values = {finding.path.removeprefix("review."): finding.value for finding in findings}
    assert {name: values.get(name) for name in row["fields"]} == row["fields"]


@pytest.mark.parametrize(("text", "kind"), table("papers.yaml"))
def test_papers_that_look_like_reviews(text: str, kind: str | None) -> None:
    findings = ReviewExtractor()(read(text_document(text, "paper.txt")))
    values = {found.path: found.value for found in findings}
    assert values.get("review.review_type") == kind


def test_an_author_whom_a_later_page_names() -> None:
    family = "The family lived in a town, and were seen by a health visitor.\n\n" * 80
    text = f"# Family background\n\n{family}# Methodology\n\nThe lead reviewer was Una Maddern."
    found = finding("author", text)
    assert found is not None
    assert found.value == "Una Maddern"


def test_the_author_of_an_agency_s_report_is_not_that_of_the_review() -> None:
    assert finding("author", "The IMR author was Una Maddern.") is None
