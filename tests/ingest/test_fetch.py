"""Fetching from a real server on this machine, which only an explicit setting allows."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ingest.fetch import USER_AGENT, Fetched, FetchError, FetchFailure, FetchLimits, fetch

PDF = b"%PDF-1.7\n" + b"invented " * 400

ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/review.pdf": (200, PDF, {"Content-Type": "application/pdf"}),
    "/round": (302, b"", {"Location": "/round"}),
    "/page": (200, b"<!DOCTYPE html><title>Reviews</title>" + b" " * 2000, {}),
    "/empty": (200, b"", {}),
    "/busy": (503, b"", {}),
    "/breaks-off": (200, PDF[:100], {"Content-Length": str(len(PDF))}),
}


class Publisher(BaseHTTPRequestHandler):
    """A publisher's site with all that goes wrong on one."""

    server: Site

    def do_GET(self) -> None:
        self.server.agents.append(self.headers["User-Agent"])
        self.server.hosts.append(self.headers["Host"])
        path, _, rest = self.path.partition("?")
        if path == "/leads-on":
            self._answer(302, b"", {"Location": rest})
        elif path == "/endless":
            self._drip(PDF, every=0.0)
        elif path == "/slow":
            self._drip(b"%PDF", every=0.05)
        elif path == "/slow-head":
            self._drip_head()
        else:
            self._answer(*ANSWERS.get(path, (404, b"", {})))

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, body: bytes, every: float) -> None:
        self.send_response(200)
        self.end_headers()
        self._repeat(body, every)

    def _drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self._repeat(b"x", every=0.05)

    def _repeat(self, body: bytes, every: float) -> None:
        try:
            for _ in range(100_000):
                self.wfile.write(body)
                time.sleep(every)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Publisher)
        self.agents: list[str] = []
        self.hosts: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


QUICK = FetchLimits(total_seconds=1.0, silent_seconds=0.5, size_bytes=2**20)


def get(url: str, limits: FetchLimits = QUICK) -> tuple[Fetched, bytes]:
    into = io.BytesIO()
    return fetch(url, into, limits=limits, allow_loopback=True), into.getvalue()


def test_a_pdf_is_written_as_it_was_received(site: Site) -> None:
    fetched, content = get(f"{site.address}/review.pdf")
    assert content == PDF
    assert fetched == Fetched(f"{site.address}/review.pdf", len(PDF), "application/pdf")
    assert site.agents[-1] == USER_AGENT


def test_redirects_are_followed_to_the_pdf(site: Site) -> None:
    fetched, content = get(f"{site.address}/leads-on?/review.pdf")
    assert (fetched.url, content) == (f"{site.address}/review.pdf", PDF)


@pytest.mark.parametrize(
    ("path", "failure", "passing"),
    [
        ("/gone", FetchFailure.NOT_FOUND, False),
        ("/busy", FetchFailure.REFUSED, True),
        ("/page", FetchFailure.NOT_A_PDF, False),
        ("/empty", FetchFailure.EMPTY, True),
        ("/breaks-off", FetchFailure.UNREACHABLE, True),
        ("/round", FetchFailure.TOO_MANY_REDIRECTS, False),
        ("/endless", FetchFailure.TOO_LARGE, False),
        ("/slow", FetchFailure.OUT_OF_TIME, True),
        ("/slow-head", FetchFailure.OUT_OF_TIME, True),
        ("/leads-on?ftp://example.org/review.pdf", FetchFailure.BAD_ADDRESS, False),
        ("/leads-on?http://10.0.0.1/review.pdf", FetchFailure.NOT_PUBLIC, False),
        ("/leads-on?http://169.254.169.254/latest", FetchFailure.NOT_PUBLIC, False),
    ],
)
def test_what_goes_wrong_is_named(
    site: Site, path: str, failure: FetchFailure, passing: bool
) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError) as error:
        get(site.address + path)
    assert (error.value.failure, error.value.passing) == (failure, passing)
    assert error.value.message.endswith(".")
    assert time.monotonic() - started < 3


def test_a_stated_length_over_the_limit_is_not_even_received(site: Site) -> None:
    small = FetchLimits(size_bytes=100)
    with pytest.raises(FetchError) as error:
        get(f"{site.address}/review.pdf", small)
    assert error.value.failure is FetchFailure.TOO_LARGE


def test_this_machine_is_not_fetched_from_unless_allowed(site: Site) -> None:
    before = len(site.agents)
    with pytest.raises(FetchError) as error:
        fetch(f"{site.address}/review.pdf", io.BytesIO())
    assert error.value.failure is FetchFailure.NOT_PUBLIC
    assert len(site.agents) == before


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://example.org/a.pdf",
        "http://",
        "http://someone:secret@example.org/a.pdf",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as error:
        fetch(url, io.BytesIO())
    assert error.value.failure is FetchFailure.BAD_ADDRESS


def test_a_name_is_resolved_once_and_the_checked_address_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = socket.getaddrinfo
    asked: list[str] = []

    def rebinding(host: str, *arguments: Any, **named: Any) -> Any:
        """Answer as a hostile name server does: with a harmless address the first time alone."""
        asked.append(host)
        answers = {"reviews.example": "127.0.0.1" if asked.count(host) == 1 else "10.0.0.1"}
        return ask(answers.get(host, host), *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = f"http://reviews.example:{site.server_port}/review.pdf"
    fetched, content = get(url)
    assert (fetched.url, content) == (url, PDF)
    assert asked.count("reviews.example") == 1
    assert site.hosts[-1] == f"reviews.example:{site.server_port}"


def test_nobody_listening_is_a_passing_failure() -> None:
    with pytest.raises(FetchError) as error:
        get("http://127.0.0.1:1/review.pdf")
    assert (error.value.failure, error.value.passing) == (FetchFailure.UNREACHABLE, True)
