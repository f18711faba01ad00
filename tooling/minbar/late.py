"""Patterns that are compiled when they are first used: a command loads ten times as many as it needs.

To compile all of them took a third of the time in which a check of one file is loaded.
"""

import re
from typing import Any, cast


class _Late:
    """Stands for a compiled pattern, and becomes one method by method."""

    def __init__(self, source: str, flags: int) -> None:
        self._made = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(
            re.compile(*self._made), name
        )  # remembered by `re` from one method to the next
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for a module to hold, with the methods of one that `re.compile` gives."""
    return cast("re.Pattern[str]", _Late(source, flags))
