from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.checking import CodingError
from verify.dates import date_from, date_in_words


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2014", "2014"),
        ("2014-2", "2014-02"),
        ("02/2014", "2014-02"),
        ("February 2014", "2014-02"),
        ("feb 2014", "2014-02"),
        ("17 February 2014", "2014-02-17"),
        ("17th February, 2014", "2014-02-17"),
        ("17/2/2014", "2014-02-17"),
    ],
)
def test_a_date_is_kept_as_exact_as_it_was_written(written: str, kept: str) -> None:
    assert date_from(written) == kept


@pytest.mark.parametrize("written", ["", "14", "Spring 2014", "2014-02-17-1", "Fexruary 2014"])
def test_what_is_no_date_is_refused_with_the_way_to_write_it(written: str) -> None:
    with pytest.raises(CodingError, match="17 February 2014"):
        date_from(written)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_what_is_said_can_be_written_again(day: object, length: int) -> None:
    kept = str(day)[:length]
    assert date_from(date_in_words(kept)) == kept
