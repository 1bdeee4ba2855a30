from __future__ import annotations

from django.test import Client

from records.coding import coding_of
from records.models import Report
from schemas.codebook import codebook
from tests.verify.reports import receive_sample, sample, suggestions


def page(client: Client, report: Report, **asked: object) -> str:
    answer = client.get(f"/reports/{report.pk}/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_variable_is_shown_also_where_the_machine_found_nothing(
    signed_in: Client, report: Report
) -> None:
    review = page(signed_in, report, field="review.label")
    child = page(signed_in, report, field="children.0.sex")
    for variable in codebook().group("review"):
        assert f'id="row-review.{variable.name}"' in review
    for path in coding_of(report).expected_paths():
        if path.startswith("children."):
            assert f'id="row-{path}"' in child


def test_three_kinds_of_missing_have_three_words(signed_in: Client, report: Report) -> None:
    assert "Machine found nothing" in page(signed_in, report, field="review.author")
    assert "Not looked for by the machine" in page(signed_in, report, field="review.area")
    form = {"field": "review.author", "version": "0", "action": "not_mentioned"}
    signed_in.post(f"/reports/{report.pk}/act/", form)
    said = page(signed_in, report, field="review.author")
    assert '<p class="value">Not mentioned</p>' in said


def test_a_suggestion_is_shown_with_its_words_its_page_and_its_score(
    signed_in: Client, report: Report
) -> None:
    shown = page(signed_in, report, field="children.0.death_category")
    assert '<p class="value">Fatal physical abuse</p>' in shown
    assert "<mark>he had died from a non-accidental head injury" in shown
    assert "paragraph 1.3" in shown
    assert "The machine gives it 9 in 10; not yet measured" in shown
    assert 'data-page="3"' in shown
    assert "machine gives 1 in 10" in shown


def test_the_first_open_field_is_shown_when_none_is_named(
    signed_in: Client, report: Report
) -> None:
    assert '<h2 id="f-name">Type of review</h2>' in page(signed_in, report)
    assert '<h2 id="f-name">Type of review</h2>' in page(signed_in, report, field="nonsense")


def test_words_that_stand_nowhere_are_refused_and_the_field_is_shown(
    signed_in: Client, report: Report
) -> None:
    asked = {"field": "children.0.sex", "words": "3:9999990:9999999"}
    answer = signed_in.get(f"/reports/{report.pk}/", asked)
    assert answer.status_code == 422
    assert "Select the words on the page again" in answer.content.decode()
    assert '<h2 id="f-name">Sex</h2>' in answer.content.decode()


def test_a_page_beyond_the_last_is_the_last(signed_in: Client, report: Report) -> None:
    assert 'data-page="10" role="img"' in page(signed_in, report, page=99)
    assert 'data-page="1" role="img"' in page(signed_in, report, page=0)


def test_a_report_that_was_not_read_has_no_desk(signed_in: Client, db: None) -> None:
    report = receive_sample("d01.pdf")
    assert signed_in.get(f"/reports/{report.pk}/").status_code == 404


def test_a_report_in_which_nothing_was_found_can_be_coded_all_the_same(
    signed_in: Client, db: None
) -> None:
    report = sample("d01.pdf", findings=[])
    shown = page(signed_in, report)
    assert "Child 1" in shown
    assert "none found" in shown


def test_the_words_of_a_report_are_escaped(signed_in: Client, db: None) -> None:
    from dataclasses import replace

    label = next(f for f in suggestions("d01.pdf") if f.path == "review.incident_date")
    report = sample("d01.pdf", [replace(label, path="review.label", value="<img src=x>")])
    shown = page(signed_in, report, field="review.label")
    assert "<img src=x>" not in shown
    assert "&lt;img src=x&gt;" in shown


def test_a_desk_is_few_queries(
    signed_in: Client, report: Report, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[operator]  # a fixture without types
        page(signed_in, report, field="children.0.death_category")
