from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from records.decisions import decide
from records.models import Action, Finding
from records.models.append_only import AppendOnly, WrittenOnceError
from tests.records import examples

pytestmark = pytest.mark.django_db

WRITTEN_ONCE = [model for model in apps.get_models() if issubclass(model, AppendOnly)]


@pytest.fixture(autouse=True)
def _a_row_in_each_table() -> None:
    decide(
        examples.extracted(),
        "children.0.outcome",
        action=Action.NOT_MENTIONED,
        expected_version=0,
        user=User.objects.create(username="verifier"),
    )


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model.__name__)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id + 1000", "DELETE FROM {table}"])
def test_the_database_refuses_what_models_do_not_see(model: type[Model], statement: str) -> None:
    rows = list(model._default_manager.values())
    assert rows
    with (
        pytest.raises(IntegrityError, match="is written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=model._meta.db_table))
    assert list(model._default_manager.values()) == rows


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model.__name__)
def test_to_empty_a_table_is_refused_too(model: type[Model]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    connection.check_constraints()  # those put off until the end would forbid it first
    with (
        pytest.raises(IntegrityError, match="is written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_to_replace_a_row_is_refused_too() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    with (
        pytest.raises(IntegrityError, match="is written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT OR REPLACE INTO records_finding SELECT * FROM records_finding")


@pytest.mark.parametrize(
    "change",
    [
        lambda finding: finding.save(),
        lambda finding: finding.delete(),
        lambda _: Finding.objects.update(value="other"),
        lambda _: Finding.objects.all().delete(),
    ],
)
def test_the_model_refuses_in_words(change: Callable[[Finding], object]) -> None:
    with pytest.raises(WrittenOnceError, match="written once"):
        change(Finding.objects.all()[0])
