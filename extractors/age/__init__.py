"""Ages: a small grammar of how reports state them, and whose age each is."""

from extractors.age.grammar import ages_in_row, find_ages, parse_age
from extractors.age.mention import AgeKind, AgeMention
from extractors.age.whose import whose

__all__ = ["AgeKind", "AgeMention", "ages_in_row", "find_ages", "parse_age", "whose"]
