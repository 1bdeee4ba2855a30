"""Decisions over HTTP, as forms without script; what htmx gets differs in its answer alone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from records.decisions import decide
from records.machine import store_findings
from records.models import Action, Report, ReportState
from schemas.finding import Finding
from tests.verify.reports import words
from tests.verify.views.acting import CATEGORY, SEX, act, current, selection


def test_accepting_keeps_the_suggestion_with_its_words(
    signed_in: Client, rosa: User, report: Report
) -> None:
    answer = act(signed_in, report, CATEGORY, action="accept")
    held = current(report, CATEGORY)
    assert held.value == "fatal_physical_abuse"
    assert held.evidence[0]["quote"].startswith("he had died")
    assert held.last_decision.decided_by == rosa
    assert held.last_decision.finding is not None
    assert "Accepted: Fatal physical abuse. Saved. Next: " in answer.content.decode()
    report.refresh_from_db()
    assert report.state == ReportState.IN_VERIFICATION


def test_another_code_keeps_the_words_at_hand(signed_in: Client, report: Report) -> None:
    act(signed_in, report, CATEGORY, choice="code:extreme_neglect")
    held = current(report, CATEGORY)
    assert (held.value, held.last_decision.action) == ("extreme_neglect", Action.CORRECT)
    assert held.evidence_count == 1


def test_a_value_that_the_machine_found_support_for_is_one_press(
    signed_in: Client, report: Report
) -> None:
    act(signed_in, report, CATEGORY, choice="other:0")
    assert current(report, CATEGORY).value == "unclear"


def test_a_code_that_is_none_is_refused(signed_in: Client, report: Report) -> None:
    answer = act(signed_in, report, CATEGORY, choice="code:nonsense")
    assert answer.status_code == 422
    assert "Choose one of the list" in answer.content.decode()
    assert not report.current_values.exists()


@pytest.mark.parametrize("action", ["withheld", "stated_absent", "unsure", "not_mentioned"])
def test_what_the_report_says_is_one_press(signed_in: Client, report: Report, action: str) -> None:
    act(signed_in, report, CATEGORY, action=action)
    held = current(report, CATEGORY)
    assert (held.status, held.value) == (action, None)
    assert bool(held.evidence) is (action != "not_mentioned")


def test_no_value_is_stated_without_words(signed_in: Client, report: Report) -> None:
    answer = act(signed_in, report, SEX, choice="code:male")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Needs evidence." in page
    assert '<p class="value">Male</p>' in page
    assert '<input type="hidden" name="pending_choice" value="code:male">' in page
    assert not report.current_values.exists()


def test_a_text_keeps_the_words_at_hand_only_where_they_hold_it(
    signed_in: Client, report: Report
) -> None:
    """A code is a reading of the words; a text that they do not hold is from somewhere else."""
    path = "children.0.label"
    finding = Finding(path, "a baby boy", 0.9, (words("d01.pdf", "a baby boy"),), "labels", "2")
    store_findings(report, "labels-2", [finding])
    answer = act(signed_in, report, path, action="correct", value="Child Q")
    assert answer.status_code == 422
    assert "Needs evidence." in answer.content.decode()
    act(signed_in, report, path, action="correct", value="Baby Boy")
    held = current(report, path)
    assert (held.value, held.evidence[0]["quote"]) == ("Baby Boy", "a baby boy")


def test_words_complete_a_value_that_waits_for_them(signed_in: Client, report: Report) -> None:
    form = {"action": "link", "pending": "choice", "pending_choice": "code:male"}
    act(signed_in, report, SEX, words=selection("a baby boy"), **form)
    held = current(report, SEX)
    assert (held.value, held.evidence[0]["quote"]) == ("male", "a baby boy")


def test_silence_can_be_said_while_a_value_waits(signed_in: Client, report: Report) -> None:
    form = {"action": "not_mentioned", "pending": "choice", "pending_choice": "code:male"}
    act(signed_in, report, SEX, **form)
    assert current(report, SEX).status == "not_mentioned"


def test_words_chosen_for_an_open_field_decide_nothing(signed_in: Client, report: Report) -> None:
    chosen = selection("a baby boy")
    answer = act(signed_in, report, SEX, action="link", words=chosen)
    page = answer.content.decode()
    assert "nothing decided yet" in page
    assert f'name="words" value="{chosen}"' in page
    assert "Your words" in page
    assert not report.current_values.exists()


def test_accepting_with_other_words_keeps_those(signed_in: Client, report: Report) -> None:
    act(signed_in, report, "children.0.outcome", action="accept", words=selection("Baby K"))
    assert current(report, "children.0.outcome").evidence[0]["quote"] == "Baby K"


def test_words_of_a_decided_field_are_changed_at_once(signed_in: Client, report: Report) -> None:
    act(signed_in, report, CATEGORY, action="accept")
    act(signed_in, report, CATEGORY, action="link", version="1", words=selection("Baby K"))
    held = current(report, CATEGORY)
    assert (held.value, held.version) == ("fatal_physical_abuse", 2)
    assert held.evidence[0]["quote"] == "Baby K"


def test_words_can_be_typed(signed_in: Client, report: Report) -> None:
    typed = {"typed_page": "3", "typed_quote": "a  baby BOY"}
    act(signed_in, report, SEX, choice="code:male", **typed)
    assert current(report, SEX).evidence[0]["quote"] == "a baby boy"


def test_linking_without_words_says_how(signed_in: Client, report: Report) -> None:
    answer = act(signed_in, report, SEX, action="link")
    assert "First select words on the page" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "written", "kept"),
    [
        ("review.incident_date", "February 2014", "2014-02"),
        ("review.label", "Baby K", "Baby K"),
        ("children.0.cp_plan_category", ["neglect", "emotional"], ["neglect", "emotional"]),
    ],
)
def test_a_written_value_is_kept(
    signed_in: Client, report: Report, path: str, written: object, kept: object
) -> None:
    act(signed_in, report, path, action="enter", value=written, words=selection("Baby K"))
    assert current(report, path).value == kept


def test_an_age_is_written_in_words(signed_in: Client, report: Report) -> None:
    act(signed_in, report, "children.0.age_at_incident", action="correct", value="11 weeks")
    held = current(report, "children.0.age_at_incident")
    assert held.value["months_min"] == 2.53
    assert held.value["months_max"] == 2.76


def test_what_was_written_stands_in_the_form_again(signed_in: Client, report: Report) -> None:
    answer = act(signed_in, report, "review.incident_date", action="enter", value="last <spring>")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write a date as" in page
    assert 'value="last &lt;spring&gt;"' in page


def item(report: Report) -> str:
    return next(
        row.path
        for row in report.extractions.get().findings.all()
        if row.path.startswith("pressure_points.")
    )


def test_an_item_is_rejected_and_comes_back(signed_in: Client, report: Report) -> None:
    path = item(report)
    act(signed_in, report, path, action="reject")
    assert current(report, path).rejected
    act(signed_in, report, path, action="accept", version="1")
    assert current(report, path).rejected, "a decided field is left as it is, and passed"
    signed_in.post(f"/reports/{report.pk}/undo/")
    assert not current(report, path).is_decided


def test_an_item_is_corrected_field_by_field(signed_in: Client, report: Report) -> None:
    path = item(report)
    fields = {"field-code": "case_closed", "field-judged_problem": "no", "field-when": ""}
    act(signed_in, report, path, action="correct", **fields)
    assert current(report, path).value == {"code": "case_closed", "judged_problem": "no"}


def test_a_variable_cannot_be_rejected(signed_in: Client, report: Report) -> None:
    answer = act(signed_in, report, SEX, action="reject")
    assert answer.status_code == 422
    assert "A variable cannot be rejected" in answer.content.decode()


def test_an_item_is_added_with_its_words(signed_in: Client, report: Report) -> None:
    form = {"add": "agencies", "field-code": "police", "field-roles": "involved"}
    form["field-name"] = "the Police"
    without = act(signed_in, report, "", action="add", **form)
    assert without.status_code == 422
    assert 'value="police" selected' in without.content.decode()
    added = act(signed_in, report, "", action="add", words=selection("Police"), **form)
    assert "Added: Police" in added.content.decode() or "Added: Involved" in added.content.decode()
    held = current(report, "agencies.police")
    assert held.value["roles"] == ["involved"]
    again = act(signed_in, report, "", action="add", words=selection("Police"), **form)
    assert "is in the record already" in again.content.decode()


def test_a_child_is_added(signed_in: Client, report: Report) -> None:
    answer = act(signed_in, report, "", action="add", add="children", words=selection("Sibling 1"))
    assert current(report, "children.1").is_decided
    assert "Child 2" in answer.content.decode()


def test_undo_takes_back_ones_own_decisions_last_first(signed_in: Client, report: Report) -> None:
    act(signed_in, report, CATEGORY, action="accept")
    act(signed_in, report, CATEGORY, choice="code:unclear", version="1")
    act(signed_in, report, SEX, action="not_mentioned")
    undo = f"/reports/{report.pk}/undo/"
    signed_in.post(undo)
    assert not current(report, SEX).is_decided
    signed_in.post(undo)
    assert current(report, CATEGORY).value == "fatal_physical_abuse"
    signed_in.post(undo)
    assert not current(report, CATEGORY).is_decided
    answer = signed_in.post(undo)
    assert "nothing to undo" in answer.content.decode()
    assert report.decisions.count() == 6, "to undo is an event of its own"


def test_undo_leaves_the_decisions_of_others(signed_in: Client, otto: User, report: Report) -> None:
    decide(report, SEX, action=Action.NOT_MENTIONED, expected_version=0, user=otto)
    signed_in.post(f"/reports/{report.pk}/undo/")
    assert current(report, SEX).is_decided


def test_an_earlier_value_is_restored_from_the_history(signed_in: Client, report: Report) -> None:
    act(signed_in, report, CATEGORY, action="accept")
    first = report.decisions.get()
    act(signed_in, report, CATEGORY, action="unsure", version="1")
    act(signed_in, report, CATEGORY, restore=str(first.pk), version="2")
    held = current(report, CATEGORY)
    assert (held.value, held.version) == ("fatal_physical_abuse", 3)


def test_a_comment_is_kept_with_the_decision_and_escaped(signed_in: Client, report: Report) -> None:
    act(signed_in, report, CATEGORY, action="unsure", note="<script>two ages</script>")
    assert report.decisions.get().note == "<script>two ages</script>"
    page = signed_in.get(f"/reports/{report.pk}/", {"field": CATEGORY}).content.decode()
    assert "<script>two" not in page
    assert "&lt;script&gt;two ages" in page


def decide_all(report: Report, user: User) -> None:
    from records.decisions import expected_paths

    for path in expected_paths(report):
        variable = path.startswith(("review.", "children."))
        action = Action.NOT_MENTIONED if variable else Action.REJECT
        decide(report, path, action=action, expected_version=0, user=user)


def test_a_report_is_finished_when_nothing_is_open(
    signed_in: Client, rosa: User, report: Report
) -> None:
    finish = f"/reports/{report.pk}/finish/"
    early = signed_in.post(finish)
    assert early.status_code == 422
    assert "not decided yet" in early.content.decode()
    decide_all(report, rosa)
    assert "Finish the report" in signed_in.get(f"/reports/{report.pk}/").content.decode()
    done = signed_in.post(finish, follow=True)
    assert "d01.pdf is verified." in done.content.decode()
    report.refresh_from_db()
    assert report.state == ReportState.VERIFIED


def test_a_verified_report_is_opened_again_with_a_reason(
    signed_in: Client, rosa: User, report: Report
) -> None:
    decide_all(report, rosa)
    signed_in.post(f"/reports/{report.pk}/finish/")
    late = act(signed_in, report, SEX, action="unsure", version="1")
    assert "is verified. Open it again" in late.content.decode()
    reopen = f"/reports/{report.pk}/reopen/"
    assert "Say why" in signed_in.post(reopen).content.decode()
    signed_in.post(reopen, {"reason": "A new edition says more."})
    report.refresh_from_db()
    assert report.state == ReportState.IN_VERIFICATION
    assert report.events.last().reason == "A new edition says more."


def test_a_field_that_is_not_there_is_not_found(signed_in: Client, report: Report) -> None:
    assert act(signed_in, report, "review.nonsense", action="accept").status_code == 404
    assert act(signed_in, report, "children.7.sex", action="accept").status_code == 404


def test_a_form_without_its_version_is_refused(signed_in: Client, report: Report) -> None:
    answer = act(signed_in, report, CATEGORY, action="accept", version="x")
    assert answer.status_code == 422
    assert not report.current_values.exists()
