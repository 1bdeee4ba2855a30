"""Which services a report names, and what part each had in the case."""

from extractors.agencies.component import AgencyExtractor

__all__ = ["AgencyExtractor"]
