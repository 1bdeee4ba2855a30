"""A plain text at the desk: its words on an image of a page, with the evidence marked on them."""

from __future__ import annotations

import csv
import io
import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from export import write_dataset
from records.documents import document_of
from records.intake import receive
from records.models import Report, ReportState
from workers import tasks

TEXT = (
    "A Serious Case Review: Child Q\n\n"
    "Child Q was aged 3 when he died in May 2013. His father was convicted of manslaughter.\n\n"
    "The health visitor \u2013 <new> to the family \u2013 made a referral.\n"
)


@pytest.fixture
def text(db: None, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A text that went the whole way to the people who verify."""
    monkeypatch.setattr(tasks, "send", lambda *_: None)
    monkeypatch.setattr(tasks, "_database_put_away", nullcontext)  # a test has but one connection
    report = receive(io.BytesIO(TEXT.encode()), "child q.txt", "a test").report
    assert report
    tasks.read_report(report.pk)
    tasks.extract_report(report.pk)
    report.refresh_from_db()
    return report


def test_it_goes_the_way_of_every_report(text: Report) -> None:
    assert (text.state, text.page_count) == (ReportState.AWAITING_VERIFICATION, 1)
    assert document_of(text).page(1).text == TEXT


def test_the_desk_shows_its_image_and_marks_the_words(signed_in: Client, text: Report) -> None:
    desk = signed_in.get(reverse("verify:desk", args=[text.pk]), {"field": "children.0.outcome"})
    shown = desk.content.decode()
    image = re.search(r'<image class="paper" href="([^"]+)"', shown)
    assert image
    answer = signed_in.get(image[1])
    assert answer.headers["Content-Type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as drawn:
        assert drawn.width == 1400

    mark = re.search(r'data-active>.*?<rect[^>]* x="([\d.]+)" y="([\d.]+)"', shown, re.DOTALL)
    word = re.search(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>died ', shown)
    assert mark
    assert word
    assert abs(float(mark[2]) + 10 - float(word[2])) < 4, "on the line of its words"
    assert "&lt;new&gt;" in shown


def test_its_words_can_be_found(with_htmx: Client, text: Report) -> None:
    find = reverse("verify:find", args=[text.pk])
    shown = with_htmx.get(find, {"find": "health visitor"}).content.decode()
    assert "Found on page 1." in shown
    assert '<g class="picked"><rect' in shown


def test_the_file_is_sent_as_the_text_that_it_is(signed_in: Client, text: Report) -> None:
    answer = signed_in.get(reverse("verify:original", args=[text.pk]))
    assert answer.headers["Content-Type"] == "text/plain"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert b"".join(answer.streaming_content) == TEXT.encode()


def test_it_is_exported_like_any_other(text: Report, tmp_path: Path) -> None:
    write_dataset(tmp_path, include_unverified=True)
    with (tmp_path / "reviews.csv").open(newline="", encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert row["sha256"] == text.sha256
