"""A lease's holder: told at once when its process is gone, never judged on another machine."""

from __future__ import annotations

import os
import subprocess

from workers.holders import is_lost, this_process


def test_this_process_lives() -> None:
    assert not is_lost(this_process())


def test_a_process_that_ended_is_lost() -> None:
    machine = this_process().partition("/")[0]
    ended = subprocess.Popen(["true"])
    ended.wait()
    assert is_lost(f"{machine}/{ended.pid}/12345")


def test_another_process_with_the_same_number_is_not_the_holder() -> None:
    machine = this_process().partition("/")[0]
    assert is_lost(f"{machine}/{os.getpid()}/1")


def test_a_zombie_is_lost() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    machine, _, _ = this_process().split("/")
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    try:
        assert is_lost(f"{machine}/{child}/1")
    finally:
        os.waitpid(child, 0)


def test_a_process_of_another_machine_is_not_judged() -> None:
    assert not is_lost("another-machine/1/1")
    assert not is_lost("")
