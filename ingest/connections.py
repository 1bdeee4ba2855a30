"""Connections to checked addresses alone, cut off when the time is up."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol, Self, cast

import httpx

from ingest.addresses import resolve


class CheckedTransport(httpx.BaseTransport):
    """Connects to the addresses that were checked, and to nothing else."""

    def __init__(self, *, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback
        # A connection is not used again: it may be to another host at the same address.
        unused = httpx.Limits(max_keepalive_connections=0)
        self._wrapped = httpx.HTTPTransport(trust_env=False, limits=unused)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first checked address of its host that answers.

        The host's name stays in the Host header and in the name that the certificate must bear.
        """
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        name = url.raw_host.decode("ascii")
        addresses = resolve(name, port, allow_loopback=self._allow_loopback)
        request.extensions = {**request.extensions, "sni_hostname": name}
        failed: httpx.TransportError | None = None
        for address in addresses:
            request.url = url.copy_with(host=address)
            try:
                response = self._wrapped.handle_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
            else:
                return response
            finally:
                request.url = url
        raise failed or httpx.ConnectError("the host has no address")

    def close(self) -> None:
        """Close the connections."""
        self._wrapped.close()


class _Stream(Protocol):
    """A connection of httpcore's."""

    def get_extra_info(self, info: str) -> socket.socket: ...


class Watchdog:
    """Cuts the connections off when the time is up.

    Time-outs of single reads do not bound the whole: a server may send a byte every few seconds.
    """

    def __init__(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self._connections: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for connection in self._connections:
            connection.close()

    @property
    def time_is_up(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._deadline

    def trace(self, event: str, info: Mapping[str, object]) -> None:
        """Take note of a connection as it is made (an extension of httpcore's).

        What is kept is a second handle of the same connection: TLS takes over the first.
        """
        if event == "connection.connect_tcp.complete":
            made = cast("_Stream", info["return_value"]).get_extra_info("socket")
            self._connections.append(socket.socket(fileno=os.dup(made.fileno())))

    def _cut(self) -> None:
        for connection in self._connections:
            with suppress(OSError):  # it is closed already
                connection.shutdown(socket.SHUT_RDWR)
