"""The data file of the family factors."""

from __future__ import annotations

from importlib.resources import files

import yaml

from extractors.family_factors.rules import rules
from schemas.codebook import codebook

DATA = yaml.safe_load(
    files("extractors.family_factors").joinpath("factors.yaml").read_text("utf-8")
)
FACTORS = DATA["factors"]
HOLDERS = set(codebook().codes("family_factor", "holder"))
KINDS = HOLDERS | {"abuser", "adult", "person", "lost"}


def groups() -> list[dict[str, object]]:
    return [
        group
        for factor in FACTORS.values()
        for key in ("find", "absent")
        for group in factor.get(key, [])
    ]


def test_every_factor_of_the_codebook_has_rules_and_no_other() -> None:
    assert set(FACTORS) == set(codebook().codes("family_factor", "code"))


def test_holders_are_those_of_the_codebook() -> None:
    for code, factor in FACTORS.items():
        assert factor["held_by"] in KINDS, code
        for key in ("default", "denied_default"):
            assert factor.get(key) in HOLDERS | {None}, code
    assert all(group.get("held_by", "mother") in KINDS for group in groups())


def test_groups_hold_what_they_may_and_no_more() -> None:
    for group in groups():
        assert group["words"]
        assert set(group) <= {"words", "unless", "held_by", "default"}


def test_the_patterns_compile() -> None:
    assert rules() is rules()


def test_names_of_words_are_replaced() -> None:
    patterns = [pattern.pattern for pattern, _ in rules().possible("a heroin addict of 16")]
    assert patterns
    assert not any("{drug}" in pattern or "{teen}" in pattern for pattern in patterns)
