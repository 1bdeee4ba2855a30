from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.secret_key import secret_key


def test_the_key_that_is_given_is_used_and_not_kept(tmp_path: Path) -> None:
    assert secret_key("given", tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = secret_key("", home)

    assert len(key) > 50
    assert secret_key("", home) == key
    assert (home / "secret_key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_end_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: secret_key("", tmp_path), range(8)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
