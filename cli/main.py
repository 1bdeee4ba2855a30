"""The commands of `scr`, put together."""

from __future__ import annotations

import typer

from cli import add, demo, doctor, export, extract, retry, run, status, up, user

app = typer.Typer(
    name="scr",
    help="Turn published Serious Case Reviews into a verified research dataset.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("add")(add.add)
app.command("extract")(extract.extract)
app.command("status")(status.status)
app.command("retry")(retry.retry)
app.command("export")(export.export)
app.command("up")(up.up)
app.command("doctor")(doctor.doctor)
app.command("demo")(demo.demo)
app.add_typer(user.app, name="user")
app.add_typer(run.app, name="run")
