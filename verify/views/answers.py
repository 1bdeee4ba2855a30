"""How the desk answers: a whole page for a browser without script, what changed for htmx."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from records.models import Report
from verify.asking import END, Ask, Outcome
from verify.desk import Desk, desk_for
from verify.rail import rail_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_htmx.middleware import HtmxDetails

    class SignedIn(HttpRequest):
        """A request of a person; the middleware lets no other through."""

        user: User
        htmx: HtmxDetails


def readable(pk: int) -> Report:
    """Return a report that the machine has read. Raises Http404 for any other."""
    report = get_object_or_404(Report, pk=pk)
    if not report.extractions.exists():
        raise Http404("The report has not been read yet.")
    return report


def answer(
    request: SignedIn, report: Report, ask: Ask, outcome: Outcome | None = None
) -> HttpResponse:
    """Show what is asked for, and what came of the last thing that was done."""
    shown = desk_for(report, ask, outcome)
    context, status = shown.context(), shown.outcome.status
    if request.htmx:
        context["sheet_changes"] = ask.on_screen != shown.page_number
        response = render(request, "verify/answer.html", context, status=status)
        response.headers["HX-Replace-Url"] = _address(shown)
        return response
    context["rail"] = rail_of(shown)
    return render(request, "verify/desk.html", context, status=status)


def _address(shown: Desk) -> str:
    if shown.ask.add:
        return shown.address("", add=shown.ask.add)
    return shown.address(shown.field.path if shown.field else END)


def show(request: SignedIn, report: Report, path: str, said: str) -> HttpResponse:
    """Show a field after something was saved: at once for htmx, by redirection for a form."""
    if request.htmx:
        on_screen = Ask.of(request.POST).on_screen
        return answer(request, report, Ask(path, on_screen=on_screen), Outcome(said=said))
    if said:
        messages.info(request, said)
    return redirect(f"{reverse('verify:desk', args=[report.pk])}?{urlencode({'field': path})}")


def leave(request: SignedIn, address: str) -> HttpResponse:
    """Go to another page."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
