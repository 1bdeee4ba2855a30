"""Pages of a report: as a sheet for the desk, as an image, and the file as it was received."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ingest.errors import ReadingError
from ingest.opening import SNIFFED_BYTES
from ingest.texts import is_text
from records.checking import page_texts
from records.intake import file_of
from records.models import Page, Report
from verify.asking import Ask
from verify.desk import desk_for
from verify.page_images import WIDTHS, page_image
from verify.quotes import spans_of

_FOR_GOOD = "private, max-age=31536000, immutable"


@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page (`page`, from 1) beside the field that is open, without a new panel."""
    report = get_object_or_404(Report, pk=pk)
    if not getattr(request, "htmx", False):
        return redirect(f"{reverse('verify:desk', args=[pk])}?{request.GET.urlencode()}")
    shown = desk_for(report, Ask.of(request.GET))
    if shown.sheet is None:
        raise Http404("The report has no pages.")
    return render(request, "verify/sheet_answer.html", shown.context())


@require_GET
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the next page that has the words looked for, beginning after the one on screen."""
    report = get_object_or_404(Report, pk=pk)
    ask = Ask.of(request.GET)
    pages = [number for number, text in page_texts(report).items() if spans_of(text, ask.find)]
    pages.sort()
    here = ask.on_screen or 0
    ahead = next((number for number in pages if number > here), next(iter(pages), here or 1))
    if not getattr(request, "htmx", False):
        query = {"field": ask.path, "page": ahead, "find": ask.find}
        return redirect(f"{reverse('verify:desk', args=[pk])}?{urlencode(query)}")
    shown = desk_for(report, replace(ask, page=ahead))
    found = (
        f"Found on page {', '.join(map(str, pages))}." if pages else "The report has no such words."
    )
    return render(request, "verify/sheet_answer.html", {**shown.context(), "found": found})


@require_GET
def image(request: HttpRequest, pk: int, number: int, size: str, sha256: str) -> HttpResponse:  # noqa: ARG001 - Django passes the request
    """Send the image of a page. The hash in the address lets a browser keep it for good."""
    if size not in WIDTHS:
        raise Http404("There is no such image.")
    pages = Page.objects.select_related("report")
    page = get_object_or_404(pages, report=pk, report__sha256=sha256, number=number)
    try:
        content = page_image(page, size)
    except ReadingError as error:
        return HttpResponse(error.message, status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(content, content_type="image/webp", headers={"Cache-Control": _FOR_GOOD})


@require_GET
def original(request: HttpRequest, pk: int) -> FileResponse:  # noqa: ARG001 - Django passes the request
    """Send the file as it was received, to be saved and not shown."""
    report = get_object_or_404(Report, pk=pk)
    try:
        file = file_of(report).open("rb")
    except FileNotFoundError:
        raise Http404("The file is not in the store.") from None
    start = file.read(SNIFFED_BYTES)
    file.seek(0)
    kind = "text/plain" if is_text(report.name, start) else "application/pdf"
    return FileResponse(file, as_attachment=True, filename=report.name, content_type=kind)
