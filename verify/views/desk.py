"""The desk: one report, one field, one page; undo, and the end of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from records.decisions import ConflictError, finish_verification, reopen_verification, undo
from records.models import CurrentValue
from records.states import StateError
from verify.asking import END, Ask, Outcome
from verify.desk_record import desk_record
from verify.events import held_in_words
from verify.undoing import last_to_undo
from verify.views.answers import answer, leave, readable, show

if TYPE_CHECKING:
    from verify.views.answers import SignedIn


@require_GET
def desk(request: SignedIn, pk: int) -> HttpResponse:
    """Show the desk, or for htmx what changes when another field is shown."""
    report = readable(pk)
    said = " ".join(str(message) for message in messages.get_messages(request))
    return answer(request, report, Ask.of(request.GET), Outcome(said=said))


@require_POST
def undo_last(request: SignedIn, pk: int) -> HttpResponse:
    """Undo the person's last decision on the report that still stands; itself a decision."""
    report, ask = readable(pk), Ask.of(request.POST)
    decision = last_to_undo(report, request.user)
    if decision is None:
        return answer(request, report, ask, Outcome(said="You have nothing to undo here."))
    current = CurrentValue.objects.get(report=report, path=decision.path)
    try:
        undo(decision, expected_version=current.version, user=request.user)
    except (ConflictError, StateError) as error:
        return answer(request, report, ask, Outcome(error=str(error)))
    report.refresh_from_db()
    item = desk_record(report).get(decision.path)
    said = f"Undone: {item.name if item else held_in_words(decision)}. Saved."
    return show(request, report, decision.path, said)


@require_POST
def finish(request: SignedIn, pk: int) -> HttpResponse:
    """Mark the report as verified, and go back to the queue."""
    report = readable(pk)
    try:
        finish_verification(report, request.user)
    except StateError as error:
        return answer(request, report, Ask(END), Outcome(error=str(error)))
    messages.info(request, f"{report} is verified.")
    return leave(request, reverse("verify:queue"))


@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Open a verified report again, for the reason that is given."""
    report = readable(pk)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        problem = "Say why the report is opened again; the reason is kept in its log."
        return answer(request, report, Ask(END), Outcome(error=problem))
    try:
        reopen_verification(report, request.user, reason)
    except StateError as error:
        return answer(request, report, Ask(END), Outcome(error=str(error)))
    return leave(request, reverse("verify:desk", args=[pk]))
