"""Headings become sections with a kind: by their words, what they stand under, their place."""

import pytest

from ingest.sections import kind_of, sections_of
from ingest.titles import Heading
from schemas.document import Block, Mark, MarkKind, Page, SectionKind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("1. Introduction", "introduction"),
        ("Why this case was reviewed", "introduction"),
        ("Circumstances that led to the review", "introduction"),
        ("1.3 Terms of Reference", "terms_of_reference"),
        ("Appendix B: Key lines of enquiry", "terms_of_reference"),
        ("Scope", "terms_of_reference"),
        ("2.1 The Review Panel", "panel"),
        ("Panel membership", "panel"),
        ("METHODOLOGY", "process"),
        ("Parallel processes", "process"),
        ("How the review was carried out", "process"),
        ("3 The Family", "family"),
        ("Family composition", "family"),
        ("Who was Child R?", "family"),
        ("Child R\u2019s family", "family"),
        ("Genogram", "family"),
        ("Executive summary", "summary"),
        ("Case summary", "summary"),
        ("Synopsis", "summary"),
        ("The facts", "narrative"),
        ("Chronology of significant events", "narrative"),
        ("What happened", "narrative"),
        ("January to March 2012", "narrative"),
        ("Key practice episodes", "narrative"),
        ("Overview of agency involvement", "narrative"),
        ("Critical analysis", "analysis"),
        ("Analysis against the terms of reference", "analysis"),
        ("Appraisal of practice", "analysis"),
        ("A day in the life of Child R", "child_voice"),
        ("The voice of the child", "child_voice"),
        ("Family involvement", "family_view"),
        ("What the family said", "family_view"),
        ("Views of the parents", "family_view"),
        ("Practitioner perspectives", "practitioner_view"),
        ("Finding 3: Nobody asked", "findings"),
        ("Lessons learned", "findings"),
        ("What we have learned", "findings"),
        ("Good practice", "findings"),
        ("Conclusions", "conclusions"),
        ("Could it have been prevented?", "conclusions"),
        ("Conclusions and recommendations", "recommendations"),
        ("Considerations for the Board", "recommendations"),
        ("Action plan", "recommendations"),
        ("Addendum, March 2016", "addendum"),
        ("Postscript", "addendum"),
        ("Update after the trial", "addendum"),
        ("Appendix C", "back_matter"),
        ("Glossary of terms", "back_matter"),
        ("References", "back_matter"),
    ],
)
def test_titles_name_kinds(title, kind):
    assert kind_of(title) == SectionKind(kind)


@pytest.mark.parametrize("title", ["The gate", "3 Workers", "Out of sight", "Housing"])
def test_silent_titles_name_none(title):
    assert kind_of(title) is None


TEXT = "x" * 1000


def sections(*titles, covers=frozenset(), contents=None):
    """Return the sections of one page with headings of these titles and sizes, 50 apart."""
    headings = [
        Heading(1, 50 + 50 * at, 60 + 50 * at, title, number, size, bold=True, capitals=False)
        for at, (title, number, size) in enumerate(titles)
    ]
    marks = (Mark(MarkKind.CONTENTS, *contents),) if contents else ()
    page = Page(1, 595, 842, 0, TEXT, blocks=(Block(0, 40),), marks=marks)
    return sections_of((page,), [headings], covers)


def kinds(*titles):
    return [(section.kind.value, section.level) for section in sections(*titles)][1:]


def test_a_section_ends_at_the_next_heading_of_its_level():
    made = sections(("1 Analysis", "1", 16), ("1.1 Health", "1.1", 13), ("2 Findings", "2", 16))

    assert [(s.start, s.end) for s in made] == [(0, 50), (50, 150), (100, 150), (150, 1000)]


def test_a_silent_title_has_the_kind_of_the_section_around_it():
    assert kinds(("Analysis", "", 16), ("Health visiting", "", 13)) == [
        ("analysis", 1),
        ("analysis", 2),
    ]


def test_everything_under_an_executive_summary_is_summary():
    made = kinds(
        ("Executive summary", "", 18),
        ("The family", "", 14),
        ("Recommendations", "", 14),
        ("Overview report: introduction", "", 18),
    )

    assert [kind for kind, _ in made] == ["summary", "summary", "summary", "introduction"]


def test_a_theme_of_the_analysis_stays_analysis():
    made = kinds(("Analysis", "", 16), ("What was known of the father", "", 13), ("Scope", "", 13))

    assert [kind for kind, _ in made] == ["analysis"] * 3


def test_a_silent_chapter_before_the_analysis_is_narrative():
    made = kinds(("The family", "", 16), ("The years in care", "", 16), ("Analysis", "", 16))

    assert [kind for kind, _ in made] == ["family", "narrative", "analysis"]


def test_a_silent_chapter_after_the_recommendations_stays_other():
    assert kinds(("Recommendations", "", 16), ("Thanks", "", 16))[-1] == ("other", 1)


def test_depth_of_number_tells_levels_in_one_size():
    made = kinds(("1 Analysis", "1", 12), ("1.1 Health", "1.1", 12), ("2 Findings", "2", 12))

    assert [level for _, level in made] == [1, 2, 1]


def test_contents_are_a_section_that_holds_no_other():
    made = sections(("1 Introduction", "1", 16), contents=(20, 40))

    assert [(s.kind.value, s.start, s.end) for s in made] == [
        ("cover", 0, 20),
        ("contents", 20, 50),
        ("introduction", 50, 1000),
    ]


def test_every_position_belongs_to_a_section():
    made = sections(("The family", "", 16), ("Her father", "", 13), ("Analysis", "", 16))

    for at in range(len(TEXT)):
        assert any(section.start <= at < section.end for section in made)


def test_a_text_without_headings_is_one_section_of_no_kind():
    assert [s.kind for s in sections()] == [SectionKind.OTHER]
