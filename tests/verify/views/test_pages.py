from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

from records.models import Report
from tests.verify.reports import SAMPLES
from verify.page_images import WIDTHS


def image(report: Report, number: int = 1, size: str = "page", sha256: str = "") -> str:
    return reverse("verify:image", args=[report.pk, number, sha256 or report.sha256, size])


@pytest.mark.parametrize("size", WIDTHS)
def test_a_page_is_drawn_once_and_kept(signed_in: Client, report: Report, size: str) -> None:
    answer = signed_in.get(image(report, 2, size))
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"].startswith("private")
    with Image.open(io.BytesIO(answer.content)) as drawn:
        assert abs(drawn.width - WIDTHS[size]) <= 1
    folder = Path(settings.CACHE_ROOT) / "pages" / report.sha256[:2] / report.sha256
    kept = next(folder.glob(f"*-2-{WIDTHS[size]}.webp"))
    assert kept.read_bytes() == answer.content
    assert signed_in.get(image(report, 2, size)).content == answer.content


def test_no_other_image_can_be_asked_for(signed_in: Client, report: Report) -> None:
    assert signed_in.get(image(report, 11)).status_code == 404
    assert signed_in.get(image(report, size="huge")).status_code == 404
    assert signed_in.get(image(report, sha256="0" * 64)).status_code == 404


def test_the_file_is_sent_to_be_saved(signed_in: Client, report: Report) -> None:
    answer = signed_in.get(reverse("verify:original", args=[report.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="d01.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == (SAMPLES / "d01.pdf").read_bytes()


def test_a_sheet_holds_image_marks_and_words(with_htmx: Client, report: Report) -> None:
    asked = {"field": "children.0.death_category", "page": "3"}
    sheet = with_htmx.get(reverse("verify:sheet", args=[report.pk]), asked).content.decode()
    assert image(report, 3) in sheet
    assert 'data-group="child" data-active>' in sheet
    assert ">shaking" in sheet
    assert 'id="page-nav" hx-swap-oob' in sheet


def test_a_page_is_reached_without_script(signed_in: Client, report: Report) -> None:
    answer = signed_in.get(reverse("verify:sheet", args=[report.pk]), {"page": "4"})
    assert answer.headers["Location"] == f"/reports/{report.pk}/?page=4"


def test_words_are_found_on_the_next_page_that_has_them(
    with_htmx: Client, signed_in: Client, report: Report
) -> None:
    find = reverse("verify:find", args=[report.pk])
    asked = {"find": "health visitor", "field": "review.label", "on_screen": "3"}
    shown = with_htmx.get(find, asked).content.decode()
    assert "Found on page" in shown
    assert '<g class="picked"><rect' in shown
    nowhere = with_htmx.get(find, {**asked, "find": "zeppelin"}).content.decode()
    assert "The report has no such words." in nowhere
    assert "find=health+visitor" in signed_in.get(find, asked).headers["Location"]
