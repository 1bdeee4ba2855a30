"""What a report costs: processor time and memory of our pipeline, beside a naive one.

Each pipeline runs in a process of its own, warm, as in a worker: neither carries what the other
loaded. They take turns on each report, since other work on the machine slows both; so only the
ratio is a result, and seconds are of one machine on one day.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import resource
import statistics
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from evaluation.measures import share
from evaluation.naive import read_naively
from extractors.pipeline import extract
from extractors.warming import load_everything
from ingest.plain_text import text_document
from ingest.sandbox import read_safely, reading_seconds

PAGE_BYTES = resource.getpagesize()


class Seconds(NamedTuple):
    """Processor seconds of one run over one report, child processes included."""

    reading: float
    extracting: float

    @property
    def total(self) -> float:
        """Both together."""
        return self.reading + self.extracting


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds for one report: medians over the rounds.

    The naive pipeline reads and extracts in one go, so that it has a total alone.
    """

    report: str
    naive: float
    reading: float
    extracting: float

    @property
    def ratio(self) -> float:
        """How many times less ours takes."""
        return share(self.naive, self.reading + self.extracting)


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of the process after each report, and the most that any child had.

    Attributes:
        resident: MB after each report.
        child: MB, the most of any child process that read a file; what it shares with its parent
            counts in full.
    """

    resident: tuple[float, ...]
    child: float

    @property
    def growth(self) -> float:
        """Growth from the end of the first quarter to the end of the last, as a share."""
        quarter = max(1, len(self.resident) // 4)
        return self.resident[-1] / self.resident[quarter - 1] - 1


def measure_costs(paths: Sequence[Path], rounds: int) -> Iterator[Cost]:
    """Yield the cost of each report, by each pipeline, as the median of several rounds."""
    spawn = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(1, mp_context=spawn) as naively,
        ProcessPoolExecutor(1, mp_context=spawn, initializer=warm_up) as ours,
    ):
        for warm in (naively.submit(run_naive, paths[0]), ours.submit(run_ours, paths[0])):
            warm.result()
        for path in paths:
            naive: list[float] = []
            own: list[Seconds] = []
            for _ in range(rounds):
                naive.append(naively.submit(run_naive, path).result())
                own.append(ours.submit(run_ours, path).result())
            middle = sorted(own, key=lambda seconds: seconds.total)[len(own) // 2]
            yield Cost(path.stem, statistics.median(naive), *middle)


def warm_up() -> None:
    """Load lexicons and models, and freeze what lives, as a worker does before it forks."""
    load_everything()
    text = "Introduction\n\nChild A was 2 years old when she died in March 2015."
    extract(text_document(text, "warm-up"))
    gc.collect()
    gc.freeze()


def run_naive(path: Path) -> float:
    """Return the processor seconds that the naive pipeline takes for a report."""
    gc.collect()
    before = _processor_time()
    read_naively(path)
    return _processor_time() - before


def run_ours(path: Path) -> Seconds:
    """Return the processor seconds that ours takes: reading in a child process, extracting here."""
    gc.collect()
    before = _processor_time() + reading_seconds()
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    document = read_safely(path, name=path.name, sha256=sha256)
    between = _processor_time()
    extract(document)
    reading = between + reading_seconds() - before
    return Seconds(reading, _processor_time() - between)


def measure_memory(paths: Sequence[Path], reports: int) -> Memory:
    """Read and extract a number of reports, the same ones over and over; return the memory."""
    warm_up()
    resident = []
    for path in islice(cycle(paths), reports):
        run_ours(path)
        gc.collect()
        resident.append(_resident_megabytes())
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Memory(tuple(resident), child)


def _processor_time() -> float:
    """Return what this process has taken; children that read files tell for themselves."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * PAGE_BYTES / 2**20
