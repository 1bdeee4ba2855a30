"""A worker's watch over itself: it shows that it lives, and ends when it takes no more work.

After Redis was reset, a Celery worker may reconnect and yet take nothing from its queues. Whoever
started the worker (the supervisor, or Docker) starts it again; the leases see to the rest.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from typing import Any

from celery.signals import worker_ready, worker_shutting_down
from celery.worker import state
from django.db import DatabaseError, connections
from django.utils import timezone

from records.heartbeats import BEAT_EVERY, beat, leave
from workers.app import SWEEP, app
from workers.dispatch import waiting

log = logging.getLogger(__name__)

IDLE_LOOKS = 3
"""So many times in turn must messages wait while the worker has nothing in hand."""

SECONDS_TO_END = 5.0
"""With nothing in hand there is nothing to wait for."""


class Watch(threading.Thread):
    """Looks every few seconds, in the worker's first process, until it is told to stop."""

    def __init__(self, worker: str, every: float = BEAT_EVERY.total_seconds()) -> None:
        super().__init__(name="watch", daemon=True)
        self.worker = worker
        self.every = every
        self.stopped = threading.Event()
        self._started_at = timezone.now()
        self._idle_looks = 0

    def run(self) -> None:
        """Show signs of life, and end the worker once it is stuck."""
        while True:
            self._show_life()
            if self._is_stuck():
                self._end_worker()
                return
            if self.stopped.wait(self.every):
                return

    def _show_life(self) -> None:
        try:
            beat(self.worker, self._started_at)
        except DatabaseError as error:
            log.warning("The database did not take a sign of life: %s", error)
        finally:
            connections.close_all()

    def _is_stuck(self) -> bool:
        messages = waiting()
        idle = bool(messages and any(messages.values())) and not state.reserved_requests
        self._idle_looks = self._idle_looks + 1 if idle else 0
        return self._idle_looks >= IDLE_LOOKS

    def _end_worker(self) -> None:
        log.critical("Work waits and this worker takes none. It ends, to be started again.")
        os.kill(os.getpid(), signal.SIGTERM)
        if not self.stopped.wait(SECONDS_TO_END):
            os._exit(os.EX_TEMPFAIL)


_watches: list[Watch] = []


@worker_ready.connect
def begin(sender: Any, **_: Any) -> None:
    """Begin the watch, and have what waits in the database queued at once."""
    watch = Watch(str(sender.hostname))
    _watches.append(watch)
    watch.start()
    app.send_task("sweep", queue=SWEEP)


@worker_shutting_down.connect
def end(**_: Any) -> None:
    """End the watch, and say that this worker is gone."""
    for watch in _watches:
        watch.stopped.set()
        leave(watch.worker)
    connections.close_all()
