"""A wide console, so that no sentence that a test looks for is folded."""

from __future__ import annotations

import pytest

from cli import terminal


@pytest.fixture(autouse=True)
def _wide_console(monkeypatch: pytest.MonkeyPatch) -> None:
    for console in (terminal.out, terminal.err):
        monkeypatch.setattr(console, "width", 200)
