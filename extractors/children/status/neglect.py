"""The strictnesses of neglect that the national analyses keep apart, from what is coded already."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.children.stated import Stated
from extractors.children.status.words import words
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
    feature = _about(shown.get("maltreatment"), "neglect", bool(plan)) or primary or plan
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
            Evidence(each.page, each.start, each.end, each.quote, level)
            for level, evidence in levels.items()
            for each in evidence
        ),
    )


def _words(category: Finding | None) -> tuple[Evidence, ...]:
    """Return the words of a plan's category that name neglect, alone or among others."""
    shown = category.evidence if category else ()
    return tuple(each for each in shown if "neglect" in each.quote.lower())


def _primary(category: Finding | None) -> tuple[Evidence, ...]:
    return category.evidence if category and category.value in _PRIMARY else ()


def _about(maltreatment: Finding | None, kind: str, had_plan: bool) -> tuple[Evidence, ...]:
    """Return the words for a kind of maltreatment; without a plan, those for one are another's."""
    told = maltreatment.evidence if maltreatment else ()
    about = tuple(each for each in told if each.about == kind)
    return about if had_plan else tuple(each for each in about if not _names_a_plan(each.quote))


def _names_a_plan(quote: str) -> bool:
    return bool(words().cues["category_context"].search(quote))
