"""The desk: one report, one field, one page. Each act is saved at once and answered at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from records.checking import CodingError, page_texts
from records.decisions import (
    ConflictError,
    finish_verification,
    history,
    reopen_verification,
    undo,
)
from records.models import CurrentValue, Report
from records.states import StateError
from verify.acting import (
    LINK,
    Attempt,
    NeedsEvidenceError,
    attempt_on,
    attempt_to_add,
    chosen_words,
    restore_event,
)
from verify.asking import END, Ask, Conflict, Outcome, Pending
from verify.desk import Desk, desk_for
from verify.events import held_in_words
from verify.fields import DeskRecord, Field, desk_record
from verify.quotes import evidence_from
from verify.rail import rail_of
from verify.undoing import last_to_undo

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    class SignedIn(HttpRequest):
        """A request of a person; the middleware lets no other through."""

        user: User
        htmx: bool


_NOT_KEPT = {
    "csrfmiddlewaretoken",
    "version",
    "words",
    "page",
    "typed_quote",
    "typed_page",
    "shown",
}


@require_GET
def desk(request: SignedIn, pk: int) -> HttpResponse:
    """Show the desk, or for htmx what changes when another field is shown."""
    report = _report(pk)
    said = " ".join(str(message) for message in messages.get_messages(request))
    return _answer(request, report, Ask.of(request.GET), Outcome(said=said))


def _report(pk: int) -> Report:
    report = get_object_or_404(Report, pk=pk)
    if not report.extractions.exists():
        raise Http404("The report has not been read yet.")
    return report


@require_POST
def act(request: SignedIn, pk: int) -> HttpResponse:
    """Take one decision. Answers with the next field, or with why nothing was saved."""
    report, form = _report(pk), request.POST
    ask = Ask.of(form)
    try:
        return _act(request, report, ask, form)
    except CodingError as error:
        return _answer(request, report, ask, Outcome(error=str(error), entered=form))
    except StateError as error:
        return _answer(request, report, ask, Outcome(error=str(error)))


def _act(request: SignedIn, report: Report, ask: Ask, form: QueryDict) -> HttpResponse:
    record = desk_record(report)
    selections = chosen_words(report, form)
    evidence = evidence_from(selections, page_texts(report)) if selections else ()
    pressed = form.get("action", "")
    item = record.get(form.get("field", ""))
    if ask.add:
        if pressed == LINK:
            _need_words(selections)
            words = Ask(add=ask.add, words=tuple(selections), page=ask.page)
            return _answer(request, report, words, Outcome(entered=form))
        attempt = attempt_to_add(record, ask.add, form, evidence)
        return _make(request, report, record, attempt, form, stay=True)
    if item is None:
        raise Http404("The record has no such field.")
    if "restore" in form:
        return _restore(request, report, item, form)
    if pressed == LINK:
        _need_words(selections)
        if "pending" in form:
            form = form.copy()
            form["action"] = form["pending"]
        elif item.decided is None:
            return _only_chosen(request, report, ask, selections)
    elif pressed == "accept" and item.decided is not None and not selections:
        return _go(request, report, record, item, "")
    attempt = attempt_on(item, form, evidence)
    return _make(
        request, report, record, attempt, form, stay=pressed == LINK and item.decided is not None
    )


def _need_words(selections: list[str]) -> None:
    if not selections:
        raise CodingError("First select words on the page, then press e.")


def _only_chosen(
    request: SignedIn, report: Report, ask: Ask, selections: list[str]
) -> HttpResponse:
    said = "Words chosen, nothing decided yet: accept, or choose another value."
    chosen = Ask(path=ask.path, words=tuple(selections), page=ask.page)
    return _answer(request, report, chosen, Outcome(said=said))


def _make(
    request: SignedIn,
    report: Report,
    record: DeskRecord,
    attempt: Attempt,
    form: QueryDict,
    *,
    stay: bool = False,
) -> HttpResponse:
    """Have the record take a decision, and show what comes next."""
    version = _version(form) if attempt.item is not None else 0
    ask = Ask.of(form)
    try:
        attempt.make(report, version, request.user, form.get("note", "").strip())
    except NeedsEvidenceError as error:
        pending = Pending(_inputs(form, pending=_what(form)), error.text)
        return _answer(request, report, ask, Outcome(str(error), pending=pending, entered=form))
    except ConflictError as error:
        conflict = _conflict(attempt, form, error.current)
        return _answer(request, report, ask, Outcome(conflict=conflict))
    report.refresh_from_db()
    said = f"{attempt.action.label}: {attempt.text or attempt.path}. Saved."
    if attempt.item is None or stay:
        return _show(request, report, Ask(attempt.path), said)
    return _go(request, report, desk_record(report), attempt.item, said)


def _version(form: QueryDict) -> int:
    version = form.get("version", "0")
    if not version.isascii() or not version.isdigit():
        raise CodingError("The form does not say which version it was based on. Load it again.")
    return int(version)


def _what(form: QueryDict) -> str:
    """Return the action that is to be taken once words are there."""
    return "choice" if form.get("choice") else form.get("pending", form.get("action", ""))


def _inputs(form: QueryDict, **more: str) -> list[tuple[str, str]]:
    """Return what was entered, to be sent again with the next form."""
    kept = [
        (name, value)
        for name, values in form.lists()
        for value in values
        if name not in _NOT_KEPT and name not in more and name not in {"action", "field", "add"}
    ]
    return kept + list(more.items())


def _conflict(attempt: Attempt, form: QueryDict, current: CurrentValue | None) -> Conflict:
    last = (
        history(attempt.item.finding.extraction.report, attempt.path).last()
        if (current and attempt.item and attempt.item.finding)
        else None
    )
    decision = current.last_decision if current else last
    return Conflict(
        mine=attempt.text,
        mine_quote=attempt.evidence[0].quote if attempt.evidence else "",
        inputs=[
            *_inputs(form, action=form.get("action", "")),
            *(("words", words) for words in form.getlist("words")),
        ],
        theirs=held_in_words(decision) if decision else "Open again",
        theirs_quote=decision.evidence[0]["quote"] if decision and decision.evidence else "",
        by=str(decision.decided_by) if decision else "",
        at=decision.decided_at if decision else None,
    )


def _restore(request: SignedIn, report: Report, item: Field, form: QueryDict) -> HttpResponse:
    try:
        restore_event(report, item, form.dict(), _version(form), request.user)  # type: ignore[arg-type]  # one value a name
    except ConflictError as error:
        return _answer(request, report, Ask(item.path), Outcome(error=str(error)))
    return _show(request, report, Ask(item.path), f"{item.name}: the earlier value is back. Saved.")


def _go(
    request: SignedIn, report: Report, record: DeskRecord, item: Field, said: str
) -> HttpResponse:
    """Show the next open field after one; the check before finishing where none is open."""
    ahead = record.next_open(item.path)
    if ahead is None:
        return _show(request, report, Ask(END), f"{said} Every field is decided.".strip())
    return _show(request, report, Ask(ahead.path), f"{said} Next: {ahead.name}.".strip())


def _show(request: SignedIn, report: Report, ask: Ask, said: str) -> HttpResponse:
    """Show a field after something was saved: at once for htmx, by redirection for a form."""
    if request.htmx:
        ask = Ask(path=ask.path, page=None, words=ask.words)
        return _answer(request, report, ask, Outcome(said=said))
    messages.info(request, said)
    return redirect(f"{_address(report)}?{_query(ask)}")


def _address(report: Report) -> str:
    return f"/reports/{report.pk}/"


def _query(ask: Ask) -> str:
    query = QueryDict(mutable=True)
    query["field"] = ask.path
    return query.urlencode()


@require_POST
def undo_last(request: SignedIn, pk: int) -> HttpResponse:
    """Undo the person's last decision on the report that still stands; itself a decision."""
    report, ask = _report(pk), Ask.of(request.POST)
    decision = last_to_undo(report, request.user)
    if decision is None:
        return _answer(request, report, ask, Outcome(error="You have nothing to undo here."))
    current = CurrentValue.objects.get(report=report, path=decision.path)
    try:
        undo(decision, expected_version=current.version, user=request.user)
    except (ConflictError, StateError) as error:
        return _answer(request, report, ask, Outcome(error=str(error)))
    item = desk_record(report).get(decision.path)
    said = f"Undone: {item.name if item else held_in_words(decision)}. Saved."
    return _show(request, report, Ask(decision.path), said)


