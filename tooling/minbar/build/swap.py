"""How one tree takes the place of another where the system cannot exchange them in one step.

Two renames do it; a run that is killed between them is finished by the next one.
"""

import filecmp
import os
import shutil
from pathlib import Path

from msgspec import Struct

from minbar.build.protect import KEPT, MARKER


class Change(Struct, frozen=True):
    """How a new tree differs from the old one, in files."""

    written: int
    unchanged: int
    removed: int


def list_tree(root: Path) -> set[str]:
    """Paths of all files under a folder, with `/`."""
    found: set[str] = set()
    start = len(str(root)) + 1
    for folder, _, names in os.walk(root):
        below = folder[start:].replace(os.sep, "/")
        found.update(f"{below}/{name}" if below else name for name in names)
    return found


def compare_trees(new: Path, old: Path) -> Change:
    """Count files of builds that are new or different, the same, and gone."""
    fresh, stale = (list_tree(root) - {MARKER, *KEPT} for root in (new, old))
    same = sum(
        name in stale and filecmp.cmp(new / name, old / name, shallow=False) for name in fresh
    )
    return Change(len(fresh) - same, same, len(stale - fresh))


def recover(target: Path) -> None:
    """Finish what a killed run left between its two renames."""
    retired = _retired(target)
    if retired.exists() and not target.exists():
        retired.rename(target)
    shutil.rmtree(retired, ignore_errors=True)


def rename_over(new: Path, target: Path) -> None:
    """Do in two renames what `exchange` does in one step."""
    retired = _retired(target)
    if target.exists():
        target.rename(retired)
    new.rename(target)
    shutil.rmtree(retired, ignore_errors=True)


def _retired(target: Path) -> Path:
    return target.with_name(f".{target.name}.retired")


def flush(folder: Path) -> None:
    """Have the disk hold the new tree's folders before they are given a name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
