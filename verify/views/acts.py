"""Decisions: one form, one decision, saved at once or answered with why it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from records.checking import CodingError, page_texts
from records.decisions import ConflictError
from records.models import CurrentValue, Decision
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
from verify.desk_record import desk_record
from verify.events import held_in_words
from verify.fields import Field
from verify.quotes import even, evidence_from
from verify.views.answers import answer, readable, show

if TYPE_CHECKING:
    from verify.views.answers import SignedIn

_LONGEST_VERSION = 9
"""Digits; a longer number fits no version that the store can hold."""
_CHOSEN = "Words chosen, nothing decided yet. Accept with them, or choose another value."
_FIRST_SELECT = "First select words on the page, then press e."
_OF_THE_VIEW = {
    "csrfmiddlewaretoken", "field", "add", "action", "version", "words", "page", "on_screen",
    "shown", "typed_quote", "typed_page", "pending", "pending_choice",
}  # fmt: skip
"""Inputs that say what was seen and pressed; the others are what was entered."""


@require_POST
def act(request: SignedIn, pk: int) -> HttpResponse:
    """Take one decision. Answers with the next field, or with why nothing was saved."""
    taken = _Act(request, pk)
    try:
        return taken.take()
    except CodingError as error:
        outcome = Outcome(error=str(error), entered=request.POST)
    except StateError as error:
        outcome = Outcome(error=str(error))
    return answer(request, taken.report, taken.ask, outcome)


class _Act:
    """One form that was sent."""

    def __init__(self, request: SignedIn, pk: int) -> None:
        self.request = request
        self.report = readable(pk)
        self.form = request.POST.copy()
        self.ask = Ask.of(self.form)
        self.record = desk_record(self.report)
        self._read_pressed()

    def _read_pressed(self) -> None:
        """Tell what was pressed. Enter in a text box links typed words, or saves a typed value."""
        self.pressed = self.form.get("action", "")
        if self.pressed == "enter":
            self.pressed = LINK if self.form.get("typed_quote", "").strip() else "correct"
            self.pressed = "add" if self.ask.add and self.pressed != LINK else self.pressed
        if self.pressed == LINK and "pending" in self.form:
            self.pressed = self.form.get("pending", "")
            if self.pressed == "choice":
                self.form["choice"] = self.form.get("pending_choice", "")
        self.form["action"] = self.pressed

    def take(self) -> HttpResponse:
        """Do what the form says. Raises CodingError and StateError where it cannot be done."""
        selections = chosen_words(self.report, self.form)
        if self.pressed == LINK and not selections:
            raise CodingError(_FIRST_SELECT)
        evidence = evidence_from(selections, page_texts(self.report)) if selections else ()
        if self.ask.add:
            if self.pressed == LINK:
                return self._only_choose(selections)
            return self._make(attempt_to_add(self.record, self.ask.add, self.form, evidence))
        item = self.record.get(self.ask.path)
        if item is None:
            raise Http404("The record has no such field.")
        if "restore" in self.form:
            return self._restore(item)
        if self.pressed == LINK and item.decided is None:
            return self._only_choose(selections)
        if self.pressed == "accept" and item.decided is not None and not selections:
            return self._go_on(item, "")
        return self._make(attempt_on(item, self.form, evidence))

    def _only_choose(self, selections: list[str]) -> HttpResponse:
        """Show the field with the words chosen for it; nothing is decided."""
        ask = Ask(
            self.ask.path, words=tuple(selections), on_screen=self.ask.on_screen, add=self.ask.add
        )
        return answer(self.request, self.report, ask, Outcome(_CHOSEN, entered=self.form))

    def _make(self, attempt: Attempt) -> HttpResponse:
        """Have the record take a decision, and show what comes next."""
        version = attempt.item.version if attempt.item and self.ask.add else self._version()
        note = self.form.get("note", "").strip()
        try:
            attempt.make(self.report, version, self.request.user, note)
        except NeedsEvidenceError as error:
            outcome = Outcome(
                str(error), pending=Pending(self._pending(), error.text), entered=self.form
            )
            return answer(self.request, self.report, self.ask, outcome)
        except ConflictError as error:
            outcome = Outcome(conflict=self._conflict(attempt, error.current))
            return answer(self.request, self.report, self.ask, outcome)
        self.report.refresh_from_db()
        said = f"{attempt.action.label}: {attempt.text or attempt.name}. Saved."
        if attempt.item is None or self.ask.add or self.pressed == LINK:
            return show(self.request, self.report, attempt.path, said)
        return self._go_on(attempt.item, said)

    def _version(self) -> int:
        version = self.form.get("version", "0")
        if not version.isascii() or not version.isdigit() or len(version) > _LONGEST_VERSION:
            raise CodingError("The form does not say which version it is of. Load the page again.")
        return int(version)

    def _pending(self) -> list[tuple[str, str]]:
        """Return what is to be sent again with the words that are wanting."""
        if choice := self.form.get("choice"):
            return [("pending", "choice"), ("pending_choice", choice)]
        return [("pending", self.pressed)]

    def _conflict(self, attempt: Attempt, current: CurrentValue | None) -> Conflict:
        decision = current.last_decision if current else None
        entered = [
            (name, value)
            for name, values in self.form.lists()
            for value in values
            if name not in _OF_THE_VIEW
        ]
        return Conflict(
            mine=attempt.text,
            mine_quote=even(attempt.evidence[0].quote) if attempt.evidence else "",
            inputs=[
                *entered,
                ("action", self.pressed),
                *(("words", words) for words in self.ask.words),
            ],
            theirs=held_in_words(decision) if decision else "Open again",
            theirs_quote=_first_quote(decision),
            by=str(decision.decided_by) if decision else "",
            at=decision.decided_at if decision else None,
        )

    def _restore(self, item: Field) -> HttpResponse:
        try:
            restore_event(
                self.report, item, self.form.get("restore", ""), self._version(), self.request.user
            )
        except ConflictError as error:
            return answer(self.request, self.report, self.ask, Outcome(error=str(error)))
        said = f"{item.name}: the earlier value is back. Saved."
        return show(self.request, self.report, item.path, said)

    def _go_on(self, item: Field, said: str) -> HttpResponse:
        """Show the next open field after one; the check before finishing where none is open."""
        ahead = desk_record(self.report).next_open(item.path)
        if ahead is None:
            return show(self.request, self.report, END, f"{said} Every field is decided.".strip())
        return show(self.request, self.report, ahead.path, f"{said} Next: {ahead.name}.".strip())


def _first_quote(decision: Decision | None) -> str:
    return even(decision.evidence[0]["quote"]) if decision and decision.evidence else ""
