"""The rules of the queue: what Celery is told, and how the bounds nest."""

from __future__ import annotations

from ingest.fetch import FetchLimits
from ingest.sandbox import READING
from workers import commands, dispatch, limits
from workers.app import QUEUES, SWEEP, app


def test_each_bound_leaves_room_for_the_one_before() -> None:
    assert READING.wall_seconds < limits.SOFT_SECONDS < limits.HARD_SECONDS
    assert limits.HARD_SECONDS < limits.LEASE_SECONDS < limits.VISIBILITY_SECONDS
    assert FetchLimits().total_seconds < limits.FETCH_LEASE_SECONDS


def test_a_message_is_acknowledged_after_the_work_and_comes_back_with_a_lost_worker() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.broker_transport_options["visibility_timeout"] > app.conf.task_time_limit


def test_messages_are_json_and_results_are_kept_nowhere() -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.result_backend is None
    assert app.conf.task_ignore_result


def test_what_the_clock_sends_expires_so_that_it_does_not_pile_up() -> None:
    for entry in app.conf.beat_schedule.values():
        assert entry["options"]["expires"] <= entry["schedule"]
        assert entry["options"]["queue"] == SWEEP


def test_a_worker_takes_from_every_queue() -> None:
    (queues,) = [part for part in commands.worker(1) if part.startswith("--queues=")]
    assert set(queues.removeprefix("--queues=").split(",")) == set(QUEUES)


def test_every_message_names_a_task_that_workers_know() -> None:
    app.loader.import_default_modules()
    for name, queue in (dispatch.READING, dispatch.EXTRACTING, dispatch.FETCHING):
        assert name in app.tasks
        assert queue in QUEUES


def test_the_web_server_has_no_threads() -> None:
    command = commands.web("127.0.0.1", 8000, 2)
    assert "--worker-class=sync" in command
    assert not any(part.startswith("--threads") for part in command)
