"""Recommendations in the layouts that reports use; every report here is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extractors.reading import read
from extractors.recommendations import RecommendationExtractor
from ingest.plain_text import text_document
from schemas.document import (
    Block,
    Cell,
    Document,
    Mark,
    MarkKind,
    Page,
    Section,
    SectionKind,
    Table,
)

COVER = "Ardle Safeguarding Children Board\n\nSerious Case Review: Child Z\n\n"


def found(body: str) -> list[Any]:
    return values(text_document(COVER + body, "review.txt"))


def values(document: Document) -> list[Any]:
    return [finding.value for finding in RecommendationExtractor()(read(document))]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Recommendation 2: ", "2"),
        ("Recommendation 2. ", "2"),
        ("RECOMMENDATION NO 2 - ", "2"),
        ("R2 ", "R2"),
        ("(2) ", "2"),
        ("(ii) ", "ii"),
        ("B. ", "B"),
        ("7.2 ", "7.2"),
    ],
)
def test_the_number_is_kept_as_written_and_left_out_of_the_text(written: str, number: str) -> None:
    items = found(f"# Recommendations\n\n{written}The Board should publish its policy on bruising.")
    assert items == [
        {
            "text": "The Board should publish its policy on bruising.",
            "addressed_to": "board",
            "number": number,
        }
    ]


def test_a_number_may_stand_at_the_end() -> None:
    items = found(
        "# Recommendations\n\nFor the Constabulary. The Chief Constable should report delays. (R4)"
    )
    assert items == [
        {
            "text": "The Chief Constable should report delays.",
            "addressed_to": "police",
            "number": "R4",
        }
    ]


@pytest.mark.parametrize("number", ["Recommendation 4", "Recommendation 4: Learning", "(4)"])
def test_a_number_may_stand_over_its_paragraph(number: str) -> None:
    items = found(f"# Recommendations\n\n{number}\n\nThe Board should check this each year.")
    assert [(item["number"], item["text"]) for item in items] == [
        ("4", "The Board should check this each year.")
    ]


def test_numbers_in_the_margin_may_come_after_their_paragraphs() -> None:
    items = found(
        "# Recommendations\n\nThe Board should check this.\n\n(a)\n\n"
        "Housing should ask about cots.\n\n(b)\n\nPage nine"
    )
    assert [(item["number"], item["text"]) for item in items] == [
        ("a", "The Board should check this."),
        ("b", "Housing should ask about cots."),
    ]


def test_unnumbered_ones_are_counted_and_what_introduces_them_is_none() -> None:
    items = found(
        "# Recommendations\n\nThese recommendations have been accepted.\n\n"
        "The Board should check this each year.\n\nPolice should send every notice to the GP."
    )
    assert [(item["number"], item["addressed_to"]) for item in items] == [
        ("1", "board"),
        ("2", "police"),
    ]


def test_a_briefing_may_name_whom_each_is_for() -> None:
    items = found(
        "# Recommendations\n\nHealth visitors: ask who lives in the home.\n\n"
        "Everyone: write down what the child says."
    )
    assert [item["addressed_to"] for item in items] == ["health_visiting", "Everyone"]


def test_a_welsh_review_calls_them_improving_systems_and_practice() -> None:
    items = found(
        "# Findings\n\nNobody asked about the father.\n\n"
        "# Improving Systems and Practice\n\nThe Board will check this each year."
    )
    assert [item["text"] for item in items] == ["The Board will check this each year."]


def test_one_among_the_findings_counts() -> None:
    items = found(
        "# Findings\n\nNobody asked about the father.\n\n"
        "Recommendation 1: The Trust Board of Ardle Hospital should test its form."
    )
    assert [item["addressed_to"] for item in items] == ["hospital"]


def test_one_in_an_appendix_counts_where_it_says_so() -> None:
    items = found(
        "# Appendix B\n\nThe board met twice.\n\n"
        "Recommendation 3: Housing should tell health visitors of every move."
    )
    assert [(item["number"], item["addressed_to"]) for item in items] == [("3", "housing")]


def test_several_may_stand_in_one_paragraph() -> None:
    items = found(
        "# Recommendations\n\nRecommendation 1: The Board should publish this. "
        "Recommendation 2: Schools should keep a copy."
    )
    assert [(item["number"], item["text"]) for item in items] == [
        ("1", "The Board should publish this."),
        ("2", "Schools should keep a copy."),
    ]


def test_the_first_of_a_series_may_have_lost_its_number() -> None:
    items = found(
        "# Recommendations\n\nThe Board should publish this.\n\nR2 Schools should keep a copy."
    )
    assert [item["number"] for item in items] == ["R1", "R2"]


def test_whom_it_is_for_may_stand_in_brackets() -> None:
    items = found(
        "# Recommendations\n\n1. (Police) Write down who was seen.\n\n"
        "2. (Midwifery) Ask about the father."
    )
    assert [(item["addressed_to"], item["text"]) for item in items] == [
        ("police", "Write down who was seen."),
        ("midwifery", "Ask about the father."),
    ]


@pytest.mark.parametrize(
    "title", ["Action plan", "Individual agency recommendations", "Questions for the Board"]
)
def test_those_of_agencies_and_action_plans_are_left_out(title: str) -> None:
    assert not found(f"# {title}\n\nThe Trust should train its staff.\n\nHousing should ask.")


def test_a_question_to_the_board_is_none() -> None:
    assert not found("# Recommendations\n\nHow should the Board know that children are seen?")


def test_a_document_that_is_no_case_review_has_none() -> None:
    document = text_document(
        "Ardle Safeguarding Adults Board\n\nSafeguarding Adults Review\n\n"
        "# Recommendations\n\nRecommendation 1: The Board should check this.",
        "adult.txt",
    )
    assert values(document) == []


def test_an_abstract_has_none_but_in_its_own_section() -> None:
    assert not found("Learning: homelessness and babies. The health visitor should have asked.")


def test_a_list_may_follow_words_that_recommend() -> None:
    items = found(
        "# Recommendations\n\nIt is recommended that:\n\n"
        "1. the Partnership audits written agreements;\n\n"
        "2. the Hospital Trust shares discharge notices."
    )
    assert [(item["number"], item["text"]) for item in items] == [
        ("1", "the Partnership audits written agreements"),
        ("2", "the Hospital Trust shares discharge notices."),
    ]


def test_sub_headings_say_whom_they_are_for_and_the_count_goes_on() -> None:
    items = found(
        "# Recommendations\n\n## Ardle Safeguarding Partnership\n\n- Audit strategy talks.\n\n"
        "## Police\n\n- Train control room staff."
    )
    assert [(item["number"], item["addressed_to"]) for item in items] == [
        ("1", "board"),
        ("2", "police"),
    ]


@pytest.mark.parametrize(
    ("written", "number"), [("a) ", "a"), ("iii. ", "iii"), ("Recommendation Two: ", "Two")]
)
def test_numbers_may_be_letters_or_words(written: str, number: str) -> None:
    items = found(f"# Recommendations\n\n{written}The Board should hold an audit.")
    assert [(item["number"], item["text"]) for item in items] == [
        (number, "The Board should hold an audit.")
    ]


def test_each_finding_may_end_with_one() -> None:
    items = found(
        "# Finding 1\n\nNobody asked about men.\n\n"
        "Recommendation: The Partnership should test how men are included.\n\n"
        "# Finding 2\n\nRecords were poor.\n\nRecommendation: Schools should keep a chronology."
    )
    assert [(item["number"], item["addressed_to"]) for item in items] == [
        ("1", "board"),
        ("2", "school"),
    ]


def table_document(*rows: tuple[str, ...]) -> Document:
    """Return a page with a heading and one table whose cells stand in the order of the text."""
    text = COVER + "\n"
    cells: list[tuple[Cell, ...]] = []
    start = len(text)
    for row in rows:
        made = []
        for words in row:
            made.append(Cell(words, ((len(text), len(text) + len(words)),)))
            text += words + "\n"
        cells.append(tuple(made))
    page = Page(
        1,
        595.0,
        842.0,
        0,
        text,
        blocks=(Block(0, start - 1), Block(start, len(text))),
        marks=(Mark(MarkKind.TABLE, start, len(text)),),
        tables=(Table(tuple(cells)),),
    )
    return Document("0" * 64, "review.pdf", (page,), (), "test")


def test_rows_of_a_table_are_read_by_their_columns() -> None:
    document = table_document(
        ("No.", "Recommendation", "For"),
        ("1", "No baby should go home without a plan.", "Hospital trust"),
        ("2", "The two commissioners should open one front door.", "Commissioners"),
    )
    assert values(document) == [
        {
            "text": "No baby should go home without a plan.",
            "addressed_to": "hospital",
            "number": "1",
        },
        {
            "text": "The two commissioners should open one front door.",
            "addressed_to": "Commissioners",
            "number": "2",
        },
    ]


def test_the_evidence_of_a_row_is_its_cell() -> None:
    document = table_document(
        ("No.", "Recommendation"), ("1", "The Board should write to all schools.")
    )
    [finding] = RecommendationExtractor()(read(document))
    assert [words.quote for words in finding.evidence] == ["The Board should write to all schools."]


def test_an_action_plan_is_read_where_the_report_lists_its_recommendations_nowhere_else() -> None:
    document = table_document(
        ("No.", "Recommendation", "Progress"), ("1", "The Board should write.", "Done")
    )
    assert [item["text"] for item in values(document)] == ["The Board should write."]


def in_a_section(document: Document, kind: SectionKind) -> Document:
    end = len(document.pages[0].text)
    return replace(document, sections=(Section(kind, "What comes next", 1, 1, 0, 1, end),))


UNTITLED = (
    ("Ref", "Body", "What is looked for"),
    ("1", "Police", "Officers should record every child who is at home."),
    ("2", "The Board", "Members will review the pathway within a year."),
)


def test_a_table_in_a_section_of_recommendations_needs_no_heading_that_says_so() -> None:
    document = in_a_section(table_document(*UNTITLED), SectionKind.RECOMMENDATIONS)
    assert [(item["number"], item["text"]) for item in values(document)] == [
        ("1", "Officers should record every child who is at home."),
        ("2", "Members will review the pathway within a year."),
    ]


def test_such_a_table_elsewhere_holds_none() -> None:
    assert not values(in_a_section(table_document(*UNTITLED), SectionKind.FINDINGS))


def test_a_table_that_asks_for_nothing_holds_none() -> None:
    told = (("Date", "Event"), ("March", "The police recorded three calls to the address."))
    assert not values(in_a_section(table_document(*told), SectionKind.RECOMMENDATIONS))
