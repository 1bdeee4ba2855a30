"""A worker's watch: signs of life, and the end of a worker that takes no work."""

from __future__ import annotations

import os
import signal

import pytest

from records.heartbeats import workers_alive
from records.models import Worker
from tests.workers.servers import eventually
from workers import watch as module
from workers.watch import IDLE_LOOKS, Watch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The signals that the watch sends to its own process, kept from reaching it."""
    signals: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _, number: signals.append(number))
    monkeypatch.setattr(os, "_exit", signals.append)
    monkeypatch.setattr(module, "SECONDS_TO_END", 0.05)
    return signals


def test_it_shows_that_the_worker_lives_until_it_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(module, "waiting", dict)
    watch = Watch("worker-1", every=0.02)
    watch.start()
    eventually(workers_alive().filter(name="worker-1").exists, 10)
    watch.stopped.set()
    watch.join()
    assert Worker.objects.get().started_at <= Worker.objects.get().seen_at


def test_a_worker_that_takes_no_work_is_ended(monkeypatch, ends: list[int]) -> None:
    monkeypatch.setattr(module, "waiting", lambda: {"read": 3})
    watch = Watch("worker-1", every=0.01)
    watch.start()
    watch.join(10)
    assert ends == [signal.SIGTERM, os.EX_TEMPFAIL]


@pytest.mark.parametrize(
    ("looks", "why"),
    [
        ([{"read": 3}] * (IDLE_LOOKS - 1) + [{"read": 0}] * 5, "the work was taken after all"),
        ([None] * 8, "without Redis nothing is known"),
        ([{"read": 0}] * 8, "nothing waits"),
    ],
)
def test_a_worker_is_left_alone(monkeypatch, ends: list[int], looks: list, why: str) -> None:
    watch = Watch("worker-1", every=0.001)
    left = iter(looks)

    def look():
        try:
            return next(left)
        except StopIteration:
            watch.stopped.set()
            return {}

    monkeypatch.setattr(module, "waiting", look)
    watch.start()
    watch.join(10)
    assert not watch.is_alive()
    assert ends == [], why


def test_a_worker_with_work_in_hand_is_left_alone(monkeypatch, ends: list[int]) -> None:
    monkeypatch.setattr(module, "waiting", lambda: {"read": 3})
    monkeypatch.setattr(module.state, "reserved_requests", {"a request"})
    watch = Watch("worker-1", every=0.005)
    watch.start()
    watch.join(0.2)
    watch.stopped.set()
    watch.join()
    assert ends == []
