"""Family factors: what the report says of the circumstances of parents and family."""

from extractors.family_factors.component import FamilyFactorExtractor

__all__ = ["FamilyFactorExtractor"]
