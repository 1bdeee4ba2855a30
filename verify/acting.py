"""From a form to a decision: what was pressed, on which value, with which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from records.checking import CodingError, page_texts
from records.decisions import STATUS_OF, decide, restore
from records.models import Action, CurrentValue, Decision, Report
from records.paths import KEYED_BY_CODE, ItemPlace, Place, place_of
from schemas.evidence import Evidence
from schemas.finding import FindingValue, item_path
from schemas.status import ValueStatus
from verify import quotes, words
from verify.asking import CHILDREN
from verify.choices import choice_value
from verify.desk_record import DeskRecord
from verify.entries import value_from
from verify.fields import Field

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LINK = "link"
"""The action of making words the evidence. On an open field it decides nothing yet."""

_SAYS = {
    "not_mentioned": Action.NOT_MENTIONED,
    "stated_absent": Action.STATED_ABSENT,
    "withheld": Action.WITHHELD,
    "unsure": Action.UNSURE,
}
_ACTION_OF = {status: action for action, status in STATUS_OF.items() if action is not Action.ADD}


class NeedsEvidenceError(CodingError):
    """The value cannot stand before words are shown for it. `text` is the value in words."""

    def __init__(self, text: str) -> None:
        super().__init__(
            "Nothing is saved yet. Select the words on the page that say so, then press e."
        )
        self.text = text


@dataclass(frozen=True, slots=True)
class Attempt:
    """A decision as it was meant, before the record took it."""

    path: str
    action: Action
    value: FindingValue = None
    evidence: tuple[Evidence, ...] = ()
    item: Field | None = None

    @property
    def place(self) -> Place:
        """The place that it is on."""
        return place_of(self.path)

    @property
    def text(self) -> str:
        """The value in words."""
        if self.action is Action.ACCEPT and self.item is not None:
            return self.item.machine_text
        if self.action in {Action.CORRECT, Action.ADD}:
            return words.value_in_words(self.place, self.value) or self.name
        return self.action.label

    @property
    def name(self) -> str:
        """What the field is called."""
        return words.field_name(self.place, self.value)

    def check_words(self) -> None:
        """Raise NeedsEvidenceError where words are wanting."""
        status = STATUS_OF.get(self.action)
        if status is not None and status.needs_evidence and not self.evidence:
            raise NeedsEvidenceError(self.text)

    def make(self, report: Report, version: int, user: User, note: str) -> CurrentValue:
        """Have the record take it. Raises as `records.decisions.decide` does."""
        self.check_words()
        return decide(
            report,
            self.path,
            action=self.action,
            expected_version=version,
            user=user,
            value=self.value,
            evidence=self.evidence,
            finding=self.item.finding if self.item else None,
            note=note,
        )


def chosen_words(report: Report, form: QueryDict) -> list[str]:
    """Return the words that a form points to as selections, typed ones among them.

    Raises CodingError where typed words do not stand on the page that is named.
    """
    chosen = [selection for selection in form.getlist("words") if selection]
    typed, page = form.get("typed_quote", "").strip(), form.get("typed_page", "")
    if typed:
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0
        texts = page_texts(report, [number])
        if number not in texts:
            raise CodingError(f"Give the page that the words stand on, from 1 to "
                              f"{report.page_count}.")  # fmt: skip
        chosen.append(quotes.typed_quote(typed, number, texts[number]))
    return chosen


def attempt_on(item: Field, form: QueryDict, evidence: tuple[Evidence, ...]) -> Attempt:
    """Return what a form means for a field.

    `evidence` are the words chosen for it; without any, those at hand stand. Raises CodingError
    where the form does not give a value.
    """
    pressed = form.get("action", "")
    if token := form.get("choice"):
        return _choice(item, token, evidence)
    if pressed == Action.ACCEPT:
        if item.finding is None:
            raise CodingError("The machine suggests nothing here. Press c to give a value, or n.")
        return Attempt(item.path, Action.ACCEPT, item.finding.value, evidence, item)
    if pressed == Action.CORRECT:
        value = value_from(item.place, form)
        return Attempt(item.path, Action.CORRECT, value, evidence or _kept(item, value), item)
    if pressed == Action.REJECT:
        action = Action.REJECT if item.finding or item.current is None else Action.REMOVE
        return Attempt(item.path, action, item=item)
    if pressed == LINK:
        return _same_again(item, evidence)
    if pressed in _SAYS:
        return _said(item, _SAYS[pressed], evidence)
    raise CodingError("The form does not say what to do. Press one of its buttons.")


def _choice(item: Field, token: str, evidence: tuple[Evidence, ...]) -> Attempt:
    try:
        value = choice_value(item, token)
    except KeyError:
        raise CodingError("The codebook has no such code here. Choose one of the list.") from None
    own = next((other.evidence for other in item.alternatives if other.value == value), ())
    words_for = evidence or own or _kept(item, value)
    return Attempt(item.path, Action.CORRECT, value, words_for, item)


def _said(item: Field, action: Action, evidence: tuple[Evidence, ...]) -> Attempt:
    """Return the decision that the report is silent, denies, withholds or leaves unclear."""
    if action is Action.NOT_MENTIONED:
        return Attempt(item.path, action, item=item)
    keeps_value = isinstance(item.place, ItemPlace)
    value = item.value if keeps_value else None
    kept = tuple(evidence) or tuple(_without_code(item.evidence or item.suggested_evidence))
    return Attempt(item.path, action, value, kept, item)


def _same_again(item: Field, evidence: tuple[Evidence, ...]) -> Attempt:
    """Return the decision that stands, with other words."""
    decided = item.decided
    status = decided.value_status if decided else None
    if decided is None or status in {None, ValueStatus.NOT_MENTIONED}:
        raise CodingError("Nothing is decided here that words could be evidence of.")
    return Attempt(item.path, _ACTION_OF[ValueStatus(status)], decided.value, evidence, item)


def _kept(item: Field, value: FindingValue) -> tuple[Evidence, ...]:
    """Return the words at hand that still serve for a value.

    Those of a code it has lost do not, nor any where it has a text that they do not hold: of a code
    or date a person can say that they bear it out, but a text is to be found in the report.
    """
    at_hand = item.evidence or item.suggested_evidence
    if isinstance(value, list):
        return tuple(e for e in at_hand if e.about is None or e.about in value)
    new_texts = words.texts_in(item.place, value) - words.texts_in(item.place, item.value)
    if all(any(quotes.holds(e.quote, text) for e in at_hand) for text in new_texts):
        return _without_code(at_hand)
    return ()


def _without_code(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(Evidence(e.page, e.start, e.end, e.quote) for e in evidence)


def attempt_to_add(
    record: DeskRecord, list_name: str, form: QueryDict, evidence: tuple[Evidence, ...]
) -> Attempt:
    """Return the decision to add an item to a list, or a child to the review.

    Raises NeedsEvidenceError before words are chosen, and CodingError where the record has it.
    """
    if list_name == CHILDREN:
        numbers = [item.group.child for item in record.fields if item.group.child is not None]
        path, value = f"children.{max(numbers, default=-1) + 1}", None
    else:
        place = ItemPlace(list_name, "")
        value = value_from(place, form)
        if not evidence:
            raise NeedsEvidenceError(words.field_name(place, value))
        code = words.item_code(place, value) or "recommendation"
        keyed = list_name in KEYED_BY_CODE
        path = f"{list_name}.{code}" if keyed else item_path(list_name, code, evidence[0])
    there = record.get(path)
    if there is not None and there.coding.value != "rejected":
        raise CodingError(f"{there.name} is in the record already. Change it there.")
    return Attempt(path, Action.ADD, value, evidence, there)


def restore_event(
    report: Report, item: Field, event: str, version: int, user: User
) -> CurrentValue:
    """Make a field hold again what it held after an earlier decision of its history.

    `event` is the id of that decision. Raises CodingError where the field has no such decision.
    """
    earlier = Decision.objects.filter(report=report, path=item.path)
    found = earlier.filter(pk=int(event)).first() if event.isascii() and event.isdigit() else None
    if found is None:
        raise CodingError("The history of this field has no such decision.")
    return restore(found, expected_version=version, user=user)
