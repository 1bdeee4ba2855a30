"""`scr add`: hand files in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from cli.store import use_store
from cli.terminal import err, out


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="PDFs, texts (.txt), folders, zips, addresses, or lists (.csv, .tsv, .txt)."
        ),
    ],
    *,
    batch: Annotated[
        str | None, typer.Option(help="Name of the batch; the date and time if not given.")
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait until the workers have done with the batch.")
    ] = False,
) -> None:
    """Hand in reports to be read, extracted and verified.

    Each file is stored by its hash. What is known already is refused with its first copy, and what
    cannot be taken is listed with the reason: nothing is dropped. Ends with 1 where nothing was
    taken that is not known already, and with --wait also where something failed or was refused.

    A .txt is a list where most of its lines are addresses, or paths that are there or end in .pdf
    or .zip (# begins a comment); else it is one report, of up to 2 MB of text. A .csv or .tsv
    gives a report a row where a column is headed abstract, text, summary, description or the like,
    named by its title, label or id; a row with an address and fewer than 25 words there, and any
    row of another table, gives its address or path. Up to 5,000 abstracts, 20 MB in all.
    """
    use_store()
    from cli.progress import refused_table, watch_until_settled
    from records.intake import add as hand_in
    from records.models import ItemState, ReportState, Stage
    from workers.dispatch import send_all

    # In the installation's own time zone, for people.
    name = batch or f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"
    added = hand_in(paths, name)
    items = added.items.all()
    reports = items.filter(state=ItemState.RECEIVED, report__state=ReportState.RECEIVED)
    waiting = items.filter(state=ItemState.WAITING)
    queued = send_all(
        [(Stage.READING, pk) for pk in reports.values_list("report_id", flat=True) if pk],
        waiting.values_list("pk", flat=True),
    )

    counts = [
        f"{items.filter(state=state).count()} {state.label.lower()}"
        for state in ItemState
        if items.filter(state=state).exists()
    ]
    out.print(f"Batch {added.pk}, {name}: {', '.join(counts) or 'nothing found'}.", markup=False)
    refused = refused_table(added)
    if refused:
        out.print(refused)
    if not queued:
        err.print(
            "Redis does not answer, so no worker knows yet. The files are kept: `scr up` starts "
            "the workers, which take up what waits.",
            style="doubt",
        )
    of_use = [ItemState.RECEIVED, ItemState.WAITING, ItemState.DUPLICATE]
    nothing_taken = not items.filter(state__in=of_use).exists()
    if nothing_taken or (wait and not watch_until_settled(added)):
        raise typer.Exit(1)
