"""Triggers by which the database itself refuses to change rows that are written once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_MESSAGE = "is written once: add a new row instead"

_SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} {message}'); END
"""
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% {_MESSAGE}', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def refuse_changes(editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Add the triggers to each table. Needs them gone before (see `allow_changes`)."""
    if _on_postgresql(editor):
        editor.execute(_POSTGRESQL_FUNCTION, None)
    template = _POSTGRESQL if _on_postgresql(editor) else _SQLITE
    for table in tables:
        for event in _events(editor):
            editor.execute(template.format(table=table, event=event, message=_MESSAGE), None)


def allow_changes(editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Take the triggers away: for migrations that rebuild a table, and to clear a test database."""
    for table in tables:
        for event in _events(editor):
            on = f" ON {table}" if _on_postgresql(editor) else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}", None)


def _on_postgresql(editor: BaseDatabaseSchemaEditor) -> bool:
    return editor.connection.vendor == "postgresql"


def _events(editor: BaseDatabaseSchemaEditor) -> tuple[str, ...]:
    # SQLite has no TRUNCATE.
    return ("update", "delete", "truncate") if _on_postgresql(editor) else ("update", "delete")
