"""Whom a recommendation is addressed to."""

from __future__ import annotations

import re

from extractors.agencies.lexicon import Form, mentions_in
from extractors.recommendations.wording import wording

BOARD = "board"


def addressee_in(text: str) -> str | None:
    """Return whom a recommendation names before its verb, or None where it names nobody.

    >>> addressee_in("The Board should publish its policy.")
    'board'
    >>> addressee_in("Every practice should confirm that staff know the procedure.")
    'gp'
    """
    words = wording()
    preface = words.before_whom.match(text)
    start = preface.end() if preface else 0
    verb = words.verb.search(text, start)
    subject = text[start : verb.start()].strip() if verb else ""
    return addressee(subject) if subject else None


def addressee(name: str) -> str | None:
    """Return "board", the code of an agency, or the name as written for a body or office.

    A subject that is no body ("No baby born before 32 weeks") gives the agency that it names, if
    any, and else None.
    """
    words = wording()
    name = name.strip(" .,;:")
    if words.board.search(name) and not words.not_the_board.search(name):
        return BOARD
    code = _office(name, "local_authority_education") or _agency(name) or _office(name)
    if code:
        return code
    written = name[found.end() :] if (found := words.before_whom.match(name)) else name
    return written if _is_a_name(written) else None


def _agency(name: str) -> str | None:
    return next((m.code for m in mentions_in(name) if m.form in {Form.NAME, Form.PERSON}), None)


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
