"""What a browser asks to see, and what came of the last thing that was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from records.paths import LIST_GROUPS

END = "end"
"""Where the field would be, once nothing is open: the check before a report is finished."""

CHILDREN = "children"
_MAY_BE_ADDED_TO = {*LIST_GROUPS, CHILDREN}


@dataclass(frozen=True)
class Ask:
    """What a browser asks to see.

    Attributes:
        path: The field; "" for the first open one, `END` for the check before finishing.
        shown: Which quote is shown first, from 0.
        page: Page of the report, None for that of the quote.
        on_screen: The page that stands beside the field now; it stays where there is no quote.
        words: Words chosen on the page, as selections ("3:120:164"), not decided on yet.
        add: The list to which an item is being added.
        find: Words looked for in the report.
    """

    path: str = ""
    shown: int = 0
    page: int | None = None
    on_screen: int | None = None
    words: tuple[str, ...] = ()
    add: str = ""
    find: str = ""

    @classmethod
    def of(cls, given: QueryDict) -> Ask:
        """Read it from an address or a form."""
        return cls(
            path=given.get("field", ""),
            shown=_number(given.get("shown")) or 0,
            page=_number(given.get("page")),
            on_screen=_number(given.get("on_screen")),
            words=tuple(filter(None, given.getlist("words"))),
            add=given.get("add", "") if given.get("add") in _MAY_BE_ADDED_TO else "",
            find=given.get("find", "").strip(),
        )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None


@dataclass(frozen=True)
class Pending:
    """A decision that waits for its words: what was entered for it, and the value in words."""

    inputs: list[tuple[str, str]]
    text: str


@dataclass(frozen=True)
class Conflict:
    """A decision that came too late: what was entered, beside what stands there now."""

    mine: str
    mine_quote: str
    inputs: list[tuple[str, str]]
    theirs: str
    theirs_quote: str
    by: str
    at: datetime | None


@dataclass(frozen=True)
class Outcome:
    """What the last thing done led to, to be shown with what is asked for."""

    said: str = ""
    error: str = ""
    pending: Pending | None = None
    conflict: Conflict | None = None
    entered: QueryDict = field(default_factory=QueryDict)

    @property
    def status(self) -> int:
        """The HTTP status that says the same."""
        if self.conflict:
            return 409
        return 422 if self.error or self.pending else 200
