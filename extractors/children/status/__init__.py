"""Where a child lived and what services the child had, at the incident and ever."""

from extractors.children.status.said import status_of

__all__ = ["status_of"]
