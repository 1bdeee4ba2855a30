"""A child process kept for the next file: to fork one costs as much as half a report's reading."""

from __future__ import annotations

import os
from threading import Lock

from ingest.child import Limits, Work
from ingest.parent import ChildProcess

MOST_FILES = 25
"""How many files a child answers for: what one leaves behind does not add up for long."""


class KeptChild:
    """One kind of work, done in a child process that is kept from file to file.

    A file that fails costs the child; so does a change of limits. A fork of this process starts
    with none, and the child dies with the process that forked it.
    """

    def __init__(self, work: Work, most_files: int = MOST_FILES) -> None:
        """Take what the child does for each request, and for how many it is kept."""
        self._work = work
        self._most_files = most_files
        self._cpu_seconds = 0.0
        self._begin()
        os.register_at_fork(after_in_child=self._leave_to_parent)

    def _begin(self) -> None:
        self._lock = Lock()
        self._child: ChildProcess | None = None
        self._files = 0

    def _leave_to_parent(self) -> None:
        if self._child is not None:
            self._child.forget()
        self._begin()

    @property
    def cpu_seconds(self) -> float:
        """Processor seconds that the children have taken so far, as they last told."""
        return self._cpu_seconds + (self._child.cpu_seconds if self._child else 0.0)

    def ask(self, request: bytes, limits: Limits) -> bytes:
        """Return the answer of the child to a request.

        Raises:
            ReadingError: The work raised it, or broke a limit, or ended its process.
        """
        with self._lock:
            child = self._ready(limits)
            try:
                answer = child.ask(request)
            except BaseException:
                self.end()
                raise
            self._files += 1
            return answer

    def _ready(self, limits: Limits) -> ChildProcess:
        """Return a child with these limits that may take one more file."""
        child = self._child
        if child and child.limits == limits and self._files < self._most_files and child.is_alive():
            return child
        self.end()
        self._child = ChildProcess(self._work, limits)
        return self._child

    def end(self) -> None:
        """End the child, if there is one; the next request has another."""
        if self._child is not None:
            self._child.end()
            self._cpu_seconds += self._child.cpu_seconds
        self._child = None
        self._files = 0
