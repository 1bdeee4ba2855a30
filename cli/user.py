"""`scr user`: accounts of people who verify."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.store import use_store
from cli.terminal import complain, out

app = typer.Typer(help="Accounts of the people who verify.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `add` a command of its own while it is the only one."""


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Name to sign in with.")],
    password: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for if not given."
        ),
    ],
) -> None:
    """Make an account, or give an account a new password."""
    use_store()
    from django.core.exceptions import ValidationError

    from records.accounts import create_account

    try:
        create_account(name, password)
    except ValidationError as error:
        for message in error.messages:
            complain(message)
        raise typer.Exit(1) from error
    out.print(f"{name} can sign in.", markup=False)
