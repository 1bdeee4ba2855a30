"""The recommendation extractor."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.agencies.lexicon import Own
from extractors.agencies.names import own_names
from extractors.reading import Reading
from extractors.recommendations.addressee import BOARD, addressee, addressee_in
from extractors.recommendations.item import Item
from extractors.recommendations.items import items_of
from extractors.review import is_in_scope
from schemas.codebook import codebook
from schemas.finding import Finding, item_path

# Share of right texts on the reports that the rules were built on, set a little lower.
_BY_ITS_FORM = 0.93
_BY_ITS_WORDING = 0.75


class RecommendationExtractor:
    """Finds the recommendations of the review, not those of an agency or of an action plan."""

    name = "recommendations"
    version = "4"
    looks_for = frozenset[str]()

    def __call__(self, reading: Reading) -> list[Finding]:
        """Return one finding for each recommendation; none where the document is no case review."""
        if not is_in_scope(reading):
            return []
        own = reading.once(own_names)
        return [self._finding(item, own) for item in items_of(reading)]

    def _finding(self, item: Item, own: Mapping[str, Own]) -> Finding:
        value = {"text": item.text}
        whom = _addressee(item, own)
        if whom:
            value["addressed_to"] = whom
        if item.number:
            value["number"] = item.number
        return Finding(
            item_path("recommendations", item.number or "n", item.evidence[0]),
            value,
            _BY_ITS_FORM if item.by_its_form else _BY_ITS_WORDING,
            item.evidence,
            self.name,
            self.version,
        )


def _addressee(item: Item, own: Mapping[str, Own]) -> str | None:
    """Return whom an item is for: a service said apart from its text, before one named in it."""
    apart = addressee(item.whom, own) if item.whom else None
    within = addressee_in(item.text, own)
    if apart and (apart == BOARD or apart in codebook().codes("agency", "code")):
        return apart
    return within or apart or item.under
