"""The strictnesses of neglect that the national analyses keep apart, from what is coded already."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.children.stated import Stated
from schemas.evidence import Evidence
from schemas.finding import Finding
from schemas.status import ValueStatus

_PRIMARY = frozenset({"neglect", "extreme_neglect"})
_PRECISION = 0.75


def neglect_of(found: Iterable[Finding]) -> Stated | None:
    """Return the levels of neglect, each with its words; None where nothing tells of neglect.

    Args:
        found: What is found of one child.
    """
    shown = {finding.path.rpartition(".")[2]: finding for finding in found}
    plan = _words(shown.get("cp_plan_category"))
    primary = _primary(shown.get("death_category") or shown.get("serious_harm_category"))
    feature = _about(shown.get("maltreatment"), "neglect") or primary or plan
    levels: dict[str, tuple[Evidence, ...]] = {}
    if feature:
        levels["feature"] = feature
    if plan:
        levels["cp_plan"] = plan
    if primary:
        levels["primary"] = primary
    if not levels:
        return None
    return Stated(
        "neglect_level",
        list(levels),
        ValueStatus.STATED,
        _PRECISION,
        tuple(
            Evidence(words.page, words.start, words.end, words.quote, level)
            for level, evidence in levels.items()
            for words in evidence
        ),
    )


def _words(category: Finding | None) -> tuple[Evidence, ...]:
    """Return the words of a plan's category that name neglect, alone or among others."""
    shown = category.evidence if category else ()
    return tuple(words for words in shown if "neglect" in words.quote.lower())


def _primary(category: Finding | None) -> tuple[Evidence, ...]:
    return category.evidence if category and category.value in _PRIMARY else ()


def _about(maltreatment: Finding | None, kind: str) -> tuple[Evidence, ...]:
    shown = maltreatment.evidence if maltreatment else ()
    return tuple(words for words in shown if words.about == kind)