@require_POST
def finish(request: SignedIn, pk: int) -> HttpResponse:
    """Mark the report as verified, and go back to the queue."""
    report = _report(pk)
    try:
        finish_verification(report, request.user)
    except StateError as error:
        return _answer(request, report, Ask(), Outcome(error=str(error)))
    messages.info(request, f"{report} is verified.")
    return _leave(request, "/")


@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Open a verified report again, for the reason that is given."""
    report = _report(pk)
    reason = request.POST.get("reason", "").strip()
    try:
        if not reason:
            raise StateError("Say why the report is opened again; the reason is kept in its log.")
        reopen_verification(report, request.user, reason)
    except StateError as error:
        return _answer(request, report, Ask(END), Outcome(error=str(error)))
    return _leave(request, _address(report))


def _leave(request: SignedIn, address: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _answer(request: SignedIn, report: Report, ask: Ask, outcome: Outcome) -> HttpResponse:
    shown = desk_for(report, ask, outcome)
    context = shown.context()
    if request.htmx:
        on_screen = request.POST.get("page") or request.GET.get("page")
        context["sheet_changes"] = on_screen != str(shown.page_number)
        response = render(request, "verify/answer.html", context, status=outcome.status)
        response.headers["HX-Replace-Url"] = _where(shown)
        return response
    context["rail"] = rail_of(shown)
    return render(request, "verify/desk.html", context, status=outcome.status)


def _where(shown: Desk) -> str:
    return shown.address(shown.field.path if shown.field else END)
