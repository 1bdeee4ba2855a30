"""`scr doctor`: each check says what is there and what to do."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cli.checks import Grade, check_workers, checks
from records.heartbeats import beat
from tests.cli.runner import scr

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_part_is_looked_at() -> None:
    assert [check.name for check in checks()] == [
        "python",
        "OCR",
        "chromium",
        "disk",
        "redis",
        "database",
        "workers",
    ]


def test_what_lacks_says_what_to_do() -> None:
    for check in checks():
        assert check.found
        assert check.grade is Grade.GOOD or check.to_do or "script/setup" in check.found


def test_a_given_redis_that_does_not_answer_is_bad(settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    result = scr("doctor")
    assert result.exit_code == 1
    assert "Check REDIS_URL" in result.stdout


def test_without_tesseract_the_other_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ocr = {check.name: check for check in checks()}["OCR"]
    assert ocr.grade is Grade.DOUBT
    assert ocr.found.startswith("rapidocr")


def test_workers_as_a_health_check() -> None:
    assert scr("doctor", "--only", "workers").exit_code == 1
    beat("worker-1", timezone.now())
    assert check_workers(needed=True).found == "worker-1"
    assert scr("doctor", "--only", "workers").exit_code == 0
