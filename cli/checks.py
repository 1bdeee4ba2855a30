"""The checks of `scr doctor`. Each says what is there and, where something lacks, what to do."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LEAST_FREE_BYTES = 2 * 2**30
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


class Grade(StrEnum):
    """How a check came out; also the style it is shown in."""

    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found. `to_do` is empty where all is well."""

    name: str
    grade: Grade
    found: str
    to_do: str = ""


def checks() -> list[Check]:
    """Return every check; those of the database come last, since they need Django."""
    found = [_python(), _ocr(), _chromium()]
    try:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the settings is the finding
        return [*found, Check("settings", Grade.BAD, str(error), "Mend the environment variable.")]
    return [*found, _disk(), _redis(), _database(), check_workers(needed=False)]


def _python() -> Check:
    return Check("python", Grade.GOOD, f"{platform.python_version()} in {sys.prefix}")


def _ocr() -> Check:
    tesseract = shutil.which("tesseract")
    if tesseract:
        return Check("OCR", Grade.GOOD, _first_line([tesseract, "--version"]))
    advice = "Tesseract is two to four times faster: apt-get install tesseract-ocr."
    try:
        return Check("OCR", Grade.DOUBT, f"rapidocr {version('rapidocr')}.", advice)
    except PackageNotFoundError:
        return Check("OCR", Grade.BAD, "no engine, so scans cannot be read.", advice)


def _chromium() -> Check:
    for name in _CHROMIUM_NAMES:
        if found := shutil.which(name):
            return Check("chromium", Grade.GOOD, found)
    return Check(
        "chromium",
        Grade.DOUBT,
        "not found; the tests of the web pages alone need it.",
        "apt-get install chromium.",
    )


def _disk() -> Check:
    from django.conf import settings

    home: Path = settings.SCR_HOME
    free = shutil.disk_usage(home).free
    found = f"{free / 2**30:.1f} GB free for {home}"
    if not os.access(home, os.W_OK):
        return Check("disk", Grade.BAD, f"{home} cannot be written.", "Change its owner.")
    if free < LEAST_FREE_BYTES:
        return Check("disk", Grade.DOUBT, found, "Make room, or set SCR_HOME elsewhere.")
    return Check("disk", Grade.GOOD, found)


def _redis() -> Check:
    import redis

    from workers.redis_server import RedisError, broker_url, is_embedded, ping, server_binary

    try:
        ping(broker_url())
    except redis.RedisError as error:
        if not is_embedded():
            return Check(
                "redis", Grade.BAD, f"does not answer: {error}.", "Check REDIS_URL and the server."
            )
    else:
        return Check("redis", Grade.GOOD, "embedded" if is_embedded() else "as REDIS_URL says")
    try:
        server_binary()
    except RedisError as error:
        return Check("redis", Grade.BAD, str(error))
    return Check("redis", Grade.DOUBT, "embedded, not running.", "`scr up` starts it.")


def _database() -> Check:
    from django.db import DatabaseError, connection

    from cli.store import migrations

    try:
        _, pending = migrations()
    except DatabaseError as error:
        return Check("database", Grade.BAD, str(error).strip(), "Check DATABASE_URL.")
    if pending:
        return Check(
            "database",
            Grade.DOUBT,
            f"{connection.vendor}, {pending} migration(s) to do.",
            "Run `scr run migrate`.",
        )
    return Check("database", Grade.GOOD, f"{connection.vendor}, up to date")


def check_workers(*, needed: bool) -> Check:
    """Return whether a worker is alive; where none is, that is bad if one is needed."""
    if needed:
        from cli.store import use_store

        use_store()
    from django.db import DatabaseError

    from records.heartbeats import workers_alive

    try:
        names = [worker.name for worker in workers_alive()]
    except DatabaseError:
        names = []
    if names:
        return Check("workers", Grade.GOOD, ", ".join(names))
    return Check(
        "workers", Grade.BAD if needed else Grade.DOUBT, "none alive.", "`scr up` starts them."
    )


def _first_line(command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603 - a program that was found on the path, no shell
        command, capture_output=True, text=True, check=False, timeout=10
    )
    return (done.stdout or done.stderr).partition("\n")[0].strip()
