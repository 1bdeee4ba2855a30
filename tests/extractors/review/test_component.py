"""What a review says of itself, from title pages, deposit pages, abstracts and prose.

Every board, child and author here is invented.
"""

from __future__ import annotations

from typing import Any

import pytest

from extractors.reading import Reading, read
from extractors.review import ReviewExtractor, is_in_scope
from ingest.plain_text import text_document

TITLE = """Hartle Safeguarding Children Board

SERIOUS CASE REVIEW

Overview report in respect of Child V and family

Independent author: Dr Una Maddern MSc CQSW

Published 14 March 2016
"""


def reading_of(text: str) -> Reading:
    return read(text_document(text, "review.txt"))


def fields(text: str) -> dict[str, Any]:
    return {f.path.removeprefix("review."): f.value for f in ReviewExtractor()(reading_of(text))}


def test_a_title_page() -> None:
    assert fields(TITLE) == {
        "review_type": "serious_case_review",
        "label": "Child V",
        "publisher": "Hartle Safeguarding Children Board",
        "area": "Hartle",
        "author": "Dr Una Maddern",
        "publication_date": "2016-03-14",
    }


def test_every_value_shows_the_words_that_it_rests_on() -> None:
    reading = reading_of(TITLE)
    for finding in ReviewExtractor()(reading):
        for evidence in finding.evidence:
            text = reading.view.document.page(evidence.page).text
            assert text[evidence.start : evidence.end] == evidence.quote


def test_a_deposit_page_whose_labels_run_on() -> None:
    found = fields(
        "Title: Serious case review: Baby D7: overview report\n"
        "LSCB: Sorrel Safeguarding Children Board\n"
        "Author: Owen Tarrant and Bea Quill\n"
        "Date of publication: June 2013\n\n"
        "Deposited on 4 August 2013."
    )
    assert found["label"] == "Baby D7"
    assert found["author"] == "Owen Tarrant and Bea Quill"
    assert found["publication_date"] == "2013-06"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("May 2013 - Sorrel Safeguarding Children Board - Child U", "2013-05"),
        ("2017 - Sorrel Safeguarding Children Board - Child U", "2017"),
    ],
)
def test_an_abstract(head: str, published: str) -> None:
    found = fields(
        f"{head}\n\nDeath of a 9-week-old girl in November 2012 from a head injury. Her uncle was "
        "convicted of manslaughter in May 2013.\nModel: SILP.\nRead the overview report"
    )
    assert found["label"] == "Child U"
    assert found["publication_date"] == published
    assert found["incident_date"] == "2012-11"
    assert found["review_model"] == "silp"
    assert found["review_type"] == "serious_case_review"


@pytest.mark.parametrize(
    "opening",
    [
        "Death of a 4-month-old boy in May 2015.",
        "Head injuries to a baby of 8 weeks in 2012.",
        "Malnutrition of two sisters aged 3 and 5 over two years.",
        "Fatal stabbing of a 17-year-old male in June 2018.",
    ],
)
def test_what_befell_a_child_is_not_its_name(opening: str) -> None:
    found = fields(f"{opening} The case was known to children's social care.")
    assert "label" not in found


def test_a_name_that_opens_an_abstract_is_its_label() -> None:
    assert fields("Leo was five when he died in 2014.")["label"] == "Leo"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Local Child Safeguarding Practice Review: Wren", "child_safeguarding_practice_review"),
        ("Serious Case Review: Wren\nExecutive Summary", "executive_summary"),
        ("A thematic review of three young people", "thematic_review"),
        ("Extended Child Practice Review", "child_practice_review_wales"),
        ("Significant Case Review: Child 4", "significant_case_review_scotland"),
        ("Case Management Review: Child 4", "case_management_review_ni"),
        ("Part 8 Review: Child 4", "historic_inquiry"),
        ("Multi-Agency Learning Review: Wren", "learning_review"),
    ],
)
def test_kinds_of_review(title: str, code: str) -> None:
    found = fields(f"Hartle Safeguarding Children Board\n{title}\n\nShe was seen on one occasion.")
    assert found["review_type"] == code


