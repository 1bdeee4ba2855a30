from __future__ import annotations

import io
import logging

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from config.headers import CONTENT_SECURITY_POLICY
from records.machine import store_document
from tests.records import examples


def test_pages_are_held_to_what_they_need(client: Client) -> None:
    response = client.get("/no-such-page/")

    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "private, no-store"


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


def test_each_page_but_the_way_in_asks_who_you_are() -> None:
    # Django's LoginRequiredMiddleware guards each view that does not say otherwise.
    open_to_all = {
        pattern.name
        for pattern in patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }
    assert open_to_all <= {"sign-in", "health"}
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE


@pytest.mark.django_db
def test_the_text_of_a_report_never_reaches_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    read = examples.document(texts=("Words that nobody should find in a log.",))
    report, _ = examples.being_read(read)
    with CaptureQueriesContext(connection) as queries:
        store_document(report, read)

    assert "nobody should find" in str(queries.captured_queries)
    assert "nobody should find" not in caplog.text


def test_nothing_that_the_checks_know_is_amiss() -> None:
    call_command("check", stdout=io.StringIO())


@pytest.mark.django_db
def test_the_models_have_their_migrations() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())
