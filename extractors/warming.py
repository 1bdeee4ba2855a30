"""Loading what extractors load when they are first used: before a worker forks, or a clock runs.

Lexicons, patterns and models are read by functions without arguments that keep what they return
(`functools.cache`). That is the rule by which they are found here.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from importlib import import_module

import extractors


def load_everything() -> None:
    """Load all lexicons, patterns and models of the extractors."""
    for load in loaders():
        load()


def loaders() -> Iterator[Callable[[], object]]:
    """Yield the functions that load something once."""
    for module in pkgutil.walk_packages(extractors.__path__, f"{extractors.__name__}."):
        for function in vars(import_module(module.name)).values():
            if (
                isinstance(function, _lru_cache_wrapper)
                and function.__module__ == module.name
                and not inspect.signature(function).parameters
            ):
                yield function
