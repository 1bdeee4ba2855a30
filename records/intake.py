"""Receiving files: each is stored by its hash, known files are refused, nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ingest.sources import Incoming, Refused, expand
from ingest.storage import Store
from records.models import Batch, BatchItem, ItemState, Report, ReportState
from records.states import StateError, lock, move, note

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file: a new report, or the first copy of the same bytes."""

    report: Report | None
    duplicate_of: Report | None


def store() -> Store:
    """Return the store of received files."""
    return Store(settings.FILES_ROOT)


def file_of(report: Report) -> Path:
    """Return the path of the bytes as received."""
    return store().path(report.sha256)


def receive(
    source: BinaryIO | Path,
    name: str,
    origin: str,
    *,
    batch: Batch | None = None,
    item: BatchItem | None = None,
    edition_of: Report | None = None,
) -> Received:
    """Store a file and make a report of it, unless its bytes are known.

    Args:
        source: The bytes.
        name: File name, for people.
        origin: Where the user knows it from: a path, an entry of a zip, an address.
        batch: The batch to note it in.
        item: The entry of a batch that waited for these bytes.
        edition_of: The earlier edition of the same review, kept beside this one.
    """
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        stored = store().put(stream)
    with transaction.atomic():
        report, is_new = Report.objects.get_or_create(
            sha256=stored.sha256,
            defaults={
                "name": name[:400],
                "size": stored.size,
                "origin": origin[:2000],
                "edition_of": edition_of,
                "state_reason": f"Received from {origin}.",
                "state_changed_at": timezone.now(),
            },
        )
        if is_new:
            note(report, report.state_reason)
        if batch or item:
            _note_in_batch(
                item or BatchItem(batch=batch, name=name[:400], origin=origin[:2000]),
                report,
                is_new=is_new,
            )
    return Received(report, None) if is_new else Received(None, report)


def _note_in_batch(item: BatchItem, report: Report, *, is_new: bool) -> None:
    item.report = report
    item.state = ItemState.RECEIVED if is_new else ItemState.DUPLICATE
    item.reason = "" if is_new else f"The same file as {report.name}, received before."
    item.lease_until = None
    item.save()


def add(paths: Iterable[str], batch_name: str, *, by: User | None = None) -> Batch:
    """Hand in files, folders, zips, lists and tables of abstracts as one batch.

    Each ends as an item of the batch: received, duplicate, refused with a reason, or waiting to be
    fetched from its address.
    """
    batch = Batch.objects.create(name=batch_name[:200], created_by=by)
    for given in expand(paths):
        if isinstance(given, Refused):
            _note_refusal(batch, given, given.reason)
        elif given.url is not None:
            _entry(batch, given, ItemState.WAITING, url=given.url).save()
        else:
            try:
                with given.open() as stream:
                    receive(stream, given.name, given.origin, batch=batch)
            except OSError as error:
                _note_refusal(batch, given, f"It could not be read ({error.strerror}).")
    return batch


def _note_refusal(batch: Batch, given: Incoming | Refused, reason: str) -> None:
    _entry(batch, given, ItemState.REFUSED, reason=reason).save()


def _entry(batch: Batch, given: Incoming | Refused, state: ItemState, **rest: str) -> BatchItem:
    return BatchItem(
        batch=batch, name=given.name[:400], origin=given.origin[:2000], state=state, **rest
    )


@transaction.atomic
def mark_edition(report: Report, earlier: Report, *, by: User | None = None) -> None:
    """Record that a report is a new edition of an earlier one. Raises StateError in a circle."""
    _link(report, earlier)
    note(report, f"A new edition of {earlier}.", by=by)


@transaction.atomic
def mark_duplicate(report: Report, first: Report, *, by: User | None = None) -> None:
    """Set a report aside that is another copy of a review in other bytes (a second scan).

    It stays in the store and names the first copy. Raises StateError once people are at it.
    """
    _link(report, first)
    move(report, ReportState.DUPLICATE, f"The same review as {first}.", by=by)


def _link(report: Report, earlier: Report) -> None:
    lock(report.pk)
    before: Report | None = earlier
    while before is not None:
        if before.pk == report.pk:
            raise StateError(f"{report} cannot be a later edition of itself.")
        before = before.edition_of
    report.edition_of = earlier
    report.save(update_fields=["edition_of"])
