"""Fetching one PDF from its address: public hosts alone, bounded in time, size and redirects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from typing import BinaryIO

import httpx

from ingest.addresses import NotPublicError
from ingest.connections import CheckedTransport, Watchdog
from ingest.opening import SNIFFED_BYTES, is_pdf, kind_of_file

USER_AGENT = f"scr-pathways/{version('scr-pathways')} (research on published case reviews)"

_CHUNK_BYTES = 2**16
_MEBIBYTE = 2**20
_SCHEMES = {"http", "https"}
_BUSY = {408, 425, 429}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one address may cost: bytes received, seconds in all and to connect, redirects."""

    size_bytes: int = 200 * _MEBIBYTE
    total_seconds: float = 180.0
    connect_seconds: float = 15.0
    silent_seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the address it came from in the end, its size, and the type the server gave."""

    url: str
    size: int
    content_type: str


class FetchFailure(StrEnum):
    """Why nothing could be fetched."""

    BAD_ADDRESS = "bad_address"
    NOT_PUBLIC = "not_public"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NOT_FOUND = "not_found"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_LARGE = "too_large"
    OUT_OF_TIME = "out_of_time"
    NOT_A_PDF = "not_a_pdf"
    EMPTY = "empty"


class FetchError(Exception):
    """An address could not be fetched.

    Attributes:
        failure: The named reason.
        message: What happened and what to do, for people.
        passing: Whether it may be otherwise at another time.
    """

    def __init__(self, failure: FetchFailure, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.failure = failure
        self.message = message
        self.passing = passing


def fetch(
    url: str,
    into: BinaryIO,
    *,
    limits: FetchLimits | None = None,
    allow_loopback: bool = False,
) -> Fetched:
    """Write the PDF at an address to `into`.

    The address of each host, redirects included, is resolved and checked here, and the connection
    goes to that very address. Proxies that the environment names are not used.

    Args:
        url: The address, http or https.
        into: Where to write to; on failure it may hold a part.
        limits: What it may cost.
        allow_loopback: Whether the address may be on this machine.

    Raises:
        FetchError: It could not be fetched; says why and what to do.
    """
    limits = limits or FetchLimits()
    timeout = httpx.Timeout(limits.silent_seconds, connect=limits.connect_seconds)
    with (
        Watchdog(limits.total_seconds) as watchdog,
        httpx.Client(
            transport=CheckedTransport(allow_loopback=allow_loopback),
            timeout=timeout,
            trust_env=False,
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "application/pdf, */*;q=0.1",
                "Accept-Encoding": "identity",
            },
        ) as client,
        _failures_named(watchdog),
    ):
        return _follow(client, url, into, limits, watchdog)


def _follow(
    client: httpx.Client, url: str, into: BinaryIO, limits: FetchLimits, watchdog: Watchdog
) -> Fetched:
    address = _address(url)
    for _ in range(limits.redirects + 1):
        extensions = {"trace": watchdog.trace}
        with client.stream("GET", address, extensions=extensions) as response:
            if not response.has_redirect_location:
                _check_status(response)
                return _receive(response, into, limits, watchdog)
            address = _address(str(address.join(response.headers["location"])))
    raise FetchError(
        FetchFailure.TOO_MANY_REDIRECTS,
        f"The address leads on more than {limits.redirects} times. Give that of the PDF itself.",
    )


def _address(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise FetchError(FetchFailure.BAD_ADDRESS, "The address is not well formed.") from error
    if address.scheme not in _SCHEMES or not address.host:
        raise FetchError(
            FetchFailure.BAD_ADDRESS, "Only addresses that begin with http or https are fetched."
        )
    if address.userinfo:
        raise FetchError(
            FetchFailure.BAD_ADDRESS, "The address holds a user name. Only public ones are fetched."
        )
    return address


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if response.is_success:
        return
    if status in {404, 410}:
        raise FetchError(
            FetchFailure.NOT_FOUND,
            f"There is nothing at the address any more ({status}). Look for it at the publisher's "
            "site, or in the national repository.",
        )
    raise FetchError(
        FetchFailure.REFUSED,
        f"The server answered with an error ({status} {response.reason_phrase}). Open the address "
        "in a browser; if that works, save the file and add it.",
        passing=status in _BUSY or response.is_server_error,
    )


def _receive(
    response: httpx.Response, into: BinaryIO, limits: FetchLimits, watchdog: Watchdog
) -> Fetched:
    """Write the body to `into`, and stop as soon as it is too large or shows to be no PDF."""
    stated = response.headers.get("content-length", "")
    if stated.isdigit():
        _check_size(int(stated), limits)
    size = 0
    start = b""
    sniffed = False
    for chunk in response.iter_bytes(_CHUNK_BYTES):
        if watchdog.time_is_up:
            raise _out_of_time()
        size += len(chunk)
        _check_size(size, limits)
        if not sniffed:
            start += chunk
            sniffed = len(start) >= SNIFFED_BYTES
            if sniffed:
                _check_is_pdf(start)
        into.write(chunk)
    if not sniffed:
        _check_is_pdf(start)
    return Fetched(str(response.url), size, response.headers.get("content-type", ""))


def _check_size(size: int, limits: FetchLimits) -> None:
    if size > limits.size_bytes:
        most = limits.size_bytes // _MEBIBYTE
        raise FetchError(
            FetchFailure.TOO_LARGE,
            f"The file is larger than {most} MB. Download it yourself, and add the file.",
        )


def _check_is_pdf(start: bytes) -> None:
    if not start:
        raise FetchError(FetchFailure.EMPTY, "The server sent an empty file.", passing=True)
    if not is_pdf(start):
        kind = kind_of_file(start) or "not a PDF"
        raise FetchError(
            FetchFailure.NOT_A_PDF,
            f"What the server sent is {kind}. Open the address in a browser, and give that of the "
            "PDF itself.",
        )


def _out_of_time() -> FetchError:
    return FetchError(
        FetchFailure.OUT_OF_TIME,
        "The server took too long. Try again later, or download the file yourself and add it.",
        passing=True,
    )


@contextmanager
def _failures_named(watchdog: Watchdog) -> Iterator[None]:
    """Turn what goes wrong on the network into a `FetchError`."""
    try:
        yield
    except NotPublicError as error:
        raise FetchError(
            FetchFailure.NOT_PUBLIC,
            f"{error} Only public addresses are fetched; download the file yourself and add it.",
        ) from error
    except httpx.TimeoutException as error:
        raise _out_of_time() from error
    except (httpx.HTTPError, OSError, UnicodeError) as error:
        if watchdog.time_is_up:
            raise _out_of_time() from error
        raise FetchError(
            FetchFailure.UNREACHABLE,
            f"The server could not be reached, or broke off ({type(error).__name__}). Check the "
            "address in a browser, or try again later.",
            passing=True,
        ) from error
