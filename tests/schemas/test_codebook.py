"""The codebook: loads, is closed, and says what the record can hold."""

import pytest

from schemas.codebook import codebook
from schemas.record import Child, Coded, FamilyFactor, PressurePoint, Recommendation, Review
from schemas.status import ValueStatus

KINDS_WITH_CODES = {"code", "codes", "age"}


def test_every_variable_belongs_to_a_group_and_is_defined():
    book = codebook()

    assert {variable.group for variable in book.variables} == set(book.groups)
    assert all(variable.definition for variable in book.variables)


def test_coded_variables_have_codes_and_no_other_has():
    book = codebook()

    for variable in book.variables:
        codes = book.codes(variable.group, variable.name)
        assert bool(codes) == (variable.kind in KINDS_WITH_CODES), variable.name


def test_yes_and_no_are_words_not_booleans():
    codes = codebook().codes("pressure_point", "judged_problem")

    assert list(codes) == ["yes", "no", "unclear"]


def test_every_boundary_event_has_a_direction():
    codes = codebook().codes("pressure_point", "code")

    assert len(codes) == 26
    assert {code.direction for code in codes.values()} == {"into", "out", "across"}


def test_conditions_name_codes_that_exist():
    book = codebook()

    for variable in book.variables:
        for name, code in variable.when.items():
            assert code in book.codes(variable.group, name)


def test_shared_codes_come_from_the_variable_that_owns_them():
    book = codebook()

    assert book.codes("child", "csc_highest_ever") == book.codes("child", "csc_level")


def test_statuses_are_those_of_the_code():
    assert list(codebook().statuses) == [status.value for status in ValueStatus]


def test_an_unknown_variable_is_named_in_the_error():
    with pytest.raises(KeyError, match=r"child\.shoe_size"):
        codebook().variable("child", "shoe_size")


@pytest.mark.parametrize(
    ("model", "group", "elsewhere"),
    [
        (Review, "review", set()),
        (Child, "child", {"age_at_incident", "source_of_harm_certainty"}),
        (PressurePoint, "pressure_point", set()),
        (FamilyFactor, "family_factor", set()),
        (Recommendation, "recommendation", set()),
    ],
)
def test_the_record_has_a_place_for_each_variable(model, group, elsewhere):
    names = {variable.name for variable in codebook().group(group)}

    assert names - elsewhere <= set(model.model_fields)


def test_a_coded_field_takes_the_codes_of_its_variable_and_withheld():
    assert Coded("child", "sex").allowed() == ["female", "male", "other", "withheld"]
