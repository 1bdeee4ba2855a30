"""`python -m cli`: the same as `scr`, for where no script is installed."""

from __future__ import annotations

from cli.main import app

app()
