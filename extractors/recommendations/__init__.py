"""Recommendations: each with its words, its number as written and whom it is addressed to."""

from extractors.recommendations.component import RecommendationExtractor

__all__ = ["RecommendationExtractor"]
