from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from records.audit import disagreements
from records.decisions import decide
from records.models import Action, CurrentValue, Report
from tests.records import examples

pytestmark = pytest.mark.django_db

PATH = "children.0.outcome"


@pytest.fixture
def report() -> Report:
    report = examples.extracted()
    user = User.objects.create(username="verifier")
    decide(report, PATH, action=Action.NOT_MENTIONED, expected_version=0, user=user)
    decide(report, PATH, action=Action.UNSURE, expected_version=1, user=user)
    return report


def test_values_that_people_decided_agree_with_their_decisions(report: Report) -> None:
    assert CurrentValue.objects.filter(report=report).exists()
    assert list(disagreements()) == []


def test_a_value_changed_by_hand_is_found(report: Report) -> None:
    CurrentValue.objects.update(value="death")
    assert list(disagreements()) == [(report, PATH)]


def test_a_value_deleted_by_hand_is_found(report: Report) -> None:
    CurrentValue.objects.all().delete()
    assert list(disagreements()) == [(report, PATH)]
