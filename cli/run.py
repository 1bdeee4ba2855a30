"""`scr run`: one service in the foreground, as `scr up` and docker-compose.yml start them."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from cli.terminal import complain, err

app = typer.Typer(
    help="Run one service in the foreground (`scr up` runs them all).", no_args_is_help=True
)


@app.command("worker")
def worker(
    concurrency: Annotated[
        int | None, typer.Option(help="Processes; one for each core if not given.")
    ] = None,
) -> None:
    """Run a worker: it fetches, reads and extracts."""
    _django()
    from workers import commands

    commands.become(commands.worker(concurrency))


@app.command("beat")
def beat() -> None:
    """Run the clock that has the sweeper queue what is due. One for an installation."""
    _django()
    from workers import commands

    commands.become(commands.beat())


@app.command("web")
def web(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    processes: Annotated[int, typer.Option(help="Web processes.")] = 2,
) -> None:
    """Run the web server, where people verify."""
    from workers import commands

    commands.become(commands.web(host, port, processes))


@app.command("redis")
def redis() -> None:
    """Run the embedded Redis of this installation."""
    _django()
    from workers.commands import end_with_supervisor
    from workers.redis_server import EmbeddedRedis, RedisError, is_embedded

    if not is_embedded():
        complain("REDIS_URL names a Redis server, so none is started here.")
        raise typer.Exit(2)
    end_with_supervisor()
    try:
        EmbeddedRedis.of_installation().run()
    except RedisError as error:
        complain(str(error))
        raise typer.Exit(1) from error


@app.command("migrate")
def migrate() -> None:
    """Bring the database up to this version, and end."""
    _django()
    from cli.store import migrate as bring_up

    bring_up()
    err.print("The database is up to date.", style="quiet")


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
