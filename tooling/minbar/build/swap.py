"""Putting a finished tree in the place of the last one, so that readers meet one or the other.

A tree is built beside the old one, and one system call exchanges them. A run that fails or is
killed before that leaves the old tree as it was. A system without that call takes two renames;
a run that is killed between them is finished by the next one.
"""

import filecmp
import os
import shutil
import tempfile
import time
from pathlib import Path

from msgspec import Struct

from minbar.build.exchange import exchange
from minbar.build.lock import WORK, work_folder
from minbar.build.protect import KEPT, MARKER, MARKER_TEXT, protect

STAGING = "site-"
FORSAKEN_S = 3600
"""No build takes this long: what is older was left by one that was killed."""


class Change(Struct, frozen=True):
    """How a new tree differs from the old one, in files."""

    written: int
    unchanged: int
    removed: int


def make_staging(root: Path, target: Path) -> Path:
    """Make an empty folder on the disk of `target` to build in; sweep what killed builds left.

    Raises:
        SetupError: to put a site at `target` would destroy something else.
    """
    protect(root, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = work_folder(root)
    if work.stat().st_dev != target.parent.stat().st_dev:
        work = target.parent
    for left in work.glob(STAGING + "*"):
        if work.name == WORK and left.stat().st_mtime < time.time() - FORSAKEN_S:
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=STAGING, dir=work))


def list_tree(root: Path) -> set[str]:
    """Paths of all files under a folder, with `/`."""
    found: set[str] = set()
    start = len(str(root)) + 1
    for folder, _, names in os.walk(root):
        below = folder[start:].replace(os.sep, "/")
        found.update(f"{below}/{name}" if below else name for name in names)
    return found


def compare_trees(new: Path, old: Path) -> Change:
    """Count files that are new or different, the same, and gone."""
    fresh, stale = (list_tree(folder) - {*KEPT, MARKER} for folder in (new, old))
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


def swap(new: Path, target: Path) -> Change:
    """Put `new` in the place of `target`; both must be on one disk."""
    new.chmod(0o755)
    (new / MARKER).write_text(MARKER_TEXT, encoding="utf-8", newline="\n")
    recover(target)
    change = compare_trees(new, target)
    for name in KEPT:
        if (target / name).is_file() and not (new / name).exists():
            shutil.copyfile(target / name, new / name, follow_symlinks=False)
    flush(new)
    if exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        rename_over(new, target)
    return change


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
