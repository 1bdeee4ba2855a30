"""`scr status`: how far the reports have come."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.store import use_store
from cli.terminal import complain, out


def status(
    batch: Annotated[
        str | None, typer.Argument(help="Number or name of a batch; everything if not given.")
    ] = None,
    *,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on showing until the machine has done.")
    ] = False,
) -> None:
    """Show how many reports are in which state, and why those that failed did."""
    use_store()
    from cli.progress import status_view, watch_until_settled
    from records.models import Batch

    chosen = None
    if batch is not None:
        named = Batch.objects.filter(name=batch)
        chosen = (named or Batch.objects.filter(pk=int(batch) if batch.isdecimal() else -1)).first()
        if chosen is None:
            recent = ", ".join(f"{known.pk} ({known.name})" for known in Batch.objects.all()[:5])
            complain(f"There is no batch {batch}. The latest are: {recent or 'none yet'}.")
            raise typer.Exit(2)
    if watch:
        watch_until_settled(chosen)
    else:
        out.print(status_view(chosen))
