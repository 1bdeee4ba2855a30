"""`scr up`: every service under one supervisor."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.store import use_store
from cli.terminal import complain, out


def up(
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    concurrency: Annotated[
        int | None, typer.Option(help="Worker processes; one for each core if not given.")
    ] = None,
) -> None:
    """Start Redis (where REDIS_URL names none), workers, clock and web server.

    Ctrl-C or SIGTERM stops them in order. One that ends unasked is started again.
    """
    use_store()
    from cli.ports import is_taken
    from cli.services import services
    from workers.supervisor import NotReadyError, Supervisor

    if is_taken(host, port):
        complain(f"Another program listens at {host}:{port}. Stop it, or give another --port.")
        raise typer.Exit(2)
    supervisor = Supervisor(services(host, port, concurrency=concurrency), _say)
    supervisor.stop_on_signals()
    try:
        supervisor.start()
        _say("scr", f"Ready: http://{host}:{port} (Ctrl-C stops everything)")
        code = supervisor.run()
    except NotReadyError as error:
        complain(f"{error} What it said is above.")
        code = 1
    finally:
        supervisor.close()
    raise typer.Exit(code)


def _say(service: str, line: str) -> None:
    out.print(f"{service:<7}| {line}", markup=False, soft_wrap=True)
