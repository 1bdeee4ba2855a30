"""Ages in wordings of our own: each row of `ages_told.tsv` marks a phrase and gives its months.

A row without months marks what is no age.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.age import find_ages

ROWS = [
    (*line.split("\t"), "", "")[:3]
    for line in Path(__file__).with_name("ages_told.tsv").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("marked", "least", "most"), ROWS)
def test_an_age_is_read_in_whichever_words_it_is_told(marked, least, most):
    head, _, rest = marked.partition("[[")
    phrase, _, tail = rest.partition("]]")
    start, end = len(head), len(head) + len(phrase)
    hits = [a for a in find_ages(head + phrase + tail) if a.start < end and start < a.end]
    if not least:
        assert hits == []
    else:
        months = [(a.min_months, a.max_months) for a in hits]
        assert (pytest.approx(float(least), abs=0.1), pytest.approx(float(most), abs=0.1)) in months
