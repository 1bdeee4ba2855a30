"""Dates are read as precisely as they are written, and no more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading import read
from extractors.review.dates import dates_of, find_dates, find_days
from extractors.review.relative_dates import relative_dates
from ingest.plain_text import text_document


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on 3rd May 2012", ["2012-05-03"]),
        ("the 3rd of May 2012", ["2012-05-03"]),
        ("May 3, 2012", ["2012-05-03"]),
        ("May 2012", ["2012-05"]),
        ("Sept. 2012", ["2012-09"]),
        ("03.05.12", ["2012-05-03"]),
        ("03/05/2012", ["2012-05-03"]),
        ("2012-05-03", ["2012-05-03"]),
        ("early in 2012", ["2012"]),
        ("in spring 2012", ["2012"]),
        ("between June 2011 and 4 July 2012", ["2011-06", "2012-07-04"]),
    ],
)
def test_a_date_in_words_or_figures(text: str, values: list[str]) -> None:
    assert [found.value for found in find_dates(text)] == values


@pytest.mark.parametrize(
    "text",
    ["paragraph 2.10", "C2009/0412", "ref. 4.2010", "the Children Act", "reference 12.2012.7"],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["the 2004 Act", "Regulations 2006", "the Children Act 1989"])
def test_the_year_of_a_statute_is_read_as_a_year_at_most(text: str) -> None:
    assert all(len(found.value) == 4 for found in find_dates(text))


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_a_date_written_in_full_comes_back(day: date) -> None:
    written = f"seen on {day.day} {day:%B} {day.year} at home"
    (found,) = find_dates(written)
    assert found.value == day.isoformat()
    assert written[found.start : found.end] == f"{day.day} {day:%B} {day.year}"


def test_a_day_without_its_year() -> None:
    assert [day for _, _, day in find_days("the crew who came on 9 June")] == ["06-09"]
    assert list(find_days("on 9 June 2012")) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 3 May 2012 she fell. She died later that night.", "2012-05-03"),
        ("Taken ill on 30 April 2012, she died the following day.", "2012-05-01"),
        ("Admitted on 3 May 2012, he died a fortnight later.", "2012-05-17"),
        ("Seen on 3 December 2012 and again the next month.", "2013-01"),
        ("Referred on 3 March 2012; in May of that year she died.", "2012-05"),
    ],
)
def test_a_date_that_rests_on_an_earlier_one(text: str, value: str) -> None:
    assert [found.value for found in relative_dates(text, find_dates(text), None)] == [value]


def test_a_date_given_in_full_beside_it_is_not_reckoned() -> None:
    text = "Seen on 20 April 2012. A fortnight later, on 3 May 2012, she died."
    assert list(relative_dates(text, find_dates(text), None)) == []


def test_hyphens_in_figures_need_a_year_in_full() -> None:
    assert [found.value for found in find_dates("on 03-05-2012")] == ["2012-05-03"]
    assert find_dates("reference 03-05-12") == []


def test_the_dates_of_a_report_are_those_of_its_sentences() -> None:
    reading = read(
        text_document("Born on 3 May 2012. She is well.\n\nSeen on 4.06.14 at home.", "r.txt")
    )
    found = dates_of(reading)
    assert {start: [d.value for d in dates] for start, dates in found.items()} == {
        sentence.start: [date.value for date in find_dates(sentence.text)]
        for sentence in reading.sentences
        if find_dates(sentence.text)
    }
