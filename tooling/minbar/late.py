"""Patterns that are compiled when they are first used: a command loads ten times as many as it needs.

To compile all of them took a third of the time in which a check of one file is loaded. The package `regex`, which
knows Unicode's properties, is loaded with the first of its patterns.
"""

import re
from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import regex


class _Late:
    """Stands for a compiled pattern, and becomes one method by method."""

    def __init__(self, compile_it: Callable[[], Any]) -> None:
        self._compile = compile_it

    @cached_property
    def _compiled(self) -> Any:
        return self._compile()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for a module to hold, with the methods of one that `re.compile` gives."""
    return cast("re.Pattern[str]", _Late(lambda: re.compile(source, flags)))


def wide_pattern(source: str, flags: int = 0) -> "regex.Pattern[str]":
    r"""The same by the package `regex`: it knows `\p{L}` and `\X`."""
    return cast("regex.Pattern[str]", _Late(lambda: import_module("regex").compile(source, flags)))
