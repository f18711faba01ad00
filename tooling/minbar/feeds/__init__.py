"""What is new, for those who follow with a reader: Atom feeds, and the events as a calendar."""

from minbar.feeds.entries import find_undated
from minbar.feeds.render import render_feeds

__all__ = ["find_undated", "render_feeds"]
