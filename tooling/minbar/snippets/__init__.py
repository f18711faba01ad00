"""Snippets: from a post to a text that fits, on every channel."""

from minbar.snippets.direction import find_direction_problems
from minbar.snippets.fit import fit
from minbar.snippets.post import DirectionProblem, Misfit, Post, Snippet
from minbar.snippets.share import share_url

__all__ = [
    "DirectionProblem",
    "Misfit",
    "Post",
    "Snippet",
    "find_direction_problems",
    "fit",
    "share_url",
]
