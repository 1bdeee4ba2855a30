"""The data files of the family factors."""

from __future__ import annotations

from importlib.resources import files

import yaml

from extractors.family_factors.rules import rules
from schemas.codebook import codebook

DATA = yaml.safe_load(
    files("extractors.family_factors").joinpath("factors.yaml").read_text("utf-8")
)
HOLDERS = set(codebook().codes("family_factor", "holder"))


def test_every_factor_of_the_codebook_has_rules_and_no_other() -> None:
    assert set(DATA) == set(codebook().codes("family_factor", "code"))


def test_holders_are_those_of_the_codebook() -> None:
    for code, factor in DATA.items():
        assert factor["held_by"] in HOLDERS | {"abuser", "adult", "person", "lost"}, code
        for key in ("default", "denied_default"):
            assert factor.get(key) in HOLDERS | {None}, code


def test_keys_are_lower_case_words() -> None:
    for code, factor in DATA.items():
        for rule in (*factor["find"], *factor.get("absent", [])):
            assert all(isinstance(key, str) and key == key.lower() for key in rule["keys"]), code


def test_the_patterns_compile() -> None:
    assert rules() is rules()
