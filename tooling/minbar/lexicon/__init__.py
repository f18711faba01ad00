"""Finding the terms of a lexicon in texts, in any script, in one pass."""

from minbar.lexicon.compile import Fault, compile_entry
from minbar.lexicon.match import Hit, Matcher

__all__ = ["Fault", "Hit", "Matcher", "compile_entry"]
