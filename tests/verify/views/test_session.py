from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from records.models import Report


def addresses(report: Report) -> list[str]:
    named = ["desk", "act", "undo", "finish", "reopen", "sheet", "find", "original"]
    image = reverse("verify:image", args=[report.pk, 1, report.sha256, "page"])
    return [
        reverse("verify:queue"),
        image,
        *(reverse(f"verify:{name}", args=[report.pk]) for name in named),
    ]


def test_who_is_not_signed_in_sees_the_form_and_nothing_else(
    client: Client, report: Report
) -> None:
    for address in addresses(report):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/sign-in/")


def test_the_note_on_content_stands_before_the_form(client: Client, db: None) -> None:
    page = client.get("/sign-in/").content.decode()
    assert page.index("You may stop at any point") < page.index("<form")


def test_a_person_signs_in_and_out(client: Client, rosa: User) -> None:
    rosa.set_password("a-long-password-1")
    rosa.save()
    wrong = client.post("/sign-in/", {"username": "rosa", "password": "guess"})
    assert "do not belong together" in wrong.content.decode()
    right = client.post("/sign-in/", {"username": "rosa", "password": "a-long-password-1"})
    assert right.headers["Location"] == "/"
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_an_account_that_was_switched_off_cannot_go_on(signed_in: Client, rosa: User) -> None:
    User.objects.filter(pk=rosa.pk).update(is_active=False)
    assert signed_in.get("/").status_code == 302


def test_no_form_is_taken_without_its_token(rosa: User, report: Report) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(rosa)
    for name in ("act", "undo", "finish", "reopen"):
        assert client.post(reverse(f"verify:{name}", args=[report.pk])).status_code == 403
    assert report.decisions.count() == 0


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("pink", "")])
def test_light_or_dark_is_kept_in_a_cookie(signed_in: Client, chosen: str, kept: str) -> None:
    answer = signed_in.post("/theme/", {"theme": chosen, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert answer.cookies["theme"].value == kept
    assert (f'data-theme="{kept}"' in signed_in.get("/").content.decode()) is bool(kept)


def test_pages_hold_no_inline_script_or_style(signed_in: Client, report: Report) -> None:
    for address in ("/", f"/reports/{report.pk}/"):
        answer = signed_in.get(address)
        page = answer.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick" not in page
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
