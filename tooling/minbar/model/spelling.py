"""Help for a misspelt name."""

import difflib
from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Name the closest known word, or list a few that are known."""
    if close := closest(word, known):
        return f"did you mean «{close}»?"
    few = ", ".join(known[:12])
    return f"known: {few}" + (", …" if len(known) > 12 else "")


def closest(word: str, known: Sequence[str]) -> str:
    """The known word that is spelt most like another one; empty where none is near."""
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), "")
