"""The dataset as a folder of files: one a table, and the codebook beside them."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from django.db.models import QuerySet

from export.dictionary import write_dictionary
from export.rows import dataset_rows
from export.tables import tables
from export.writers import Format, open_writer
from records.models import Report


def write_dataset(
    directory: Path,
    fmt: Format | str = Format.CSV,
    include_unverified: bool = False,
    *,
    raw: bool = False,
    reports: QuerySet[Report] | None = None,
) -> list[Path]:
    """Write every table and the codebook into a directory and return the paths.

    Files are written aside and moved into place once all are whole: a reader never sees half a
    table, and where writing fails what was there before is kept.

    Args:
        directory: Made where it is not there. Other files in it are left alone.
        fmt: "csv", "parquet" or "jsonl".
        include_unverified: Whether to add what the machine suggests; every such value says that
            it is a suggestion.
        raw: Whether to leave text in CSV as it is that a spreadsheet may run as a formula.
        reports: The reports to take; all if not given.

    Raises:
        ValueError: there is no such format.
        OSError: the directory cannot be written.
    """
    fmt = Format(fmt)
    directory.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".writing-", dir=directory))
    try:
        made = _write_tables(aside, fmt, include_unverified, raw=raw, reports=reports)
        made += write_dictionary(aside, include_unverified=include_unverified)
        return [path.replace(directory / path.name) for path in made]
    finally:
        shutil.rmtree(aside)


def _write_tables(
    directory: Path,
    fmt: Format,
    include_unverified: bool,
    *,
    raw: bool,
    reports: QuerySet[Report] | None,
) -> list[Path]:
    paths = {name: directory / f"{name}.{fmt}" for name in tables()}
    with ExitStack() as stack:
        writers = {}
        for name, table in tables().items():
            writers[name] = open_writer(paths[name], table, fmt, raw=raw)
            stack.callback(writers[name].close)
        for name, row in dataset_rows(include_unverified=include_unverified, reports=reports):
            writers[name].write(row)
    return list(paths.values())
