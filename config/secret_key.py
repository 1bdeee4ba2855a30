"""The key that signs sessions: from the environment, or made once for this installation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(given: str, home: Path) -> str:
    """Return the key that is given, else the one kept in `home`, which is made at first need.

    Processes that start together end with one key: each writes its own file, and the first to
    link it to the common name wins.
    """
    if given:
        return given
    kept = home / "secret_key"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        _keep(secrets.token_urlsafe(50), kept)
    return kept.read_text(encoding="ascii").strip()


def _keep(key: str, path: Path) -> None:
    own = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
