"""One file to one record, with no database, no Redis and no Django."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.pipeline import extract
from ingest.errors import Failure, ReadingError
from ingest.sandbox import read_safely
from ingest.texts import TEXT_SUFFIX
from schemas.assemble import assemble
from schemas.document import Document
from schemas.finding import Finding
from schemas.record import Record

SUFFIXES = {".pdf", TEXT_SUFFIX}


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file that was read, and what was found in it."""

    path: Path
    document: Document
    findings: list[Finding]
    record: Record


@dataclass(frozen=True, slots=True)
class NotExtracted:
    """A file that yielded nothing, and why. `detail` is for a developer."""

    path: Path
    failure: str
    message: str
    detail: str = ""


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that are meant: each file given, and the PDFs and texts of each folder."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() in SUFFIXES and file.is_file()
            )
        else:
            yield path


def extract_file(path: Path, password: str | None = None) -> Extracted | NotExtracted:
    """Read a PDF or a plain text and run the extractors over it. Raises nothing."""
    try:
        document = read_safely(path, name=path.name, sha256=_sha256(path), password=password)
        findings = extract(document)
        return Extracted(path, document, findings, assemble(document, findings))
    except ReadingError as error:
        return NotExtracted(path, error.failure.value, error.message)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return NotExtracted(
            path, Failure.UNREADABLE.value, f"{path} cannot be opened: {why}. Check the path."
        )
    except Exception as error:  # noqa: BLE001 - a fault over one file must not stop the others
        message = (
            f"A fault of the program stopped it ({type(error).__name__}). The other files went "
            "on. `--trace` shows where, for whoever mends it."
        )
        return NotExtracted(path, "program_fault", message, traceback.format_exc())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
