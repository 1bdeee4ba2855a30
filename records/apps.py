"""The store as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers the models."""

    name = "records"
    verbose_name = "Records"
