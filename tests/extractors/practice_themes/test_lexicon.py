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


def test_keys_are_lower_case_words() -> None:
    for code, theme in DATA.items():
        assert all(isinstance(key, str) and key == key.lower() for key in theme["keys"]), code


def test_the_patterns_compile() -> None:
    assert themes() is themes()