@pytest.mark.parametrize(
    "title",
    [
        "Domestic Homicide Review\nOverview report into the death of Adult Z",
        "Safeguarding Adults Review: Mr P",
        "Annual Report 2018 to 2019",
        "Action plan arising from the serious case review of Child V",
        "Response to the serious case review of Child V",
        "Multi-agency referral form",
        "Neglect: procedures for practitioners",
        "Research briefing: deaths by drowning",
        "Newsletter, spring 2019",
    ],
)
def test_papers_that_are_no_review_of_a_child(title: str) -> None:
    reading = reading_of(f"Hartle Safeguarding Children Partnership\n{title}\n\nText follows here.")
    assert not is_in_scope(reading)
    (only,) = ReviewExtractor()(reading)
    assert only.value == "out_of_scope"


def test_a_review_held_jointly_with_a_domestic_homicide_review_is_in_scope() -> None:
    text = "Serious Case Review and Domestic Homicide Review: Child V and Adult Z\n\nShe died."
    assert is_in_scope(reading_of(text))


def test_a_document_that_does_not_say_what_it_is_stays_in_scope() -> None:
    assert is_in_scope(reading_of("She was seen by the health visitor on two occasions."))


def test_prose_in_welsh_is_out_of_scope_and_a_bilingual_title_is_not() -> None:
    welsh = "Mae yr adroddiad hwn wedi ei ysgrifennu gan y bwrdd ac mae yn y broses. " * 8
    assert not is_in_scope(reading_of(welsh))
    bilingual = (
        "Adolygiad Ymarfer Plant / Child Practice Review\n\n"
        "The subject of this review is a boy who was hurt at home and has recovered. " * 3
    )
    assert is_in_scope(reading_of(bilingual))


def test_a_withheld_author_is_said_to_be_withheld() -> None:
    text = "Serious Case Review: Child V\nAuthor: [name withheld]\n\nShe died."
    (author,) = [f for f in ReviewExtractor()(reading_of(text)) if f.path == "review.author"]
    assert author.value is None
    assert author.status.value == "withheld"


def test_a_name_on_the_line_beside_its_role() -> None:
    text = "Serious Case Review: Child V\n\nIndependent Reviewer\n\nUNA MADDERN\n\nShe died."
    assert fields(text)["author"] == "Una Maddern"


def test_the_chair_is_no_author() -> None:
    assert "author" not in fields(
        "Serious Case Review: Child V\nIndependent Chair of the Panel: Una Maddern\n\nShe died."
    )


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("She died in hospital on 4 June 2014.", "2014-06-04"),
        ("In June 2014 he was found unresponsive and an ambulance was called.", "2014-06"),
        ("He was born in March 2013 and died in June 2014.", "2014-06"),
        ("She died in June 2014. Her uncle was convicted of murder in May 2015.", "2014-06"),
        ("The Board decided in July 2014 to hold a review. She died in June 2014.", "2014-06"),
    ],
)
def test_the_incident_is_the_death_or_harm(sentence: str, value: str) -> None:
    text = f"Serious Case Review: Child V\n\nPublished March 2016\n\n# Introduction\n\n{sentence}"
    assert fields(text)["incident_date"] == value


def test_an_incident_is_no_later_than_the_publication() -> None:
    text = "Serious Case Review: Child V\n\nPublished May 2014\n\nA child died in August 2015."
    assert "incident_date" not in fields(text)


def test_a_report_that_sets_models_aside_has_a_method_of_its_own() -> None:
    found = fields(
        "Serious Case Review: Child V\n\n# Methodology\n\n"
        "The review drew on several models and did not use SILP."
    )
    assert found["review_model"] == "hybrid_or_other"
