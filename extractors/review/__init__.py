"""What a report says of itself, and whether it is a case review of a child at all."""

from extractors.review.component import ReviewExtractor, is_in_scope

__all__ = ["ReviewExtractor", "is_in_scope"]
