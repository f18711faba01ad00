"""Asking the approvals what is cleared of a commit."""

from pathlib import Path

from minbar.publish.outcome import Cleared


def read_verdict(root: Path, anchor: str, commit: str) -> Cleared:
    """The verdict on the line from an anchor to a commit."""
    raise NotImplementedError
