"""The category of a death or of serious harm, by the definitions of the codebook.

What happened (the acts told) and who did it together make the category: an assault by a carer is
physical abuse, a stabbing by a parent is filicide and by a peer homicide. Where the weightiest act
is followed by another of a different category, that one is the alternative.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.children.harm import Told

_CARERS = frozenset(
    {
        "mother",
        "father",
        "both_parents",
        "mothers_partner",
        "fathers_partner",
        "other_relative",
        "sibling",
        "foster_carer",
        "adopter",
        "special_guardian",
    }
)
_PARENTS = frozenset({"mother", "father", "both_parents"})
_OUTSIDERS = frozenset({"peer", "acquaintance", "stranger", "group_or_gang", "professional"})
_INFANT = 18.0
_LESS_EACH_TIME = 0.6
"""Of the weight before it, for each further telling: what opens a report outweighs repetition."""
_YOUNG = 60.0

_DEATH_BY_ACT = {
    "suicide": "suicide",
    "cruelty": "severe_persistent_cruelty",
    "starvation": "extreme_neglect",
    "neglect": "extreme_neglect",
    "medical": "medical_cause",
    "ingestion": "poisoning_ingestion",
    "drowning": "accident",
    "fire": "accident",
    "accident": "accident",
    "risk_taking": "risk_taking",
    "criminal_exploitation": "extrafamilial_homicide",
}
_HARM_BY_ACT = {
    "assault": "physical_abuse",
    "cruelty": "physical_abuse",
    "neglect": "neglect",
    "starvation": "neglect",
    "medical": "neglect",
    "sexual_exploitation": "child_sexual_exploitation",
    "criminal_exploitation": "criminal_exploitation",
    "self_harm": "risk_taking_violent_behaviour",
    "suicide": "risk_taking_violent_behaviour",
    "risk_taking": "risk_taking_violent_behaviour",
    "fabricated_illness": "fabricated_induced_illness",
    "attempt_to_kill": "attempted_filicide",
    "emotional_abuse": "emotional_abuse",
    "ingestion": "accident_or_ingestion",
    "drowning": "accident_or_ingestion",
    "fire": "accident_or_ingestion",
    "accident": "accident_or_ingestion",
}


# Neglect is told of in most deaths and is the direct cause of few (national analysis 2005-09).
_PASSING_IN_DEATH = {"neglect": 0.2}


_LEFT_OPEN = 2.0
"""More for a verdict that leaves open how an older child died, since it qualifies what was done."""


class Category(NamedTuple):
    """A category with the telling that says it best."""

    code: str
    told: Told
    weight: float


class Case(NamedTuple):
    """What the category rests on beside the acts: the age in months, and who did it."""

    age: float | None
    relation: str | None


def death_categories(told: Sequence[Told], case: Case) -> list[Category]:
    """Return the categories of a death that the acts support, the weightiest first."""
    weights = _weights(told)
    infant = case.age is not None and case.age < _INFANT
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for act in weights:
        code = _death_code(act, weights, case, infant)
        if code:
            codes[code].append(act)
    shares = dict(_PASSING_IN_DEATH)
    if not infant:
        shares["unascertained"] = _LEFT_OPEN
    return _ranked(codes, told, shares)


def _death_code(act: str, weights: Mapping[str, float], case: Case, infant: bool) -> str | None:
    if act in {"assault", "intent_to_kill", "homicide"}:
        return _killing(act, weights, case, infant)
    if act in {"concealed_birth", "sudi", "unascertained"}:
        return _unexplained(act, weights, infant)
    return _DEATH_BY_ACT.get(act)


def _unexplained(act: str, weights: Mapping[str, float], infant: bool) -> str | None:
    """Return what a death is whose cause is open, or a birth that nobody knew of."""
    if act == "unascertained":
        return "sudi" if infant and "sudi" in weights else "unclear"
    if not infant:
        return None
    if act == "sudi":
        return None if "concealed_birth" in weights else "sudi"
    return "unclear" if "unascertained" in weights else "covert_filicide"


def _killing(act: str, weights: Mapping[str, float], case: Case, infant: bool) -> str | None:
    """Return what a killing is: by whom, with what intent, and with which other acts."""
    outside = case.relation in _OUTSIDERS or (case.relation is None and not infant)
    if act == "assault":
        return None if case.relation in _OUTSIDERS else "fatal_physical_abuse"
    if act == "intent_to_kill":
        return "extrafamilial_homicide" if outside else "overt_filicide"
    if outside:
        return "extrafamilial_homicide"
    if case.relation is None or weights.keys() & {"assault", "cruelty"}:
        return None
    grown = case.age is not None and case.age >= _YOUNG
    return "overt_filicide" if grown and case.relation in _PARENTS else "fatal_physical_abuse"


def harm_categories(told: Sequence[Told], case: Case) -> list[Category]:
    """Return the categories of serious harm that the acts support, the weightiest first."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for act in _weights(told):
        code = _harm_code(act, case)
        if code:
            codes[code].append(act)
    return _ranked(codes, told, {})


def _harm_code(act: str, case: Case) -> str | None:
    if act == "sexual_abuse":
        outside = case.relation in _OUTSIDERS or case.relation == "foster_carer"
        return "sexual_abuse_extrafamilial" if outside else "sexual_abuse_intrafamilial"
    if act == "intent_to_kill":
        return "criminal_exploitation" if case.relation in _OUTSIDERS else None
    if act == "attempt_to_kill":
        return "attempted_filicide" if case.relation not in _OUTSIDERS else None
    return _HARM_BY_ACT.get(act)


def _weights(told: Sequence[Told]) -> dict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for one in told:
        weights[one.act] += one.weight
    return dict(weights)


def _ranked(
    codes: Mapping[str, Sequence[str]], told: Sequence[Told], shares: Mapping[str, float]
) -> list[Category]:
    """Return the categories by the weight of the acts that make each."""
    ranked: list[Category] = []
    for code, acts in codes.items():
        of_code = [one for one in told if one.act in acts]
        best = max(of_code, key=lambda one: one.weight)
        weights = sorted((one.weight * shares.get(one.act, 1.0) for one in of_code), reverse=True)
        weight = sum(each * _LESS_EACH_TIME**n for n, each in enumerate(weights))
        ranked.append(Category(code, best, weight))
    return sorted(ranked, key=lambda category: -category.weight)
