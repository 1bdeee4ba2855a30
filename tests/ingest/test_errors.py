from __future__ import annotations

import pickle

import pytest

from ingest.errors import MESSAGES, Failure, ReadingError


@pytest.mark.parametrize("failure", Failure)
def test_every_failure_says_what_to_do(failure: Failure) -> None:
    message = ReadingError(failure).message
    assert message == MESSAGES[failure]
    assert message.count(". ") >= 1
    assert message.endswith(".")


def test_an_error_survives_the_way_between_processes() -> None:
    error = ReadingError(Failure.CRASHED, "An invented sentence.", passing=True)
    for copy in (ReadingError.from_fields(error.fields()), pickle.loads(pickle.dumps(error))):
        assert copy.fields() == error.fields()
        assert str(copy) == "An invented sentence."
