from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from config.databases import database


def test_sqlite_at_home_unless_a_server_is_named(tmp_path: Path) -> None:
    assert database("", tmp_path)["NAME"] == tmp_path / "db.sqlite3"
    assert database("sqlite:////var/scr.sqlite3", tmp_path)["NAME"] == "/var/scr.sqlite3"
    server = database("postgresql://scr@db.example/scr", tmp_path)
    assert (server["ENGINE"], server["HOST"]) == ("django.db.backends.postgresql", "db.example")


@pytest.mark.django_db(transaction=True)
def test_sqlite_lets_readers_go_on_while_one_writes() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        settings = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "recursive_triggers", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 1,
        "recursive_triggers": 1,
        "busy_timeout": 20_000,
    }
