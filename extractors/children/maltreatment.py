"""The kinds of maltreatment that a report says a child suffered, from the acts that it tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.children.harm import Told

_KIND = {
    "assault": "physical",
    "cruelty": "physical",
    "starvation": "neglect",
    "neglect": "neglect",
    "sexual_abuse": "sexual",
    "sexual_exploitation": "sexual_exploitation",
    "criminal_exploitation": "criminal_exploitation",
    "emotional_abuse": "emotional",
    "fabricated_illness": "physical",
}
_NO_ASSAULT = frozenset({"suicide", "accident", "sudi", "medical_cause", "accident_or_ingestion"})
_FIRM = 4.0


def maltreatment_of(told: Sequence[Told], category: Sequence[str]) -> dict[str, Told]:
    """Return each kind that is told firmly enough, with the words that tell it best.

    Args:
        told: The acts told of the child.
        category: The category of the death or harm, where one is found; injury that led to an
            accidental or natural death is no physical abuse.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    best: dict[str, Told] = {}
    for one in told:
        kind = _KIND.get(one.act)
        if kind is None or (kind == "physical" and _NO_ASSAULT & set(category)):
            continue
        weights[kind] += one.weight
        if kind not in best or one.weight > best[kind].weight:
            best[kind] = one
    return {kind: best[kind] for kind, weight in weights.items() if weight >= _FIRM}
