"""Addresses that wait to be fetched, under leases like the rest of the workers' work."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from records.models import BatchItem, ItemState
from records.work import FIRST_PAUSE, MOST_DELIVERIES


def due_items() -> QuerySet[BatchItem]:
    """Return the items whose address waits for a worker, oldest first."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=timezone.now())
    return BatchItem.objects.filter(free, state=ItemState.WAITING)


@transaction.atomic
def claim_item(item_id: int, lease_seconds: float) -> BatchItem | None:
    """Take up an address, or return None where another worker has it or it is settled.

    The third worker in turn that vanished was the last: then the item fails.
    """
    item = due_items().select_for_update().filter(pk=item_id).first()
    if item is None:
        return None
    if item.deliveries >= MOST_DELIVERIES:
        _settle(item, f"The worker died {MOST_DELIVERIES} times over this address.")
        return None
    item.deliveries += 1
    item.lease_until = timezone.now() + timedelta(seconds=lease_seconds)
    item.save(update_fields=["deliveries", "lease_until"])
    return item


@transaction.atomic
def fail_item(item: BatchItem, reason: str, *, passing: bool) -> ItemState:
    """Record why an address could not be fetched; return the state it is in now.

    It is tried again after a pause where the trouble may pass, three times in all.
    """
    item = BatchItem.objects.select_for_update().get(pk=item.pk)
    if item.state == ItemState.WAITING:
        if passing and item.deliveries < MOST_DELIVERIES:
            item.reason = reason
            item.lease_until = timezone.now() + FIRST_PAUSE * 2**item.deliveries
            item.save(update_fields=["reason", "lease_until"])
        else:
            _settle(item, reason)
    return ItemState(item.state)


@transaction.atomic
def retry_failed() -> list[int]:
    """Have every address that could not be fetched tried again; return the items' ids."""
    failed = BatchItem.objects.select_for_update().filter(state=ItemState.FAILED).exclude(url="")
    items = list(failed.values_list("pk", flat=True))
    BatchItem.objects.filter(pk__in=items).update(
        state=ItemState.WAITING, reason="", deliveries=0, lease_until=None
    )
    return items


def _settle(item: BatchItem, reason: str) -> None:
    item.state = ItemState.FAILED
    item.reason = reason
    item.lease_until = None
    item.save(update_fields=["state", "reason", "lease_until"])
