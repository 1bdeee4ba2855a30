"""Four different sets: worked with the family, gave a report, sat on the panel, not involved."""

from __future__ import annotations

from extractors.agencies import AgencyExtractor
from extractors.reading import read
from ingest.plain_text import text_document

COVER = "Hartle Safeguarding Children Board\n\nSerious Case Review: Child V\n\n"


def roles(body: str) -> dict[str, list[str]]:
    findings = AgencyExtractor()(read(text_document(COVER + body, "review.txt")))
    found: dict[str, list[str]] = {}
    for finding in findings:
        if finding.path.startswith("agencies."):
            assert isinstance(finding.value, dict)
            found[finding.value["code"]] = finding.value["roles"]
    return found


def mechanisms(body: str) -> set[object]:
    findings = AgencyExtractor()(read(text_document(COVER + body, "review.txt")))
    return {f.value for f in findings if f.path.startswith("mechanisms.")}


def test_who_saw_the_family_was_involved() -> None:
    found = roles("# What happened\n\nThe health visitor called twice and the GP examined her.")
    assert found == {"health_visiting": ["involved"], "gp": ["involved"]}


def test_a_nil_return_is_not_involved() -> None:
    found = roles("# Methodology\n\nProbation and the youth offending team made nil returns.")
    assert found == {"probation": ["not_involved"], "youth_justice": ["not_involved"]}


def test_a_nil_statement_may_point_back() -> None:
    found = roles(
        "# Methodology\n\nLetters went to the fire service, housing and Cafcass. "
        "All three replied that they had not been involved."
    )
    assert found == {code: ["not_involved"] for code in ("fire_service", "housing", "cafcass")}


def test_only_the_last_of_a_list_may_be_meant() -> None:
    found = roles(
        "# Methodology\n\nReports were received from the police, the GP practice and housing. "
        "The last of these had no contact with the family."
    )
    assert found["housing"] == ["not_involved"]
    assert found["police"] == ["involved", "contributed"]


def test_a_seat_on_the_panel_is_no_contact() -> None:
    found = roles(
        "# Methodology\n\nThe panel comprised senior managers from the police and probation."
    )
    assert found == {
        "police": ["not_involved", "panel"],
        "probation": ["not_involved", "panel"],
    }


def test_one_to_whom_a_recommendation_is_made_is_not_involved() -> None:
    found = roles("# Recommendations\n\nCafcass should review how it records what children say.")
    assert found == {"cafcass": ["not_involved"]}


def test_what_the_terms_of_reference_ask_for_has_not_been_given() -> None:
    found = roles(
        "# Methodology\n\nThe terms of reference asked for information from housing and the police."
    )
    assert found == {"housing": ["not_involved"], "police": ["not_involved"]}


def test_work_with_the_family_outweighs_a_nil_statement_about_another_time() -> None:
    found = roles(
        "# What happened\n\nThe police had no contact with the family before May. "
        "Officers visited the house in June. The police spoke to his mother in July. "
        "In August the police referred him to the hub."
    )
    assert found["police"] == ["involved"]


def test_the_trial_is_no_work_with_the_family() -> None:
    assert "police" not in roles("# What happened\n\nHis uncle was arrested by police and charged.")


def test_a_mechanism_counts_where_it_was_used() -> None:
    used = "# What happened\n\nA strategy discussion was held the same day."
    unused = "# What happened\n\nThe case was never referred to MARAC."
    assert mechanisms(used) == {"strategy_discussion"}
    assert mechanisms(unused) == set()


def test_a_document_out_of_scope_has_no_agencies() -> None:
    document = text_document("Annual Report 2019\n\nThe police attended 46 meetings.", "report.txt")
    assert AgencyExtractor()(read(document)) == []


def test_the_name_is_the_one_that_the_report_uses() -> None:
    document = text_document(
        COVER + "# What happened\n\nHartle Children's Social Care assessed the family.",
        "review.txt",
    )
    (finding,) = AgencyExtractor()(read(document))
    assert isinstance(finding.value, dict)
    assert finding.value["name"] == "Children's Social Care"
