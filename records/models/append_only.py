"""Rows that are written once. The model refuses a change, and so does the database.

The triggers are in `records.triggers`; they hold also for whoever writes SQL by hand.
"""

from __future__ import annotations

from typing import Any, Never, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class WrittenOnceError(Exception):
    """Someone tried to change or delete a row that is written once."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """A query that reads and adds, and refuses the rest."""

    def update(self, **kwargs: Any) -> Never:
        """Refuse."""
        raise WrittenOnceError(_refusal(self.model, f"changed ({', '.join(kwargs)})"))

    def delete(self) -> Never:
        """Refuse."""
        raise WrittenOnceError(_refusal(self.model, "deleted"))


class AppendOnly(models.Model):
    """A row that can be added and read."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises WrittenOnceError where it is there already."""
        if not self._state.adding:
            raise WrittenOnceError(_refusal(type(self), "changed"))
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, using: str | None = None, keep_parents: bool = False) -> Never:  # noqa: ARG002 - Django's signature
        """Refuse."""
        raise WrittenOnceError(_refusal(type(self), "deleted"))


def _refusal(model: type[models.Model], verb: str) -> str:
    return f"A {model._meta.verbose_name} is written once and cannot be {verb}. Add a new one."
