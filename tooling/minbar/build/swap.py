"""Putting a finished tree in the place of the last one, so that readers meet one or the other.

A tree is built beside the old one; two renames exchange them. A run that fails or is killed
before that leaves the old tree as it was; one that is killed between the two renames is
finished by the next run.
"""

import filecmp
import os
import shutil
import tempfile
import time
from pathlib import Path

from msgspec import Struct

from minbar.model.setup import SetupError

KEPT = (".gitignore",)
WORK = ".minbar"
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
    _protect(root, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = root / WORK
    work.mkdir(exist_ok=True)
    if work.stat().st_dev != target.parent.stat().st_dev:
        work = target.parent
    for left in work.glob(STAGING + "*"):
        if work.name == WORK and left.stat().st_mtime < time.time() - FORSAKEN_S:
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=STAGING, dir=work))


def _protect(root: Path, target: Path) -> None:
    sources = [root / name for name in ("content", "templates", ".git")]
    if root.is_relative_to(target) or any(target.is_relative_to(source) for source in sources):
        raise SetupError(f"a site at {target} would replace the campaign itself; right: site")
    if target.is_dir() and not (target / "assets" / "minbar").is_dir():
        strange = [path.name for path in target.iterdir() if not path.name.startswith(".")]
        if strange:
            message = f"{target} holds {strange[0]}, which no build has made: empty it or choose another folder"
            raise SetupError(message)


def list_tree(root: Path) -> set[str]:
    """Paths of all files under a folder, with `/`."""
    found = set()
    for folder, _, names in os.walk(root):
        for name in names:
            found.add(Path(folder, name).relative_to(root).as_posix())
    return found


def compare_trees(new: Path, old: Path) -> Change:
    """Count files that are new or different, the same, and gone."""
    fresh, stale = list_tree(new), list_tree(old) - set(KEPT)
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
    recover(target)
    change = compare_trees(new, target)
    for name in KEPT:
        if (target / name).exists():
            shutil.copyfile(target / name, new / name)
    _flush(new)
    retired = _retired(target)
    if target.exists():
        target.rename(retired)
    new.rename(target)
    shutil.rmtree(retired, ignore_errors=True)
    return change


def _retired(target: Path) -> Path:
    return target.with_name(f".{target.name}.retired")


def _flush(folder: Path) -> None:
    """Have the disk hold the new tree's folders before they are given a name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
