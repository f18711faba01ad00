"""Files under a second name: a copy that costs nothing, since files of a site are never changed in place."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def link_files(source: str, target: str, paths: Iterable[str]) -> None:
    """Give files of one folder the same names in another."""
    made: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:
            Path(target, folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        link_file(f"{source}/{path}", f"{target}/{path}")


def link_file(source: str, target: str) -> None:
    """Give a file a second name, or copy it where the disk knows no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)
