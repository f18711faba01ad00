"""The private folder that a site is built from: files of commits, and nothing else.

content/ templates/ mkdocs.yml  as they were committed
.git/  a commit to date them by; the objects are the repository's own
site/  what was built, not yet what readers see
files  blob and stamp of each file, so that only what changed is written

Nobody looks at this folder; all of it can be deleted, and is made again.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

from minbar.build.lock import refuse_link, work_folder
from minbar.content.tree import Stamp, list_tree, stamp_of
from minbar.publish.objects import Objects, build_index
from minbar.store import DamagedError, read_checked, write_checked

NAME = "cleared"
FILES = "files"
IGNORE = ".gitignore"
TREES = ("content", "templates")
SINGLE = "mkdocs.yml"
PARTS = (*TREES, SINGLE)
"""What of a commit a site is made from."""

Known = dict[str, tuple[str, Stamp]]
"""Path to blob and stamp."""
_DECODER = msgspec.msgpack.Decoder(Known)


def cleared_folder(root: Path) -> Path:
    """Make the folder, if it is not there yet.

    Raises:
        SetupError: it is a link.
    """
    work = work_folder(root)
    folder = refuse_link(work / NAME)
    folder.mkdir(exist_ok=True)
    if not (work / IGNORE).exists():  # a folder with a history of its own must not be committed
        (work / IGNORE).write_text("*\n", "ascii")
    for name in (*PARTS, ".git", "site"):
        refuse_link(folder / name)
    return folder


def write_files(folder: Path, files: Mapping[str, str], objects: Objects) -> int:
    """Make the folder hold exactly these files, by path and blob; gives how many were written.

    A file that is not as it was left is written again.
    """
    there = _list(folder)
    known = _read_known(folder)
    good = {
        path: known[path]
        for path, stamp in there.items()
        if path in known and known[path] == (files.get(path), stamp)
    }
    if len(good) == len(files) == len(there):
        return 0
    (folder / FILES).unlink(missing_ok=True)
    for path in there.keys() - good.keys():
        (folder / path).unlink()
    lacking: dict[str, list[str]] = {}
    for path, blob in files.items():
        if path not in good:
            lacking.setdefault(blob, []).append(path)
    for blob, data in objects.read(lacking):
        for path in lacking[blob]:
            good[path] = blob, _put(folder / path, data)
    write_checked(folder / FILES, [msgspec.msgpack.encode(good)])
    return sum(map(len, lacking.values()))


def date_from(folder: Path, commit: str, objects: Objects) -> None:
    """Have the files of the folder dated by the history of a commit."""
    git = folder / ".git"
    head = git / "HEAD"
    if not head.is_file() or not (git / "index").is_file():
        shutil.rmtree(git, ignore_errors=True)
        for name in ("objects/info", "refs"):
            (git / name).mkdir(parents=True)
        named = objects.object_format
        version = 0 if named == "sha1" else 1
        extension = "" if named == "sha1" else f"[extensions]\n\tobjectformat = {named}\n"
        (git / "config").write_text(
            f"[core]\n\trepositoryformatversion = {version}\n\tbare = false\n{extension}", "ascii"
        )
    (git / "objects/info/alternates").write_bytes(os.fsencode(objects.folder) + b"\n")
    (git / "index.lock").unlink(missing_ok=True)  # of a run that was killed
    head.write_text(commit + "\n", "ascii")
    build_index(folder, commit)


def _list(folder: Path) -> dict[str, Stamp]:
    """Path to stamp of all that lies where files of a commit can lie."""
    found = {
        f"{name}/{path}": stamp
        for name in TREES
        for path, stamp in list_tree(folder / name).items()
    }
    if (folder / SINGLE).exists():
        found[SINGLE] = stamp_of((folder / SINGLE).lstat())
    return found


def _read_known(folder: Path) -> Known:
    try:
        payload = read_checked(folder / FILES)
        return _DECODER.decode(payload) if payload else {}
    except (DamagedError, msgspec.DecodeError):
        return {}


def _put(file: Path, data: bytes) -> Stamp:
    """Write a file anew; what stood in its way goes."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        _clear_way(file.parent)
        file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        shutil.rmtree(file)
    file.write_bytes(data)
    return stamp_of(file.stat())


def _clear_way(folder: Path) -> None:
    """Delete a file that stands where a folder shall be."""
    for path in (folder, *folder.parents):
        if path.is_file() or path.is_symlink():
            path.unlink()
            return
