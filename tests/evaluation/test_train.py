"""Training the model of practice themes, on examples made for it."""

from __future__ import annotations

import pytest

from evaluation.train import Example, train
from schemas.codebook import codebook

CODES = list(codebook().codes("practice_theme", "code"))


def examples() -> list[Example]:
    """Return reports that each dwell on the themes that they have, and on no other."""
    made = []
    for number in range(8):
        has = frozenset(code for at, code in enumerate(CODES) if (at + number) % 4 == 0)
        rates = {code: 5.0 if code in has else 0.2 for code in CODES}
        made.append(Example(f"r{number}.pdf", rates, has))
    return made


def test_what_the_examples_show_is_learned() -> None:
    model = train(examples())
    assert model.cross_validated_f1 == pytest.approx(1.0)
    assert model.weight_of_rate > 0
    assert model.chance(CODES[0], 5.0) > model.threshold > model.chance(CODES[0], 0.2)


def test_the_model_says_what_it_was_trained_on() -> None:
    assert train(examples()).trained_on == [f"r{number}.pdf" for number in range(8)]


def test_the_same_examples_give_the_same_model() -> None:
    assert train(examples()) == train(examples())
