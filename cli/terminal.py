"""What goes to the terminal: results to standard output, sentences about trouble to the other."""

from __future__ import annotations

from rich.console import Console
from rich.theme import Theme

_THEME = Theme({"good": "green", "doubt": "yellow", "bad": "red", "quiet": "dim"})

out = Console(theme=_THEME, highlight=False)
err = Console(theme=_THEME, highlight=False, stderr=True)


def wide(columns: int) -> Console:
    """Return standard output with at least so many columns, for a table that needs them."""
    return Console(theme=_THEME, highlight=False, width=max(out.width, columns))


def complain(sentence: str) -> None:
    """Say to standard error that something is wrong."""
    err.print(sentence, style="bad", markup=False, soft_wrap=True)
