"""Asking the approvals what is cleared of a commit."""

from collections.abc import Iterator
from pathlib import Path

from minbar.approvals.clearance import Verification
from minbar.approvals.verify import Reviews, verify
from minbar.publish.outcome import Cleared, Refusal


def read_verdict(root: Path, anchor: str, commit: str, reviews: Reviews | None = None) -> Cleared:
    """The verdict on the line from an anchor to a commit."""
    made = verify(root, anchor, commit, reviews)
    blobs = {path: item.blob for path, item in made.clearances.items()}
    if made.verdict == "accept":
        return Cleared(blobs, commit, clearances=made.clearances)
    refusals = tuple(_refusals(made))
    return Cleared({}, made.good or anchor, refusals or (_unreadable(made, commit),))


def _refusals(made: Verification) -> Iterator[Refusal]:
    for step in made.steps:
        if step.verdict == "refuse":
            yield Refusal(step.commit, step.reason, step.paths)


def _unreadable(made: Verification, commit: str) -> Refusal:
    """The history itself cannot be verified."""
    return Refusal(commit, "; ".join(made.notes) or "its history cannot be verified")
