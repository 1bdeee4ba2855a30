"""How the desk answers a decision: conflicts are shown, and htmx gets what changed alone."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client

from records.decisions import decide
from records.machine import store_findings
from records.models import Action, Decision, Report
from schemas.finding import Finding
from tests.verify.reports import words
from tests.verify.views.acting import CATEGORY, SEX, act, current


def test_a_late_decision_overwrites_nothing_and_shows_both(
    signed_in: Client, otto: User, report: Report
) -> None:
    finding = report.extractions.get().findings.get(path=CATEGORY)
    decide(report, CATEGORY, action=Action.ACCEPT, expected_version=0, user=otto, finding=finding)
    answer = act(signed_in, report, CATEGORY, choice="code:extreme_neglect")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing has been overwritten" in page
    assert '<p class="value">Extreme neglect</p>' in page
    assert '<p class="value">Fatal physical abuse</p>' in page
    assert "otto" in page
    assert current(report, CATEGORY).value == "fatal_physical_abuse"
    assert Decision.objects.count() == 1


def test_the_conflict_form_keeps_mine(signed_in: Client, otto: User, report: Report) -> None:
    finding = report.extractions.get().findings.get(path=CATEGORY)
    decide(report, CATEGORY, action=Action.ACCEPT, expected_version=0, user=otto, finding=finding)
    page = act(signed_in, report, CATEGORY, choice="code:extreme_neglect").content.decode()
    assert '<input type="hidden" name="version" value="1">' in page
    assert '<input type="hidden" name="choice" value="code:extreme_neglect">' in page
    act(signed_in, report, CATEGORY, choice="code:extreme_neglect", version="1", action="")
    held = current(report, CATEGORY)
    assert (held.value, held.version) == ("extreme_neglect", 2)


def test_the_heading_goes_with_the_label_that_is_decided(with_htmx: Client, report: Report) -> None:
    finding = Finding("review.label", "Death", 0.6, (words("d01.pdf", "died"),), "labels", "2")
    store_findings(report, "labels-2", [finding])
    answer = act(with_htmx, report, "review.label", action="not_mentioned")
    heading = answer.content.decode().split('id="doc-title"')[1].split("</h1>")[0]
    assert "Death" not in heading
    assert "d01.pdf" in heading


def test_htmx_gets_the_field_and_what_changed_alone(with_htmx: Client, report: Report) -> None:
    answer = act(with_htmx, report, CATEGORY, action="accept", on_screen="3")
    page = answer.content.decode()
    assert "<html" not in page
    for part in ("list", "progress", "moves", "said"):
        assert f'id="{part}" hx-swap-oob' in page
    assert "1 of " in page
    assert "field=" in answer.headers["HX-Replace-Url"]


def test_the_page_on_screen_stays_where_the_next_field_has_no_words(
    with_htmx: Client, report: Report
) -> None:
    answer = with_htmx.get(f"/reports/{report.pk}/", {"field": SEX, "on_screen": "5"})
    page = answer.content.decode()
    assert 'id="sheet"' not in page
    assert '<svg class="marks" id="marks"' in page
