"""A disk of a few megabytes, to be filled."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SIZE_KB = 6_000


def mount(*arguments: str) -> bool:
    """Mount something, where this user may."""
    if not (sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount")):
        return False
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def unmount(folder: Path) -> None:
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", f"size={SIZE_KB}k", "none", str(folder)):
        pytest.skip("this user may mount nothing")
    try:
        yield folder
    finally:
        unmount(folder)


def fill(disk: Path, but_kb: int) -> Path:
    """Leave so much room."""
    ballast = disk / "ballast"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize
    ballast.write_bytes(b"\0" * (free - but_kb * 1024))
    return ballast
