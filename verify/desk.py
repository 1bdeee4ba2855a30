"""What the desk shows for what a browser asks to see: one field, its words, one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from records.checking import EvidenceError, page_texts
from records.decisions import history
from records.documents import page_from_row
from records.models import Report, ReportState
from records.paths import ChildPlace, ItemPlace, VariablePlace
from schemas.document import Page
from verify.asking import CHILDREN, END, Ask, Outcome
from verify.choices import Choice, choices_for
from verify.desk_record import DeskRecord, desk_record
from verify.editing import Editor, editor_for
from verify.events import Event, events_of
from verify.fields import Field, FieldState
from verify.groups import LISTS, REVIEW, Group, child_group
from verify.keys import action_by_key, sections
from verify.quotes import Quote, evidence_from, in_context, selection_of
from verify.sheet import Focus, Sheet, sheet_of


@dataclass(frozen=True)
class Desk:
    """Everything that the templates of the desk print."""

    report: Report
    record: DeskRecord
    ask: Ask
    outcome: Outcome
    focus: Focus | None
    sheet: Sheet | None
    quotes: list[Quote]
    page_count: int

    @property
    def field(self) -> Field | None:
        """The field being decided."""
        return self.focus.field if self.focus else None

    @property
    def shows_end(self) -> bool:
        """Whether the check before finishing stands in the field's place."""
        return self.focus is None and not self.ask.add

    @property
    def state(self) -> str:
        """State of the field as its panel shows it."""
        if self.outcome.conflict:
            return "conflict"
        if self.outcome.pending:
            return "needs_evidence"
        return self.field.state.value if self.field else ""

    @property
    def state_label(self) -> str:
        """The word for it."""
        special = {"conflict": "Two values", "needs_evidence": "Needs evidence"}
        return special.get(self.state) or FieldState(self.state).label

    @property
    def position(self) -> str:
        """Where in its group the field is: "8 of 19"."""
        for gathered in self.record.groups:
            if self.field in gathered.fields:
                return f"{gathered.fields.index(self.field) + 1} of {len(gathered.fields)}"
        return ""

    @property
    def shown(self) -> int:
        """Which quote is shown first, from 0."""
        return self.ask.shown % len(self.quotes) if self.quotes else 0

    @property
    def next_shown(self) -> int:
        """Which quote comes after it."""
        return (self.shown + 1) % len(self.quotes) if self.quotes else 0

    @property
    def page_number(self) -> int:
        """The page that is shown, from 1; 0 where the report has none."""
        return self.sheet.page.number if self.sheet else 0

    @property
    def is_open(self) -> bool:
        """Whether decisions can be made."""
        return self.report.state in {
            ReportState.AWAITING_VERIFICATION,
            ReportState.IN_VERIFICATION,
        }

    @property
    def choices(self) -> list[Choice]:
        """Other values to take with one key."""
        return choices_for(self.field) if self.field else []

    @property
    def editor(self) -> Editor | None:
        """The form in which a value is written, where it is not one of a few codes."""
        return editor_for(self.field, self.ask.add, self.outcome.entered)

    @property
    def events(self) -> list[Event]:
        """What was decided on the field, last first."""
        return events_of(history(self.report, self.field.path)) if self.field else []

    @property
    def selections(self) -> list[str]:
        """The words chosen and not decided on, for the form to send along."""
        if self.focus is None:
            return list(self.ask.words)
        return [selection_of(words) for words in self.focus.chosen]

    @property
    def group(self) -> Group | None:
        """The group that is open in the record."""
        if self.field is not None:
            return self.field.group
        return next((one for one in LISTS if self.ask.add in one.lists), None)

    @property
    def group_key(self) -> str:
        """Its key, "" where none is open."""
        return self.group.key if self.group else ""

    @property
    def add_group(self) -> Group:
        """The group to which something is being added."""
        return self.group or child_group(len(self.record.children))

    @property
    def list_to_add(self) -> str:
        """What can be added to from here, "" for nothing."""
        if self.group is None or self.group is REVIEW:
            return ""
        return self.group.lists[0] if self.group.lists else CHILDREN

    @property
    def may(self) -> dict[str, bool]:
        """Which decisions the field takes. The record would refuse the others."""
        place = self.field.place if self.field else None
        variable = isinstance(place, VariablePlace)
        factor = isinstance(place, ItemPlace) and place.list_name == "family_factors"
        return {
            "change": bool(self.choices or self.editor),
            "not_mentioned": variable,
            "stated_absent": variable or factor,
            "withheld": variable,
            "unsure": not isinstance(place, ChildPlace),
            "reject": not variable,
        }

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many fields are in each state that people give, for the check before finishing."""
        return [
            (state.label, count)
            for state in FieldState
            if not state.is_open and (count := self.record.count(state))
        ]

    def address(self, path: str, **more: Any) -> str:
        """Return the address that shows a field."""
        base = reverse("verify:desk", args=[self.report.pk])
        return f"{base}?{urlencode({'field': path, **more}, doseq=True)}"

    @property
    def moves(self) -> Mapping[str, str]:
        """Where the keys that move lead: an address for each that leads anywhere."""
        path, record = (self.field.path if self.field else ""), self.record
        to = {
            "next": record.beside(path, 1) if path else None,
            "previous": record.beside(path, -1) if path else None,
            "open": record.next_open(path),
        }
        if self.field is not None:
            to["next_group"] = record.group_beside(self.field.group, 1)
            to["previous_group"] = record.group_beside(self.field.group, -1)
        moves = {name: self.address(item.path) for name, item in to.items() if item is not None}
        if record.is_finished:
            moves["open"] = self.address(END)
        return moves

    @property
    def next_page_ahead(self) -> int | None:
        """The page of the next open field, for the browser to fetch ahead."""
        ahead = self.record.next_open(self.field.path if self.field else "")
        return ahead.evidence[0].page if ahead and ahead.evidence else None

    def context(self) -> dict[str, Any]:
        """Return the context of the templates."""
        keys = {"keys": action_by_key(sections()), "pages": self.page_count}
        return {"desk": self, "report": self.report, "sections": sections(), "for_script": keys}


def desk_for(report: Report, ask: Ask, outcome: Outcome | None = None) -> Desk:
    """Return what to show. A path that the report has no field for leads to its first open one."""
    record = desk_record(report)
    focus, outcome = _focus(report, record, ask, outcome or Outcome())
    chosen = focus.evidence if focus else ()
    if ask.add:
        chosen = evidence_from(ask.words, page_texts(report))
        focus = None
    pages = _pages(report, {words.page for words in chosen})
    sheet = _sheet(report, record, ask, focus, pages)
    return Desk(
        report=report,
        record=record,
        ask=ask,
        outcome=outcome,
        focus=focus,
        sheet=sheet,
        quotes=[in_context(words, pages[words.page]) for words in chosen],
        page_count=report.page_count or 0,
    )


def _focus(
    report: Report, record: DeskRecord, ask: Ask, outcome: Outcome
) -> tuple[Focus | None, Outcome]:
    if ask.path == END and not ask.add:
        return None, outcome
    shown = record.get(ask.path) or record.next_open()
    if shown is None and record.is_finished and not ask.path:
        return None, outcome
    shown = shown or record.fields[0]
    try:
        chosen = evidence_from(ask.words, page_texts(report)) if ask.words else ()
    except EvidenceError as error:
        return Focus(shown, ask.shown), Outcome(error=str(error))
    return Focus(shown, ask.shown, chosen), outcome


def _pages(report: Report, numbers: set[int]) -> dict[int, Page]:
    rows = report.pages.filter(number__in=numbers)
    return {row.number: page_from_row(row) for row in rows}


def _sheet(
    report: Report,
    record: DeskRecord,
    ask: Ask,
    focus: Focus | None,
    pages: dict[int, Page],
) -> Sheet | None:
    evidence = focus.shown_evidence if focus else None
    number = ask.page or (evidence.page if evidence else ask.on_screen or 1)
    number = min(max(number, 1), report.page_count or 1)
    page = pages.get(number) or _pages(report, {number}).get(number)
    return sheet_of(page, record.fields, focus, ask.find) if page else None
