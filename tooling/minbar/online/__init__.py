"""Asking the network whether a link still leads somewhere: `minbar check --online`, and nothing else.

Only https, only public addresses, a few at a time, one at a time of each host, and not for ever.
"""

from minbar.online.rounds import Limits, ask_all

__all__ = ["Limits", "ask_all"]
