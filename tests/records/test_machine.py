from __future__ import annotations

import pytest

from records import machine
from records.checking import EvidenceError
from records.documents import document_of
from records.models import CurrentValue, Extraction, Finding, ReportState
from schemas.evidence import Evidence
from schemas.finding import Alternative
from tests.records import examples

pytestmark = pytest.mark.django_db


def test_a_report_keeps_the_text_that_evidence_points_into() -> None:
    read = examples.document()
    report = examples.read_report(read)
    other = examples.document(texts=("Other words.",))

    assert machine.store_document(report, other) is False
    assert document_of(report) == read


def test_the_document_of_another_file_is_refused() -> None:
    report = examples.received()
    with pytest.raises(ValueError, match="another file"):
        machine.store_document(report, examples.document("another.pdf"))


def test_findings_come_back_as_they_were_stored() -> None:
    read = examples.document()
    report = examples.read_report(read)
    found = examples.findings(read)
    found[1] = examples.finding(
        "children.0.outcome",
        "death",
        examples.words(read, "died"),
        alternatives=(Alternative("serious_harm", 0.1, (examples.words(read, "Child K"),)),),
    )
    machine.store_findings(report, "pipeline-1", found)

    assert [machine.as_finding(row) for row in machine.latest_findings(report)] == found
    report.refresh_from_db()
    assert report.state == ReportState.AWAITING_VERIFICATION
    assert report.label == "Child K"


def test_storing_a_version_twice_doubles_nothing() -> None:
    report = examples.extracted()
    again = machine.store_findings(report, "pipeline-1", [])

    assert again == Extraction.objects.get()
    assert Finding.objects.count() == 5


def test_findings_whose_words_stand_elsewhere_are_not_stored() -> None:
    report = examples.read_report()
    moved = examples.finding("review.label", "Child K", Evidence(1, 0, 7, "Child K"))

    with pytest.raises(EvidenceError, match=r"example, review.label: .* page 1 at 0 to 7"):
        machine.store_findings(report, "pipeline-1", [moved])
    assert not Extraction.objects.exists()


def test_a_new_extraction_shows_what_changed_and_touches_no_value() -> None:
    read = examples.document()
    report = examples.extracted(read)
    machine.store_findings(
        report,
        "pipeline-2",
        [
            examples.finding("review.label", "Child K", examples.words(read, "Child K")),
            examples.finding("children.0.outcome", "serious_harm", examples.words(read, "died")),
        ],
    )

    changed = {difference.path: difference for difference in machine.differences(report)}
    assert "review.label" not in changed
    outcome = changed["children.0.outcome"]
    assert outcome.before is not None
    assert outcome.before.value == "death"
    assert outcome.after is not None
    assert outcome.after.value == "serious_harm"
    assert changed["agencies.police"].after is None
    assert not CurrentValue.objects.exists()
