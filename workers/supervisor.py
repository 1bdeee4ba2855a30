"""The supervisor of `scr up`: starts the services, shows what they say, stops them in order.

Services stop in the reverse order of their start, so that a worker can still acknowledge what it
did when Redis is told to go. One that ends unasked is started again, and the whole stops with its
reason when it keeps ending.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from workers.commands import SUPERVISOR

MOST_ENDS = 5
ENDS_WITHIN_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.1
_FIRST_PAUSE_SECONDS = 0.5
READY_WITHIN_SECONDS = 60.0

Say = Callable[[str, str], None]
"""Takes the name of a service and a line that it wrote."""


class NotReadyError(Exception):
    """A service did not come up; says which."""


@dataclass(frozen=True, slots=True)
class Service:
    """One process to keep running.

    Attributes:
        name: For people.
        command: Program and arguments.
        ready: Whether the service does its work; None where nothing waits for it.
        patience: Seconds that it may take to stop before it is killed.
    """

    name: str
    command: Sequence[str]
    ready: Callable[[], bool] | None = None
    patience: float = 10.0


@dataclass(slots=True)
class _Running:
    service: Service
    process: subprocess.Popen[str]
    ends: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_ENDS))
    start_at: float | None = None


class Supervisor:
    """Keeps services running until it is told to stop: `start`, `run`, and at the end `close`.

    Call `stop`, or send SIGTERM or SIGINT to the process whose main thread is in `run`.
    """

    def __init__(self, services: Sequence[Service], say: Say) -> None:
        self._services = services
        self._say = say
        self._running: list[_Running] = []
        self._stop = threading.Event()
        self._gave_up = False

    def start(self) -> None:
        """Start the services in turn, each when the one before is ready.

        Raises NotReadyError where one ends or is not ready in time.
        """
        for service in self._services:
            running = _Running(service, self._begin(service))
            self._running.append(running)
            self._await_ready(running)

    def _await_ready(self, running: _Running) -> None:
        service = running.service
        until = time.monotonic() + READY_WITHIN_SECONDS
        while service.ready and not self._stop.is_set() and not service.ready():
            code = running.process.poll()
            if code is not None:
                raise NotReadyError(f"{service.name} ended as it started ({_how(code)}).")
            if time.monotonic() > until:
                raise NotReadyError(
                    f"{service.name} was not ready within {READY_WITHIN_SECONDS:.0f} s."
                )
            time.sleep(_LOOK_EVERY_SECONDS)

    def run(self) -> int:
        """Keep the services running until told to stop; return 0, or 1 where one kept ending."""
        while not self._stop.wait(_LOOK_EVERY_SECONDS):
            for running in self._running:
                self._look_after(running)
        return 1 if self._gave_up else 0

    def stop(self) -> None:
        """Have `run` return."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def wait(self) -> None:
        """Return once it is told to stop."""
        self._stop.wait()

    def stop_on_signals(self) -> None:
        """Have SIGTERM and SIGINT stop the services."""

        def handle(number: int, _: FrameType | None) -> None:
            self._say("scr", f"{signal.Signals(number).name} received; stopping.")
            self.stop()

        signal.signal(signal.SIGTERM, handle)
        signal.signal(signal.SIGINT, handle)

    def close(self) -> None:
        """Stop what runs, the last first, and wait for each."""
        for running in reversed(self._running):
            _end(running.process, running.service.patience)
            self._say("scr", f"{running.service.name} stopped.")
        self._running.clear()

    def _begin(self, service: Service) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
            service.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, SUPERVISOR: str(os.getpid()), "PYTHONUNBUFFERED": "1"},
            # A session of its own: Ctrl-C reaches the supervisor alone, which stops in order.
            start_new_session=True,
        )
        threading.Thread(target=self._relay, args=(service.name, process), daemon=True).start()
        return process

    def _relay(self, name: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._say(name, line.rstrip("\n"))

    def _look_after(self, running: _Running) -> None:
        now = time.monotonic()
        if running.start_at is not None:
            if now >= running.start_at:
                running.start_at = None
                running.process = self._begin(running.service)
            return
        code = running.process.poll()
        if code is None:
            return
        name = running.service.name
        running.ends.append(now)
        recent = sum(1 for end in running.ends if now - end < ENDS_WITHIN_SECONDS)
        if recent >= MOST_ENDS:
            self._say("scr", f"{name} ended {recent} times within a minute. Everything stops.")
            self._gave_up = True
            self.stop()
            return
        self._say("scr", f"{name} ended ({_how(code)}). It is started again.")
        running.start_at = now + _FIRST_PAUSE_SECONDS * 2 ** (recent - 1)


def _end(process: subprocess.Popen[str], patience: float) -> None:
    """Ask a process to stop, and kill it with its children where it does not."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
