"""Kits: which texts go together, for a channel or for a place, in one language."""

from minbar.kit.kits import Kit, Kits, make_kits

__all__ = ["Kit", "Kits", "make_kits"]
