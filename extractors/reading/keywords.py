"""The names under which `patterns` was known before."""

from extractors.reading.literals import lower
from extractors.reading.patterns import Keywords

__all__ = ["Keywords", "lower"]
