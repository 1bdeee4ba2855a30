"""Which database: PostgreSQL where DATABASE_URL names it, else a SQLite file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url

# WAL lets readers go on while one process writes. IMMEDIATE takes the write lock when a
# transaction begins, so that it waits its turn (20 s) instead of failing half way through.
# With recursive triggers, INSERT OR REPLACE meets the triggers that refuse a deletion.
_SQLITE_OPTIONS = {
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
    ),
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def database(url: str, home: Path) -> dict[str, Any]:
    """Return Django's settings for the database that `url` names, or for SQLite under `home`."""
    if url and not url.startswith("sqlite"):
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    settings = (
        dict(dj_database_url.parse(url))
        if url
        else {"ENGINE": "django.db.backends.sqlite3", "NAME": None}
    )
    settings["NAME"] = settings["NAME"] or home / "db.sqlite3"
    settings["OPTIONS"] = _SQLITE_OPTIONS
    # A file, not memory: tests meet the locks that the service meets.
    settings["TEST"] = {"NAME": home / "test.sqlite3"}
    return settings
