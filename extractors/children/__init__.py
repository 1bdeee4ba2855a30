"""The subject children: who they are, what happened to each, and what services they had."""

from extractors.children.component import ChildExtractor

__all__ = ["ChildExtractor"]
