"""The files of a campaign, each with a stamp by which it is known again without being opened."""

import os
from hashlib import sha1
from struct import Struct

Stamp = bytes
"""Time of the last change in ns, size in bytes, inode: 24 bytes, of which a campaign has a million."""

_STAMP = Struct("<qQQ")
STAMP_BYTES = _STAMP.size
UNSTAMPED: Stamp = bytes(STAMP_BYTES)
"""No file has it."""

BLOB_BYTES = 20

RACY_NS = 50_000_000
"""A file that changed so shortly before it was looked at may change again under the same stamp."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return _STAMP.pack(status.st_mtime_ns, status.st_size, status.st_ino)


def changed_ns(stamp: Stamp) -> int:
    """When a file last changed, in ns since 1970."""
    return int.from_bytes(stamp[:8], "little", signed=True)


def trusted(stamp: Stamp, looked_ns: int) -> Stamp:
    """A stamp; that of no file where the file changed so lately that it may again."""
    return UNSTAMPED if changed_ns(stamp) > looked_ns - RACY_NS else stamp


def size_of(stamp: Stamp) -> int:
    """How many bytes a file has."""
    return int.from_bytes(stamp[8:16], "little")


def blob_id(data: bytes) -> bytes:
    """The name that git gives to these bytes: 20 bytes of SHA-1.

    Source: git-hash-object(1).
    """
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()


def list_tree(root: str | os.PathLike[str], without: tuple[str, ...] = ()) -> dict[str, Stamp]:
    """Every file under a folder by its path with `/`; empty where there is no folder.

    Links are not followed: they are listed as what they are.

    Args:
        root: the folder.
        without: names of folders that are left out.
    """
    files: dict[str, Stamp] = {}
    stack = [""]
    base = os.fspath(root)
    while stack:
        below = stack.pop()
        try:
            with os.scandir(f"{base}/{below}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in without:
                            stack.append(f"{below}{entry.name}/")
                    else:
                        files[below + entry.name] = stamp_of(entry.stat(follow_symlinks=False))
        except (FileNotFoundError, NotADirectoryError):
            continue
    return files
