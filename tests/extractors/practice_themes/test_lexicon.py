"""The data file of the practice themes."""

from __future__ import annotations

from importlib.resources import files

import yaml

from extractors.practice_themes.lexicon import themes
from schemas.codebook import codebook

DATA = yaml.safe_load(
    files("extractors.practice_themes").joinpath("themes.yaml").read_text("utf-8")
)


def test_every_theme_of_the_codebook_has_words_and_no_other() -> None:
    assert set(DATA) == set(codebook().codes("practice_theme", "code"))


def test_every_theme_has_words_that_name_it_and_words_that_only_hint() -> None:
    for code, theme in DATA.items():
        assert set(theme) == {"strong", "weak"}, code
        assert theme["strong"], code
        assert theme["weak"], code


def test_no_wording_must_be_tried_on_every_sentence() -> None:
    assert themes().possible("zzz") == []


def test_the_patterns_compile() -> None:
    assert themes() is themes()
