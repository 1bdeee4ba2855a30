"""Who holds a lease: a process of a machine, and whether it still lives.

A killed process leaves its lease behind. On the same machine that can be told at once, so that its
work need not wait for the lease to run out.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path


def this_process() -> str:
    """Return the name of this process: machine, process id and when it began, parted by slashes."""
    return f"{socket.gethostname()}/{os.getpid()}/{_began(os.getpid())}"


def is_lost(holder: str) -> bool:
    """Whether the holder was a process of this machine that is gone. Others are not judged."""
    machine, _, process = holder.partition("/")
    process_id, _, began = process.partition("/")
    if machine != socket.gethostname() or not process_id.isdecimal():
        return False
    return _began(int(process_id)) != began


def _began(process_id: int) -> str:
    """Return when a process began, in clock ticks since the machine did; "" where there is none.

    Process ids are used again; together with this they are not. A zombie counts as gone.
    """
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The second field, the program's name in brackets, may hold anything; the rest is plain.
    state, *fields = stat.rpartition(")")[2].split()
    return "" if state == "Z" else fields[18]
