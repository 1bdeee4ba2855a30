"""Whom a recommendation is addressed to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractors.agencies.lexicon import Form, Mention, Own, mentions_in
from extractors.recommendations.wording import wording
from schemas.codebook import codebook

BOARD = "board"
_REACH = 60  # characters in which the name of a service ends


def addressee_in(text: str, own: Mapping[str, Own] | None = None) -> str | None:
    """Return whom a recommendation names before its verb, or None where it names nobody.

    Args:
        text: The recommendation.
        own: Short names that the report explains.

    >>> addressee_in("The Board should publish its policy.")
    'board'
    >>> addressee_in("Every practice should confirm that staff know the procedure.")
    'gp'
    """
    words = wording()
    preface = words.before_whom.match(text)
    start = preface.end() if preface else 0
    modal = words.verb.search(text, start)
    bare = words.bare_verb.search(text, start) if words.asks_barely.match(text) else None
    verb = min(filter(None, (modal, bare)), key=lambda found: found.start(), default=None)
    subject = text[start : verb.start()].strip() if verb else ""
    if not subject:
        return None
    whom = addressee(subject, own)
    if (
        whom in _codes()
        or not verb
        or not (passes_on := words.asks_its_own.match(text, verb.start()))
    ):
        return whom
    asked = mentions_in(text[passes_on.end() : passes_on.end() + _REACH], own)
    return asked[0].code if asked and asked[0].start == 0 else whom


def addressee(name: str, own: Mapping[str, Own] | None = None) -> str | None:
    """Return "board", the code of an agency, or the name as written for a body or office.

    Of several joined by "and" the first is returned. A subject that is no body ("No baby born
    before 32 weeks") gives the agency that it names, if any, and else None.
    """
    words = wording()
    name = name.strip(" .,;:")
    board = _board(name)
    if board:
        before = _agency(name[: board.start()], own)
        joined = before and words.joins.fullmatch(name, before.end, board.start())
        return before.code if before and joined else BOARD
    agency = _agency(name, own)
    code = (
        _office(name, "local_authority_education")
        or (agency.code if agency else None)
        or _office(name)
    )
    if code:
        return code
    written = name[found.end() :] if (found := words.before_whom.match(name)) else name
    return written if _is_a_name(written) else None


def addressee_over(heading: str) -> str | None:
    """Return whom the recommendations under a heading are for; None where it names a topic.

    >>> addressee_over("Recommendations for the Constabulary")
    'police'
    >>> addressee_over("The supervision of social workers")
    """
    words = wording()
    label = words.heading_for.match(heading)
    name = heading[label.end() :].strip(" .,;:") if label else heading.strip(" .,;:")
    if label and label["whom"]:
        return addressee(name)
    board = _board(name)
    if board and (board.end() == len(name) or board.start() == 0):
        return BOARD
    agency = _agency(name)
    most = agency and (agency.end - agency.start) >= _SHARE_OF_A_HEADING * len(name)
    return agency.code if agency and most else None


_SHARE_OF_A_HEADING = 0.6


@cache
def _codes() -> frozenset[str]:
    return frozenset({BOARD, *codebook().codes("agency", "code")})


def _board(name: str) -> re.Match[str] | None:
    """Return where a name speaks of the safeguarding board or partnership."""
    words = wording()
    others = [found.span() for found in words.not_the_board.finditer(name)]
    return next(
        (
            found
            for found in words.board.finditer(name)
            if not any(start < found.end() and found.start() < end for start, end in others)
        ),
        None,
    )


def _agency(name: str, own: Mapping[str, Own] | None = None) -> Mention | None:
    return next((m for m in mentions_in(name, own) if m.form in {Form.NAME, Form.PERSON}), None)


def _office(name: str, *only: str) -> str | None:
    offices = wording().offices
    return next((code for code in only or offices if offices[code].search(name)), None)


def _is_a_name(written: str) -> bool:
    """Whether words are the name of a body: short, with a capital, and not "No child"."""
    words = wording()
    return (
        1 < len(written) <= words.longest_name
        and bool(re.match(r"(?:[A-Z]|all |both |every )", written))
        and not words.no_body.match(written)
    )
