"""The words of the review readers are codes of the codebook and patterns that compile."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from extractors.review.forms import form, forms
from extractors.review.words import alternatives, plain
from schemas.codebook import codebook


def load(name: str) -> dict[str, object]:
    data: dict[str, object] = yaml.safe_load(
        files("extractors.review").joinpath(name).read_text("utf-8")
    )
    return data


@pytest.mark.parametrize("group", ["title", "weak", "body"])
def test_kinds_are_codes_of_the_codebook(group: str) -> None:
    rules = load("kinds.yaml")[group]
    assert isinstance(rules, list)
    assert {rule["code"] for rule in rules} <= set(codebook().codes("review", "review_type"))


def test_models_are_codes_of_the_codebook() -> None:
    models = load("models.yaml")["models"]
    assert isinstance(models, list)
    assert {model["code"] for model in models} == set(codebook().codes("review", "review_model"))


@pytest.mark.parametrize("name", sorted(load("words.yaml")))
def test_every_list_of_words_compiles_and_holds_words_alone(name: str) -> None:
    assert all(isinstance(word, str) for word in plain(name))
    assert re.compile(alternatives(name)).groups == 0


@pytest.mark.parametrize(
    "file", ["authors.yaml", "boards.yaml", "dates.yaml", "labels.yaml", "relative_dates.yaml"]
)
def test_every_form_is_put_together_of_known_parts(file: str) -> None:
    written = load(file)["forms"]
    assert isinstance(written, dict)
    for name, pattern in written.items():
        members = forms(file, name) if isinstance(pattern, list) else (form(file, name),)
        for member in members:
            assert not re.search(r"(?<!\?P)<[a-z_]+>", member.pattern)


def test_a_form_is_tried_in_full_or_by_its_members() -> None:
    figures = forms("dates.yaml", "in_figures")
    assert [bool(each.search("03.05.2012")) for each in figures] == [False, True, False]
    assert form("dates.yaml", "figures").search("03.05.2012")
