"""What looks like an age and is none: gestation, development, gaps, services, checks, games."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from extractors.age.mention import AgeMention

_BEFORE = 60
_AFTER = 40


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = yaml.safe_load(files("extractors.age").joinpath("traps.yaml").read_text("utf-8"))

    forms = {"before": "(?:{})$", "before_old": "(?:{})$", "after": "^(?:{})", "within": "{}"}
    return {
        name: re.compile(form.format("|".join(f"(?:{p})" for p in data[name])), re.IGNORECASE)
        for name, form in forms.items()
    }


def is_trap(text: str, mention: AgeMention) -> bool:
    """Whether the words around a phrase say that it is no age."""
    patterns = _patterns()
    head = text[max(0, mention.start - _BEFORE) : mention.start]
    phrase = text[mention.start : mention.end]
    tail = text[mention.end : mention.end + _AFTER]
    if phrase.endswith("old") and patterns["before_old"].search(head):
        return True
    return bool(
        patterns["before"].search(head)
        or patterns["after"].search(tail)
        or patterns["within"].search(phrase)
    )
