"""Help for a misspelt name."""

import difflib
from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Name the closest known word, or list a few that are known."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean «{close[0]}»?"
    few = ", ".join(known[:12])
    return f"known: {few}" + (", …" if len(known) > 12 else "")
