"""The demo itself: services, samples, the table, what was expected, and the export."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.db import connection
from rich.table import Table
from rich.text import Text

from cli.progress import watch_until_settled
from cli.services import services
from cli.summary import age_of, agencies_line, harm_of, pressure_points_line
from cli.terminal import complain, out, wide
from export import write_dataset
from records.accounts import throw_away_account
from records.intake import add
from records.machine import as_finding, document_of, latest_findings
from records.models import Batch, Report, ReportState, Stage
from schemas.assemble import assemble
from workers.dispatch import send_all
from workers.supervisor import NotReadyError, Supervisor

HOST = "127.0.0.1"
_TABLE_COLUMNS = 150
_EXPORT_FORMATS = ("csv", "parquet", "jsonl")


@dataclass(frozen=True, slots=True)
class Expected:
    """How a sample must end: its state and, where it fails, the code of the failure."""

    state: str
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One run of the demo.

    Attributes:
        project: The checkout, which holds the samples.
        home: SCR_HOME of the demo.
        port: Port of the web server.
        seconds: How long the samples may take.
    """

    project: Path
    home: Path
    port: int
    seconds: float

    def run(self, *, serve: bool) -> int:
        """Run the demo and return its exit code."""
        began = time.monotonic()
        with (self.home / "services.log").open("w", encoding="utf-8") as log:

            def say(service: str, line: str) -> None:
                log.write(f"{service:<7}| {line}\n")
                log.flush()

            supervisor = Supervisor(services(HOST, self.port, concurrency=None, serve=serve), say)
            supervisor.stop_on_signals()
            try:
                with _started(supervisor):
                    failures = self._process()
                    took = time.monotonic() - began
                    out.print(f"\n{Report.objects.count()} samples in {took:.0f} s.")
                    for sentence in failures:
                        complain(sentence)
                    if serve and not supervisor.is_stopping:
                        self._serve(supervisor)
            except NotReadyError as error:
                complain(f"{error} {self.home / 'services.log'} says why.")
                return 1
        return 1 if failures else 0

    def _process(self) -> list[str]:
        """Send the samples through and return what did not go as it should, as sentences."""
        samples = sorted(pdf for folder in self._folders() for pdf in folder.glob("*.pdf"))
        batch = add([str(pdf) for pdf in samples], "samples")
        received = Report.objects.filter(state=ReportState.RECEIVED)
        send_all((Stage.READING, pk) for pk in received.values_list("pk", flat=True))
        watch_until_settled(batch, self.seconds)
        wide(_TABLE_COLUMNS).print(_results_table())
        for kind in _EXPORT_FORMATS:
            write_dataset(self.home / "export" / kind, kind, include_unverified=True)
        out.print(
            f"Exported to {self.home / 'export'}, the machine's suggestions with it; the "
            "coding_state column tells them from what a person verified.",
            soft_wrap=True,
        )
        return list(_unexpected(batch, self._expected()))

    def _folders(self) -> list[Path]:
        samples = self.project / "sample_docs"
        return [
            folder for folder in (samples / "reports", samples / "difficult") if folder.is_dir()
        ]

    def _expected(self) -> dict[str, Expected]:
        """Return by file name how each sample must end."""
        reports, *difficult = self._folders()
        done = Expected(ReportState.AWAITING_VERIFICATION)
        expected = {path.name: done for path in reports.glob("*.pdf")}
        for folder in difficult:
            told = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
            expected |= {
                name: Expected(one["state"], one.get("failure") or "") for name, one in told.items()
            }
        return expected

    def _serve(self, supervisor: Supervisor) -> None:
        account = throw_away_account()
        connection.close()
        out.print(
            f"\nOpen http://{HOST}:{self.port} and sign in as [bold]{account.name}[/] with the "
            f"password [bold]{account.password}[/] (said only here). Ctrl-C stops everything.",
            soft_wrap=True,
        )
        supervisor.wait()


@contextmanager
def _started(supervisor: Supervisor) -> Iterator[None]:
    """Start the services, mind them in the background, and stop them at the end."""
    minding = threading.Thread(target=supervisor.run, name="supervisor")
    try:
        supervisor.start()
        minding.start()
        yield
    finally:
        supervisor.stop()
        if minding.is_alive():
            minding.join()
        supervisor.close()


def _results_table() -> Table:
    """Return what the machine found in each report: a line for each child."""
    table = Table(
        title="Suggested by the machine, verified by nobody", show_lines=True, expand=True
    )
    for heading in ("Report", "Child", "Age", "Harm", "Agencies involved", "Pressure points"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "Age")
    for report in Report.objects.exclude(state=ReportState.FAILED).order_by("name"):
        findings = [as_finding(row) for row in latest_findings(report)]
        record = assemble(document_of(report), findings)
        name = f"{report.name}{' (OCR)' if report.read_by_ocr else ''}"
        children = record.children
        table.add_row(
            Text(name),
            Text("\n".join(child.label or "child" for child in children)),
            Text("\n".join(age_of(child) for child in children)),
            Text("\n".join(harm_of(child) for child in children)),
            Text(agencies_line(record)),
            Text(pressure_points_line(record)),
        )
    return table


def _unexpected(batch: Batch, expected: dict[str, Expected]) -> Iterator[str]:
    """Yield a sentence for each sample that is missing or did not end as it should."""
    ended = {
        item.report.name: Expected(item.report.state, item.report.failure)
        for item in batch.items.select_related("report")
        if item.report
    }
    for name, wanted in sorted(expected.items()):
        found = ended.get(name)
        if found is None:
            yield f"{name} was not taken in."
        elif found.state != wanted.state or (wanted.failure and found.failure != wanted.failure):
            got = " ".join((found.state, found.failure)).strip()
            yield f"{name} ended {got}, and not {wanted.state} {wanted.failure}".strip() + "."
