"""Decisions over HTTP as a browser without script makes them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from records.models import CurrentValue, Report
from tests.verify.reports import words

CATEGORY = "children.0.death_category"
SEX = "children.0.sex"


def act(client: Client, report: Report, path: str, **form: Any) -> HttpResponse:
    return client.post(
        f"/reports/{report.pk}/act/", {"field": path, "version": "0", **form}, follow=True
    )


def current(report: Report, path: str) -> CurrentValue:
    return report.current_values.get(path=path)


def selection(quote: str) -> str:
    evidence = words("d01.pdf", quote)
    return f"{evidence.page}:{evidence.start}:{evidence.end}"
