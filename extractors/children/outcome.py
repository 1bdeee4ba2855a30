"""Whether a child died, was seriously harmed or came to no harm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from extractors.children.harm import Told

_DEATH_IS_TOLD = 6.0
_HARMS = (
    "assault",
    "neglect",
    "sexual_abuse",
    "sexual_exploitation",
    "criminal_exploitation",
    "fabricated_illness",
    "self_harm",
    "attempt_to_kill",
    "ingestion",
    "emotional_abuse",
)


class Outcome(NamedTuple):
    """The outcome with the telling that says it best and the chance that it is right."""

    code: str
    told: Told
    confidence: float


def outcome_of(told: Sequence[Told]) -> Outcome | None:
    """Return the outcome that the acts told of a child make up, or None where none is told.

    A death is told in many words: one passing mention of "the death" is not enough, and a death
    outweighs the harm that led to it.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    best: dict[str, Told] = {}
    for one in told:
        weights[one.act] += one.weight
        if one.act not in best or one.weight > best[one.act].weight:
            best[one.act] = one
    death, harm, none = (weights[act] for act in ("death", "serious_harm", "no_harm"))
    done = max((best[act] for act in _HARMS if act in best), key=lambda t: t.weight, default=None)
    harm += sum(weights[act] for act in _HARMS) / 2
    if done and "serious_harm" not in best:
        best["serious_harm"] = done
    if death >= _DEATH_IS_TOLD and death >= 0.35 * harm:
        return Outcome("death", best["death"], 0.97 if death > 2 * harm else 0.85)
    if none > harm and none >= 6:
        return Outcome("other", best["no_harm"], 0.75)
    if harm > 0:
        return Outcome("serious_harm", best["serious_harm"], 0.95 if harm > 2 * death else 0.75)
    if death > 0:
        return Outcome("death", best["death"], 0.6)
    return None
