"""From the store to rows: what people decided and, on request, what the machine suggests."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Max, QuerySet

from export.shown import Showing, Shown
from export.tables import SEPARATOR, Cell, Row, tables
from records.coding import codings_of
from records.models import Extraction, Finding, Report, ReportState
from records.paths import CODE_ONLY, LIST_GROUPS, path_to
from schemas.codebook import Variable, codebook
from schemas.finding import FindingValue

REPORTS_AT_A_TIME = 50

_BEGUN = (ReportState.IN_VERIFICATION, ReportState.VERIFIED)
_EXTRACTED = (ReportState.AWAITING_VERIFICATION, *_BEGUN)

_LINE_END_HYPHEN = re.compile(r"\ufffe\s*")

TableRow = tuple[str, Row]
"""The name of a table and a row of it."""


def dataset_rows(
    *, include_unverified: bool = False, reports: QuerySet[Report] | None = None
) -> Iterator[TableRow]:
    """Yield the rows of every table, report by report.

    Args:
        include_unverified: Whether to show what the machine suggests where nobody decided. Rows
            say so in their coding state. Reports that nobody has begun are then in it too.
        reports: The reports to take; all if not given. Those that failed, are duplicates or have
            not been extracted are never in it.
    """
    chosen = Report.objects.all() if reports is None else reports
    states = _EXTRACTED if include_unverified else _BEGUN
    ids = list(chosen.filter(state__in=states).order_by("id").values_list("pk", flat=True))
    for start in range(0, len(ids), REPORTS_AT_A_TIME):
        some = list(Report.objects.filter(pk__in=ids[start : start + REPORTS_AT_A_TIME]))
        codings = codings_of(some)
        suggestions = _suggestions(some) if include_unverified else {}
        for report in some:
            yield from report_rows(
                report, Showing(codings[report.pk], suggestions.get(report.pk, {}))
            )


def report_rows(report: Report, showing: Showing) -> Iterator[TableRow]:
    """Yield the rows of one report: itself, its children, the items of its lists, the evidence."""
    yield _row("reviews", _review(report, showing))
    for child in showing.children():
        yield _row("children", _child(report, showing, child))
    for list_name in LIST_GROUPS:
        for path, item in showing.items(list_name):
            yield _row(list_name, _item(report, list_name, path, item))
    shown_children = {None, *showing.children()}
    for path in sorted(showing.paths()):
        if _child_number(path) in shown_children:
            for row in _evidence(report, path, showing.at(path)):
                yield _row("evidence", row)


def _suggestions(reports: Sequence[Report]) -> dict[int, dict[str, Finding]]:
    """Return the findings of the last extraction of each report, by report and path."""
    latest = (
        Extraction.objects.filter(report__in=reports)
        .values("report")
        .annotate(last=Max("id"))
        .values_list("last", flat=True)
    )
    found: defaultdict[int, dict[str, Finding]] = defaultdict(dict)
    for finding in Finding.objects.filter(extraction__in=list(latest)).select_related("extraction"):
        found[finding.extraction.report_id][finding.path] = finding
    return found


def _row(table: str, cells: Row) -> TableRow:
    return table, tables()[table].row(cells)


def _review(report: Report, showing: Showing) -> Row:
    return {
        "report_id": report.pk,
        "sha256": report.sha256,
        "file_name": report.name,
        "report_state": report.state,
        "pages": report.page_count,
        "read_by_ocr": report.read_by_ocr,
        "edition_of": report.edition_of_id,
        **_variables(showing, codebook().group("review"), None),
    }


def _child(report: Report, showing: Showing, child: int) -> Row:
    return {
        "report_id": report.pk,
        "child_number": child,
        "child_coding_state": showing.child_state(child).value,
        **_variables(showing, codebook().group("child"), child),
    }


def _variables(showing: Showing, variables: Iterable[Variable], child: int | None) -> Row:
    cells: Row = {}
    for variable in variables:
        shown = showing.at(path_to(variable, child))
        cells |= value_cells(variable, shown.value)
        for name, cell in _state_cells(shown).items():
            cells[f"{variable.name}_{name}"] = cell
    return cells


def _item(report: Report, list_name: str, path: str, shown: Shown) -> Row:
    value = {"code": shown.value} if list_name in CODE_ONLY else shown.value
    fields = value if isinstance(value, dict) else {}
    cells: Row = {}
    for variable in codebook().group(LIST_GROUPS[list_name]):
        cells |= value_cells(variable, fields.get(variable.name))
    return {
        "report_id": report.pk,
        "path": path,
        **cells,
        **_state_cells(shown),
        "confidence": shown.confidence,
    }


def _state_cells(shown: Shown) -> Row:
    """Return what is known of a value, and the first of its words."""
    first = shown.evidence[0] if shown.evidence else None
    return {
        "coding_state": shown.coding_state,
        "status": shown.status or None,
        "page": first.page if first else None,
        "quote": in_one_line(first.quote) if first else None,
    }


def _evidence(report: Report, path: str, shown: Shown) -> Iterator[Row]:
    first = path.partition(".")[0]
    for number, words in enumerate(shown.evidence, 1):
        yield {
            "report_id": report.pk,
            "path": path,
            "table": "reviews" if first == "review" else first,
            "child_number": _child_number(path),
            "number": number,
            "page": words.page,
            "start": words.start,
            "end": words.end,
            "quote": words.quote,
            "about": words.about,
            "coding_state": shown.coding_state,
            "status": shown.status or None,
            "confidence": shown.confidence,
        }


def _child_number(path: str) -> int | None:
    parts = path.split(".")
    return int(parts[1]) if parts[0] == "children" else None


def value_cells(variable: Variable, value: FindingValue) -> dict[str, Cell]:
    """Return the cells of a value, by column; empty ones for None.

    >>> value_cells(codebook().variable("child", "maltreatment"), ["neglect", "physical"])
    {'maltreatment': 'neglect; physical'}
    """
    if variable.kind == "age":
        age = value if isinstance(value, dict) else {}
        months = {
            f"age_{name}": _months(age.get(name)) for name in ("months", "months_min", "months_max")
        }
        return {**months, "age_basis": age.get("basis")}
    if isinstance(value, list):
        return {variable.name: SEPARATOR.join(value)}
    assert not isinstance(value, dict)
    return {variable.name: value}


def _months(value: float | None) -> float | None:
    return None if value is None else float(value)


def in_one_line(quote: str) -> str:
    r"""Return words as a reader sees them: line ends become blanks, broken words are joined.

    >>> in_one_line("was be\ufffelatedly\r\nseen")
    'was belatedly seen'
    """
    return " ".join(_LINE_END_HYPHEN.sub("", quote).split())
