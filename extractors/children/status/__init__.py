"""Where a child lived and what services the child had, at the incident and ever."""

from extractors.children.status.neglect import neglect_of
from extractors.children.status.services import status_of

__all__ = ["neglect_of", "status_of"]
