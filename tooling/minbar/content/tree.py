"""The files of a campaign, each with a stamp by which it is known again without being opened."""

import os
from hashlib import sha1

Stamp = tuple[int, int, int]
"""Time of the last change in ns, size in bytes, inode."""

RACY_NS = 50_000_000
"""A file that changed so shortly before it was looked at may change again under the same stamp."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return status.st_mtime_ns, status.st_size, status.st_ino


def blob_id(data: bytes) -> bytes:
    """The name that git gives to these bytes: 20 bytes of SHA-1.

    Source: git-hash-object(1).
    """
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()
