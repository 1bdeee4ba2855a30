"""The sweeper: queues again what the database says is due. It runs at start and by the clock."""

from __future__ import annotations

import logging

from records.fetches import due_items
from records.models import Stage
from records.work import due, release_lost
from workers.app import EXTRACT, FETCH, READ, app
from workers.dispatch import send, send_fetch, waiting
from workers.holders import is_lost

log = logging.getLogger(__name__)

MOST_AT_ONCE = 500
_QUEUES = {Stage.READING: READ, Stage.EXTRACTING: EXTRACT}


@app.task(name="sweep")
def sweep() -> int:
    """Queue what is due and return how many messages were sent.

    A queue is filled only when it is empty. A message that still waits is thus never doubled by
    more than the few that workers have just taken; and a doubled message does no harm, since the
    lease lets one of them work.
    """
    lost = release_lost(is_lost)
    if lost:
        log.warning("took up the work of %d process(es) that died", lost)
    messages = waiting()
    if messages is None:
        return 0
    sent = 0
    due_work = due(MOST_AT_ONCE)
    for stage, queue in _QUEUES.items():
        if not messages[queue]:
            sent += sum(send(stage, work.report_id) for work in due_work if work.stage is stage)
    if not messages[FETCH]:
        items = due_items().values_list("pk", flat=True)[:MOST_AT_ONCE]
        sent += sum(send_fetch(item_id) for item_id in items)
    if sent:
        log.info("queued %d again", sent)
    return sent
