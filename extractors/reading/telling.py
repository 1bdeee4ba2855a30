"""Which words tell most of where a pattern can match, alone and together with others.

Words are written as by `literals.plain`; a blank at an edge is the edge of a word.
"""

from __future__ import annotations

from collections.abc import Iterable

Branch = tuple[frozenset[str], ...]
"""Groups of words, of each of which one must stand."""

_MOST_BRANCHES = 64
_TELLING = 3
"""Letters of words from which on it pays to look whether they stand beside others."""
_SHORTEST = 2
EDGE = "\0"
"""Stands for the edge of a word while a pattern is read: it takes up no room in a text."""
_EVERYDAY = frozenset(
    f" {word} "
    for word in (
        *("the", "of", "and", "to", "was", "in", "had", "for", "that", "were", "her", "his", "by"),
        *("with", "is", "on", "at", "as", "been", "not", "no", "from", "be", "he", "she", "s"),
        *("child", "children"),
    )
)


def best_of(options: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """Return the option that fewest texts hold, or None where each might be in any text."""
    written = (frozenset(map(_written, option)) for option in options)
    telling = [option for option in written if min(len(w.strip()) for w in option) >= _SHORTEST]
    if not telling:
        return None
    best = max(telling, key=lambda option: (min(map(_rarity, option)), -len(option)))
    return frozenset(w for w in best if not any(o in w and o != w for o in best))


def _written(wording: str) -> str:
    """Write the edges of words as blanks at the ends of a wording, and not within it."""
    words = wording.replace(EDGE, "")
    head = " " if wording.startswith(EDGE) and words[:1].isalnum() else ""
    tail = " " if wording.endswith(EDGE) and words[-1:].isalnum() else ""
    return head + words + tail


def _rarity(words: str) -> int:
    return 1 if words in _EVERYDAY else len(words)


def all_of(one: tuple[Branch, ...], other: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """Return the branches of what must hold one of each two; of too many, those of one."""
    if other == ((),):
        return one
    if len(one) * len(other) > _MOST_BRANCHES:
        return min(one, other, key=lambda ways: (() in ways, len(ways)))
    return tuple(dict.fromkeys(head + tail for head in one for tail in other))


def drawn_together(ways: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """Return the same in fewer branches: those that differ in one group become one."""
    for place in range(max(map(len, ways))):
        drawn: dict[tuple[Branch, Branch], frozenset[str]] = {}
        for way in ways:
            if len(way) > place:
                rest = way[:place], way[place + 1 :]
                drawn[rest] = drawn.get(rest, frozenset()) | way[place]
        short = dict.fromkeys(way for way in ways if len(way) <= place)
        ways = (*short, *((*head, words, *tail) for (head, tail), words in drawn.items()))
    return ((),) if () in ways else ways


def rarest(branch: Branch) -> frozenset[str]:
    """Return the group of a branch that fewest texts hold."""
    return max(branch, key=lambda group: (min(map(_rarity, group)), -len(group)))


def telling(wordings: frozenset[str]) -> Branch:
    """Return the group of words that a part holds, unless any text might hold one of them."""
    best = best_of([wordings])
    if best is None or min(len(words.strip()) for words in best) < _TELLING:
        return ()
    return () if any(f" {words.strip()} " in _EVERYDAY for words in best) else (best,)
