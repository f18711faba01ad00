"""Out of the way, and deleted when all is measured.

Some file systems do not give the place of a deleted file away again for minutes, and look past it for
each new one: whoever builds after many files were deleted is slowed down by it.

Source: `recently_deleted` in fs/ext4/ialloc.c of Linux, read 2026-11-25.
"""

import shutil
from itertools import count
from pathlib import Path

FOLDER = ".aside"
_numbers = count()


def put_aside(path: Path, work: Path) -> None:
    """Move a file or a folder out of the way, if it is there.

    Args:
        path: the file or folder.
        work: the benchmark's folder, on the same disk.
    """
    if path.exists():
        aside = work / FOLDER
        aside.mkdir(exist_ok=True)
        target = aside / f"{next(_numbers)}"
        while target.exists():
            target = aside / f"{next(_numbers)}"
        path.rename(target)


def delete_all(work: Path) -> None:
    """Delete what was put aside."""
    shutil.rmtree(work / FOLDER, ignore_errors=True)
