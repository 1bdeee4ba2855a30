"""Practice themes of invented reports."""

from __future__ import annotations

from extractors.practice_themes import PracticeThemeExtractor
from extractors.practice_themes.scoring import scores
from extractors.reading import read
from ingest.plain_text import text_document
from schemas.document import Document

FRONT = "Ardle Safeguarding Children Board\n\nSerious Case Review: Child Z\n\n"


def document(text: str) -> Document:
    return text_document(FRONT + text, "review.txt")


def rate(text: str, code: str) -> float:
    found = scores(read(document(text)))
    return found[code].rate if code in found else 0.0


def test_a_theme_that_the_findings_dwell_on_is_found_with_its_words() -> None:
    text = (
        "# Findings\n\nThe bruise was seen by three people.\n\n"
        "The protocol on bruising in babies who are not mobile was not known.\n\n"
        "A bruise in a non-mobile baby must be examined."
    )
    found = {f.value: f for f in PracticeThemeExtractor()(read(document(text)))}
    finding = found["bruising_in_non_mobile_babies"]
    assert finding.path == "practice_themes.bruising_in_non_mobile_babies"
    assert all("bruis" in words.quote.lower() for words in finding.evidence)


def test_what_the_findings_say_counts_more_than_what_the_narrative_tells() -> None:
    said = "The concern was not escalated by anybody."
    assert rate(f"# Findings\n\n{said}", "escalation_and_challenge") > rate(
        f"# Narrative of events\n\n{said}", "escalation_and_challenge"
    )


def test_a_sentence_counts_once_however_many_words_it_holds() -> None:
    once = rate("# Findings\n\nThe threshold was high.", "thresholds")
    twice = rate("# Findings\n\nThe threshold of thresholds was high.", "thresholds")
    assert once == twice > 0


def test_a_supervision_order_is_no_supervision_of_staff() -> None:
    assert rate("# Findings\n\nA supervision order was made.", "supervision") == 0.0


def test_a_document_that_is_no_case_review_has_no_themes() -> None:
    adult = text_document(
        "Ardle Safeguarding Adults Board\n\nSafeguarding Adults Review\n\n"
        "# Findings\n\nThe threshold was not met. No further action was taken.",
        "adult.txt",
    )
    assert PracticeThemeExtractor()(read(adult)) == []
