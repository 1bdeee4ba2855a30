"""The embedded Redis starts once, keeps its address, and keeps out who has no password."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from tests.workers.servers import PROJECT, client, embedded_redis, eventually
from workers.redis_server import EmbeddedRedis, broker_url, is_embedded, server_binary

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_a_given_redis_is_used_and_none_is_started(settings) -> None:
    settings.REDIS_URL = "redis://elsewhere:6379/0"
    assert broker_url() == "redis://elsewhere:6379/0"
    assert not is_embedded()


def test_without_one_the_embedded_redis_is_meant(settings, tmp_path: Path) -> None:
    settings.REDIS_URL = ""
    settings.SCR_HOME = tmp_path
    assert is_embedded()
    assert broker_url() == EmbeddedRedis(tmp_path / "redis").url


def test_the_address_is_made_once_and_is_private(tmp_path: Path) -> None:
    server = EmbeddedRedis(tmp_path / "redis")
    assert server.url == server.url
    assert server.url.startswith("redis://:")
    assert stat.S_IMODE((server.home / "url").stat().st_mode) == 0o600


def test_the_binary_of_the_package_is_found() -> None:
    assert server_binary().name == "redis-server"


def test_nothing_answers_before_a_start(tmp_path: Path) -> None:
    server = EmbeddedRedis(tmp_path / "redis")
    assert not server.answers()
    assert not server.is_running()


def test_it_keeps_messages_over_a_restart_at_the_same_address(tmp_path: Path) -> None:
    with embedded_redis(tmp_path) as server:
        first = server.url
        client(server).rpush("read", "a message")
    eventually(lambda: not server.is_running())
    with embedded_redis(tmp_path) as server:
        assert server.url == first
        assert client(server).lrange("read", 0, -1) == [b"a message"]


def test_it_refuses_who_has_no_password(tmp_path: Path) -> None:
    with embedded_redis(tmp_path) as server:
        without = redis.Redis(port=client(server).connection_pool.connection_kwargs["port"])
        with pytest.raises(redis.AuthenticationError):
            without.ping()


def test_a_second_server_of_one_home_is_refused_with_the_first_ones_process(tmp_path: Path) -> None:
    with embedded_redis(tmp_path) as server:
        assert server.is_running()
        second = subprocess.run(
            [sys.executable, "-m", "cli", "run", "redis"],
            cwd=PROJECT,
            env={"SCR_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert second.returncode == 1
        assert "runs already (process" in second.stderr
        assert server.answers()


def test_it_takes_another_port_where_its_own_is_taken(tmp_path: Path) -> None:
    import socket

    server = EmbeddedRedis(tmp_path / "redis")
    before = server.url
    port = client(server).connection_pool.connection_kwargs["port"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with embedded_redis(tmp_path) as server:
            assert server.url != before
