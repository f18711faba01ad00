"""Packs: zips of texts ready to paste, the same bytes for the same edition."""

from minbar.packs.render import render_packs

__all__ = ["render_packs"]
