"""What the last check of a large campaign found: told again while no file has changed.

A small campaign is checked anew in the time that remembering takes, and leaves nothing behind.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from minbar.build.fingerprint import digest_inputs
from minbar.content.project import PROJECT
from minbar.content.tree import list_tree, stamp_of
from minbar.model.finding import Finding
from minbar.store import DamagedError, read_checked, write_checked

NAME = Path(".minbar") / "check"
LARGE_FILES = 1000


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


def remembered(root: Path, asked: str, at: float, check: Callable[[], Told]) -> Told:
    """Tell what a check tells, without checking where the same was told before.

    Args:
        root: the campaign folder.
        asked: what the check is asked for, in words that differ where its answer could.
        at: now, in seconds since 1970.
        check: checks the campaign.
    """
    before = _digest(root, asked)
    if before is None:
        return check()
    last = _read(root / NAME)
    if last is not None and last.inputs == before and at < last.told.until:
        return last.told
    told = check()
    if _digest(root, asked) == before:
        _leave(root / NAME, Remembered(before, told))
    return told


def _digest(root: Path, asked: str) -> bytes | None:
    """None for a small campaign, and where a file changed so lately that it may again."""
    stamps = {f"content/{path}": stamp for path, stamp in list_tree(root / "content").items()}
    if len(stamps) < LARGE_FILES:
        return None
    project = root / PROJECT
    if project.exists():
        stamps[PROJECT] = stamp_of(project.stat())
    return digest_inputs(root, asked, stamps)


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
