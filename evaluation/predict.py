"""What the machine says of a labelled document.

Reading is kept in a cache, since a scan takes a minute of OCR; extraction is always done anew.
The key is the file's hash and a hash of the code that reads, so that no change of it goes unseen.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ingest
import schemas
from evaluation.gold import Kind, Labelled
from extractors.pipeline import extract
from ingest.plain_text import text_document
from ingest.sandbox import read_safely
from schemas.assemble import assemble
from schemas.document import Document
from schemas.evidence import Evidence
from schemas.finding import Finding
from schemas.record import Record


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the machine says of one document.

    Attributes:
        document: As read.
        findings: With their evidence.
        record: What the findings make up.
    """

    document: Document
    findings: tuple[Finding, ...]
    record: Record

    def evidence(self, path: str) -> tuple[Evidence, ...]:
        """Return the evidence for a path of the record, where children are numbered in order."""
        for finding in self.findings:
            if self.path_in_record(finding.path) == path:
                return finding.evidence
        return ()

    def path_in_record(self, path: str) -> str:
        """Return the path in the record, where children are numbered in order, of a finding."""
        group, _, rest = path.partition(".")
        if group != "children":
            return path
        number, _, name = rest.partition(".")
        numbers = sorted(
            {int(f.path.split(".")[1]) for f in self.findings if f.path.startswith("children.")}
        )
        return f"children.{numbers.index(int(number))}.{name}"


def predict(labelled: Labelled) -> Prediction:
    """Return what the machine says of a labelled document.

    Raises ReadingError where the file cannot be read.
    """
    document = read_labelled(labelled)
    findings = tuple(extract(document))
    return Prediction(document, findings, assemble(document, findings))


def read_labelled(labelled: Labelled) -> Document:
    """Return a labelled document as read, from the cache where the same code read it before."""
    if labelled.kind is Kind.PASSAGE:
        return text_document(labelled.path.read_text("utf-8"), labelled.path.name)
    sha256 = hashlib.sha256(labelled.path.read_bytes()).hexdigest()
    kept = cache_folder() / f"{sha256[:16]}-{_code_version()}.json.z"
    if kept.exists():
        return Document.from_json(zlib.decompress(kept.read_bytes()))
    document = read_safely(labelled.path, name=labelled.path.name, sha256=sha256)
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(f".{os.getpid()}")
    part.write_bytes(zlib.compress(document.to_json()))
    part.replace(kept)
    return document


def cache_folder() -> Path:
    """Return where documents are kept once read: in the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "scr-pathways" / "evaluation"


@cache
def _code_version() -> str:
    """Return a hash of the code and data of the packages that read a file."""
    digest = hashlib.sha256()
    for path in _sources(Path(package.__path__[0]) for package in (ingest, schemas)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(folders: Iterable[Path]) -> list[Path]:
    return sorted(
        path for folder in folders for path in folder.iterdir() if path.suffix in {".py", ".yaml"}
    )
