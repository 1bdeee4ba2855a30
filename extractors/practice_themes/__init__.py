"""Practice themes: what the review has learned about the work of the services."""

from extractors.practice_themes.component import PracticeThemeExtractor

__all__ = ["PracticeThemeExtractor"]
