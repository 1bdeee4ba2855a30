"""What goes to the terminal: results to standard output, sentences about trouble to the other."""

from __future__ import annotations

import unicodedata

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


def printable(text: str) -> str:
    r"""Return a text from outside with its control and direction characters spelled out.

    A file's name may hold what moves the cursor or turns the line around.

    >>> printable("report\x1b[2J.pdf")
    'report\\x1b[2J.pdf'
    """
    return "".join(
        ascii(one)[1:-1] if unicodedata.category(one) in _MOVES_THE_CURSOR else one for one in text
    )


_MOVES_THE_CURSOR = {"Cc", "Cf", "Cs", "Zl", "Zp"}
