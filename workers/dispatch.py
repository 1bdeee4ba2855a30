"""Sending work to the queues, and how much waits in them. A message names a task and an id."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import redis
from kombu.exceptions import OperationalError

from records.models import Stage
from workers.app import EXTRACT, FETCH, QUEUES, READ, app
from workers.redis_server import broker_url

log = logging.getLogger(__name__)

READING = ("read_report", READ)
EXTRACTING = ("extract_report", EXTRACT)
FETCHING = ("fetch_url", FETCH)
_BY_STAGE = {Stage.READING: READING, Stage.EXTRACTING: EXTRACTING}


def send(stage: Stage, report_id: int) -> bool:
    """Queue a stage of a report; return whether Redis took the message.

    Where it did not, nothing is lost: the sweeper queues what the database says is due.
    """
    return _send(_BY_STAGE[stage], report_id)


def send_fetch(item_id: int) -> bool:
    """Queue the fetching of an address; return whether Redis took the message."""
    return _send(FETCHING, item_id)


def _send(task: tuple[str, str], row_id: int) -> bool:
    name, queue = task
    try:
        app.send_task(name, args=(row_id,), queue=queue, retry=False)
    except (OperationalError, redis.RedisError) as error:
        log.warning("Redis did not take %s(%s): %s", name, row_id, error)
        return False
    return True


def send_all(work: Iterable[tuple[Stage, int]], items: Iterable[int] = ()) -> bool:
    """Queue stages of reports and addresses; return whether Redis took them all.

    Where Redis does not answer at all, that is found out once and not for each message.
    """
    if waiting() is None:
        return False
    sent = [send(stage, report_id) for stage, report_id in work]
    sent += [send_fetch(item_id) for item_id in items]
    return all(sent)


def waiting() -> dict[str, int] | None:
    """Return how many messages wait in each queue, not counting those that a worker has in hand.

    None where Redis does not answer.
    """
    try:
        with redis.Redis.from_url(
            broker_url(), socket_connect_timeout=3, socket_timeout=3
        ) as connection:
            return {queue: int(connection.llen(queue)) for queue in QUEUES}
    except redis.RedisError as error:
        log.warning("Redis does not answer: %s", error)
        return None
