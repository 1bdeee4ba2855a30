"""Who did what in a sentence, by its grammar."""

from extractors.syntax.deeds import Deed, DeedKind, deeds_in, may_tell_a_deed
from extractors.syntax.parser import parse

__all__ = ["Deed", "DeedKind", "deeds_in", "may_tell_a_deed", "parse"]
