from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from records import fetches
from records.models import Batch, BatchItem, ItemState

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> BatchItem:
    return BatchItem.objects.create(
        batch=Batch.objects.create(name="list"),
        name="a.pdf",
        origin="list.csv, line 1",
        url="https://example.org/a.pdf",
        state=ItemState.WAITING,
    )


def let_leases_run_out() -> None:
    BatchItem.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


def must_claim(item: BatchItem) -> BatchItem:
    claimed = fetches.claim_item(item.pk, 60)
    assert claimed is not None
    return claimed


def test_one_worker_has_an_address_at_a_time(item: BatchItem) -> None:
    assert list(fetches.due_items()) == [item]
    must_claim(item)
    assert fetches.claim_item(item.pk, 60) is None
    assert not fetches.due_items().exists()


def test_a_passing_trouble_is_tried_again_after_a_pause(item: BatchItem) -> None:
    state = fetches.fail_item(must_claim(item), "The server was busy.", passing=True)

    assert state == ItemState.WAITING
    assert fetches.claim_item(item.pk, 60) is None
    let_leases_run_out()
    assert must_claim(item).deliveries == 2


def test_a_lasting_trouble_settles_it_with_its_reason(item: BatchItem) -> None:
    fetches.fail_item(must_claim(item), "There is no such page.", passing=False)

    item.refresh_from_db()
    assert (item.state, item.reason) == (ItemState.FAILED, "There is no such page.")
    assert not fetches.due_items().exists()


def test_an_address_that_kills_its_worker_three_times_is_given_up(item: BatchItem) -> None:
    for _ in range(3):
        must_claim(item)
        let_leases_run_out()

    assert fetches.claim_item(item.pk, 60) is None
    item.refresh_from_db()
    assert item.state == ItemState.FAILED
    assert "died 3 times" in item.reason
