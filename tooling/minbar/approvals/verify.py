"""A history from its anchor to the commit that is to be published: accept or refuse."""

from pathlib import Path
from typing import Protocol

from minbar.approvals.clearance import Clearance, Step, Verification

__all__ = ["Clearance", "Reviews", "Step", "Verification", "verify"]


class Reviews(Protocol):
    """Where reviews of pull requests come from."""


def verify(
    repository: Path, anchor: str, ref: str = "HEAD", reviews: Reviews | None = None
) -> Verification:
    """Verify every step of the main line from the anchor (known to be good) to a commit."""
    raise NotImplementedError
