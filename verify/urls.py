"""The addresses of the verification desk."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "verify"
urlpatterns: list[URLPattern] = []
