"""Whether someone listens at an address."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request


def answers(host: str, port: int) -> bool:
    """Whether anything answers there, if only with a redirect to the sign-in page."""
    try:
        with urllib.request.urlopen(f"http://{_reachable(host)}:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def is_taken(host: str, port: int) -> bool:
    """Whether another program listens at an address."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((_reachable(host), port)) == 0


def _reachable(host: str) -> str:
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
