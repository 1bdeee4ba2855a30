"""Making Django and the database ready for a command."""

from __future__ import annotations

import os

import typer

from cli.terminal import complain, err


def use_store() -> None:
    """Set Django up. An empty database gets its tables; an older one is not changed unasked."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings
    from django.db import DatabaseError

    try:
        applied, pending = migrations()
    except DatabaseError as error:
        complain(
            f"The database does not answer: {str(error).strip()}. Check DATABASE_URL, and "
            "see `scr doctor`."
        )
        raise typer.Exit(2) from error
    if pending and not applied:
        migrate()
        err.print(f"Made a database in {settings.SCR_HOME}.", style="quiet", soft_wrap=True)
    elif pending:
        complain(
            f"The database lacks {pending} migration(s) of this version. Make a copy of it, then "
            "run `scr run migrate`."
        )
        raise typer.Exit(2)


def migrations() -> tuple[int, int]:
    """Return how many migrations the database has had, and how many it lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return len(executor.loader.applied_migrations), len(plan)


def migrate() -> None:
    """Bring the database up to this version."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
