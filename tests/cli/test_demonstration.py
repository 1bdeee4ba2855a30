"""The demo holds each sample to what must come of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.demonstration import Demonstration, Expected, _unexpected
from records.intake import add
from records.models import Report, ReportState
from records.states import move
from tests.cli.runner import PROJECT, SAMPLES

pytestmark = pytest.mark.django_db


def test_every_sample_has_something_that_must_come_of_it(tmp_path: Path) -> None:
    expected = Demonstration(PROJECT, tmp_path, 8000, 60)._expected()
    samples = [*SAMPLES.glob("reports/*.pdf"), *SAMPLES.glob("difficult/*.pdf")]
    assert set(expected) == {path.name for path in samples}
    assert expected["d01.pdf"] == Expected(ReportState.AWAITING_VERIFICATION)
    assert expected["truncated.pdf"] == Expected(ReportState.FAILED, "truncated")


def test_a_sample_that_ends_otherwise_or_is_missing_is_said() -> None:
    batch = add([str(SAMPLES / "difficult" / "truncated.pdf")], "samples")
    move(Report.objects.get(), ReportState.FAILED, "It broke.", failure="crashed")
    expected = {
        "truncated.pdf": Expected(ReportState.FAILED, "truncated"),
        "missing.pdf": Expected(ReportState.AWAITING_VERIFICATION),
    }
    assert list(_unexpected(batch, expected)) == [
        "missing.pdf was not taken in.",
        "truncated.pdf ended failed crashed, and not failed truncated.",
    ]


def test_nothing_is_said_where_all_ended_as_they_should() -> None:
    batch = add([str(SAMPLES / "difficult" / "truncated.pdf")], "samples")
    move(Report.objects.get(), ReportState.FAILED, "It breaks off.", failure="truncated")
    expected = {"truncated.pdf": Expected(ReportState.FAILED, "truncated")}
    assert list(_unexpected(batch, expected)) == []
