"""`scr demo`: every sample report through the whole pipeline."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from cli.store import use_store
from cli.terminal import complain, err

PROJECT = Path(__file__).resolve().parent.parent
DEMO_HOME = PROJECT / "data" / "demo"


def demo(
    *,
    serve: Annotated[
        bool, typer.Option(help="Leave the web server running; else end when all is done.")
    ] = True,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    minutes: Annotated[float, typer.Option(help="Give up after so long.")] = 10.0,
) -> None:
    """Send the sample reports through real workers, show what was found, export, and serve.

    Keeps everything in data/demo, which it empties first; a database or Redis that the environment
    names is left alone. The exit code is 1 where a report did not end as it should.
    """
    _use_demo_home()
    from cli.ports import is_taken
    from workers.redis_server import EmbeddedRedis

    if EmbeddedRedis(DEMO_HOME / "redis").is_running():
        complain("A demo is running already. Stop it first (Ctrl-C where it was started).")
        raise typer.Exit(2)
    if serve and is_taken("127.0.0.1", port):
        complain(f"Another program listens at port {port}. Stop it, or give another --port.")
        raise typer.Exit(2)
    shutil.rmtree(DEMO_HOME, ignore_errors=True)
    DEMO_HOME.mkdir(parents=True)
    use_store()
    err.print(f"Services write to {DEMO_HOME / 'services.log'}.", style="quiet", soft_wrap=True)
    from cli.demonstration import Demonstration

    raise typer.Exit(Demonstration(PROJECT, DEMO_HOME, port, minutes * 60).run(serve=serve))


def _use_demo_home() -> None:
    """Point the settings at the demo's own directory, before Django reads them."""
    os.environ.update(SCR_HOME=str(DEMO_HOME), DATABASE_URL="", REDIS_URL="")
