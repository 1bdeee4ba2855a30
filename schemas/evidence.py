"""Evidence: the page and the words that a value rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page as displayed, in shares (0..1) of its width and height.

    The origin is the top left corner; rotation and crop box are already applied.
    """

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on a page.

    Attributes:
        page: Page of the PDF, from 1.
        start: Offset of the first character in the page's canonical text, from 0.
        end: Offset after the last character.
        quote: The words; always equal to `page.text[start:end]`.
        about: For a value with several codes, the code that these words support.
    """

    page: int
    start: int
    end: int
    quote: str
    about: str | None = None

    def __post_init__(self) -> None:
        if self.page < 1:
            raise ValueError(f"pages are counted from 1, not {self.page}")
        if not 0 <= self.start < self.end:
            raise ValueError(f"an evidence span must hold words, not {self.start}..{self.end}")
        if len(self.quote) != self.end - self.start:
            raise ValueError("the quote must be as long as its span")
