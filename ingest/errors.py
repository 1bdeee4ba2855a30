"""Named failures of reading. Each says, in a sentence for people, what happened and what to do."""

from __future__ import annotations

from enum import StrEnum


class Failure(StrEnum):
    """Why a file could not be read."""

    EMPTY = "empty"
    NOT_A_PDF = "not_a_pdf"
    TRUNCATED = "truncated"
    PASSWORD = "password"  # noqa: S105 - the name of a failure
    TOO_MANY_PAGES = "too_many_pages"
    PAGE_TOO_LARGE = "page_too_large"
    OUT_OF_MEMORY = "out_of_memory"
    OUT_OF_TIME = "out_of_time"
    CRASHED = "crashed"
    NO_OCR = "no_ocr"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"


class ReadingError(Exception):
    """A file could not be read.

    Attributes:
        failure: The named reason.
        message: What happened and what to do, for people.
        passing: Whether the same file may be read at another time (a crash under load), so that a
            retry makes sense.
    """

    def __init__(self, failure: Failure, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.failure = failure
        self.message = message
        self.passing = passing
