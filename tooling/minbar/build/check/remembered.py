"""What the last check of a large campaign found: told again while no file has changed.

A small campaign is checked anew in the time that remembering takes, and leaves nothing behind. This
module imports next to nothing, since most checks are told again.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from minbar.build.fingerprint import digest_inputs
from minbar.build.look import list_while
from minbar.content.paths import list_stamps
from minbar.content.project import PROJECT
from minbar.content.tree import Stamp, stamp_of
from minbar.model.finding import Finding
from minbar.store import DamagedError, read_checked, write_checked

NAME = Path(".minbar") / "check"
LARGE_FILES = 1000

T = TypeVar("T")


class Listing(Struct, frozen=True):
    """The files of content/ with their stamps, what was refused, and when that was seen, in ns since 1970."""

    stamps: dict[str, Stamp]
    refused: list[Finding]
    looked_ns: int

    @property
    def is_large(self) -> bool:
        """Tell whether remembering saves time."""
        return len(self.stamps) >= LARGE_FILES


def list_content(root: Path) -> Listing:
    """List the files of a campaign."""
    looked_ns = time.time_ns()
    return Listing(*list_stamps(root, "content"), looked_ns)


def list_content_while(root: Path, act: Callable[[], T]) -> tuple[Listing, T]:
    """List them in another process; gives these, and what is done here meanwhile."""
    looked_ns = time.time_ns()
    listed, done = list_while(root, "content", act)
    return Listing(*listed, looked_ns), done


class Told(Struct, frozen=True):
    """What a check told: how many documents there are, what was found in them, and until when that holds.

    `until` is the next midnight in the campaign's zone, when a waiver may end, in seconds since 1970.
    """

    documents: int
    findings: list[Finding]
    until: float


class Remembered(Struct, frozen=True):
    """What was told, and a digest of all that it was told from."""

    inputs: bytes
    told: Told


def is_remembered(root: Path) -> bool:
    """Tell whether the last check of a large campaign left what it told; a small one leaves nothing."""
    return (root / NAME).exists()


def remembered(root: Path, listing: Listing, at: float, check: Callable[[], Told]) -> Told:
    """Tell what a check tells, without checking where the same was told before.

    Args:
        root: the campaign folder.
        listing: its files. What is read later has at least these changes: a file that changes in
            between has another stamp next time.
        at: now, in seconds since 1970.
        check: checks the campaign.
    """
    inputs = _digest(root, listing)
    if inputs is None:
        return check()
    last = _read(root / NAME)
    if last is not None and last.inputs == inputs and at < last.told.until:
        return last.told
    told = check()
    _leave(root / NAME, Remembered(inputs, told))
    return told


def _digest(root: Path, listing: Listing) -> bytes | None:
    """None for a small campaign, and where a file changed so lately that it may again."""
    if not listing.is_large:
        return None
    stamps = dict(listing.stamps)
    project = root / PROJECT
    if project.exists():
        stamps[PROJECT] = stamp_of(project.stat())
    refused = "".join(f"{finding.code}{finding.path}\0" for finding in listing.refused)
    return digest_inputs(root, f"check\0{refused}", stamps)


def _read(path: Path) -> Remembered | None:
    try:
        payload = read_checked(path)
        return msgspec.msgpack.decode(payload, type=Remembered) if payload else None
    except (DamagedError, msgspec.DecodeError, OSError):
        return None


def _leave(path: Path, remembered: Remembered) -> None:
    """A disk that takes nothing is no reason for a check to fail."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_checked(path, [msgspec.msgpack.encode(remembered)])
    except OSError:
        return
