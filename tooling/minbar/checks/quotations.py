"""Which part of a text repeats what somebody else said."""

import re
from collections.abc import Iterator

from minbar.late import pattern

_QUOTED = pattern(r"«[^«»]{0,2000}»|“[^“”]{0,2000}”|\"[^\"\n]{0,2000}\"|^[ ]{0,3}>[^\n]*", re.M)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where a text quotes: inside « », “ ” or " ", and in lines that begin with >."""
    return (match.span() for match in _QUOTED.finditer(text))


def is_quoted(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a piece lies inside one of the quotations."""
    return any(first <= start and end <= last for first, last in spans)
