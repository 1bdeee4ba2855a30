"""Named failures of reading. Each says, in a sentence for people, what happened and what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import Self, TypedDict


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


MESSAGES = {
    Failure.EMPTY: "The file is empty (0 bytes). Download it again, or ask the publisher for it.",
    Failure.NOT_A_PDF: "The file is not a PDF, whatever its name says. Ask for the PDF.",
    Failure.TRUNCATED: (
        "The file breaks off before its end, so pages are missing. Download it again."
    ),
    Failure.PASSWORD: (
        "The file opens only with a password. Ask the publisher for a copy without one."
    ),
    Failure.TOO_MANY_PAGES: "The file has more pages than are read. Split it, and add the parts.",
    Failure.PAGE_TOO_LARGE: (
        "A page is larger than any paper. Print the file to A4 or A3, and add that copy."
    ),
    Failure.OUT_OF_MEMORY: (
        "Reading the file took more memory than one file may have. It may be damaged or made to do "
        "harm: look at it before you print it to a new PDF, and add that copy."
    ),
    Failure.OUT_OF_TIME: (
        "Reading the file took longer than one file may take. Try again when the machine is less "
        "busy; if it fails again, print it to a new PDF, and add that copy."
    ),
    Failure.CRASHED: (
        "The PDF reader crashed over the file. Try again; if it fails again, print it to a new "
        "PDF, and add that copy."
    ),
    Failure.NO_OCR: (
        "The file is a scan, and no OCR engine works on this machine. Install tesseract-ocr, and "
        "read it again."
    ),
    Failure.NO_TEXT: "No words were found on any page, by OCR either. Check that it is a report.",
    Failure.UNREADABLE: (
        "The file claims to be a PDF but could not be made sense of. Open it in a PDF viewer; if "
        "that works, print it to a new PDF, and add that copy."
    ),
}
"""What is said of each failure where nothing more exact is known."""


class FailureFields(TypedDict):
    """A `ReadingError` as plain data, to be handed from one process to another."""

    failure: str
    message: str
    passing: bool


class ReadingError(Exception):
    """A file could not be read.

    Attributes:
        failure: The named reason.
        message: What happened and what to do, for people; that of `MESSAGES` if not given.
        passing: Whether the same file may be read at another time (a crash under load), so that a
            retry makes sense.
    """

    def __init__(
        self, failure: Failure, message: str | None = None, *, passing: bool = False
    ) -> None:
        self.failure = failure
        self.message = message or MESSAGES[failure]
        self.passing = passing
        super().__init__(self.message)

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self).from_fields, (self.fields(),))

    def fields(self) -> FailureFields:
        """Return the error as plain data."""
        return {"failure": self.failure.value, "message": self.message, "passing": self.passing}

    @classmethod
    def from_fields(cls, fields: FailureFields) -> Self:
        """Return the error that `fields` came from."""
        return cls(Failure(fields["failure"]), fields["message"], passing=fields["passing"])
