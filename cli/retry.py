"""`scr retry`: take failed reports up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.store import use_store
from cli.terminal import complain, err, out

if TYPE_CHECKING:
    from records.models import Report


def retry(
    reports: Annotated[
        list[str] | None,
        typer.Argument(help="Numbers, file names or the beginnings of hashes."),
    ] = None,
    *,
    failed: Annotated[
        bool, typer.Option("--failed", help="Every report that failed, and every address.")
    ] = False,
) -> None:
    """Try failed reports again, each at the stage where it failed."""
    use_store()
    from records.fetches import retry_failed
    from records.models import Report, ReportState
    from records.states import StateError
    from records.work import retry as take_up
    from workers.dispatch import send_all

    if not reports and not failed:
        complain("Name the reports to try again, or give --failed. `scr status` lists them.")
        raise typer.Exit(2)
    chosen = [_find(given) for given in reports or []]
    if failed:
        chosen += Report.objects.filter(state=ReportState.FAILED)
    taken_up = []
    for report in dict.fromkeys(chosen):
        try:
            taken_up.append((take_up(report), report.pk))
        except StateError as error:
            complain(str(error))
            raise typer.Exit(1) from error
    items = retry_failed() if failed else []
    out.print(f"{len(taken_up) + len(items)} taken up again.")
    if not send_all(taken_up, items):
        err.print(
            "Redis does not answer. `scr up` starts the workers, which take up what waits.",
            style="doubt",
        )


def _find(given: str) -> Report:
    from django.db.models import Q

    from records.models import Report

    by_number = Q(pk=int(given)) if given.isdecimal() else Q()
    found = Report.objects.filter(by_number) if by_number else Report.objects.none()
    if not found:
        found = Report.objects.filter(Q(name=given) | Q(sha256__startswith=given.lower()))
    if len(found) != 1:
        several = "more than one report" if found else "no report"
        complain(f"{given} is {several}. Give the number that `scr status` shows.")
        raise typer.Exit(2)
    return found[0]
