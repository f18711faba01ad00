"""Channels: what each one allows, and how it counts a text.

    >>> measure("x", "صوتوا https://parti.ma/programme").left
    251

A post is measured the way its network does it: weighted characters on X, graphemes on
Bluesky, bytes on YouTube, segments in a text message. The figures are in `catalogue`.
"""

from minbar.channels.catalogue import CHANNELS, SURFACES, Channel, channel_named
from minbar.channels.link_match import Link
from minbar.channels.links import find_links
from minbar.channels.measure import Count, Measure, graphemes, measure

__all__ = [
    "CHANNELS",
    "SURFACES",
    "Channel",
    "Count",
    "Link",
    "Measure",
    "channel_named",
    "find_links",
    "graphemes",
    "measure",
]
