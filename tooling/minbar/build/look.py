"""A look at a site while something else is done: listing it takes as long as reading what was remembered."""

import os
from collections.abc import Callable
from pathlib import Path

from minbar.build.fingerprint import digest_stamps
from minbar.build.protect import MARKER, list_site
from minbar.build.threads import runs_alone

MISSING = b"no site"


def look_at(site: Path) -> Callable[[], bytes]:
    """Begin to look; what is given back waits for the digest of the site's stamps.

    The look is taken by a process of its own where the system can fork one and no other thread runs,
    which might hold what the process would need.
    """
    if not hasattr(os, "fork") or not runs_alone():
        return lambda: _look(site)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, _look(site))
        finally:
            os._exit(0)
    os.close(writing)
    return lambda: _wait(reading, child)


def _look(site: Path) -> bytes:
    return digest_stamps(list_site(site)) if (site / MARKER).is_file() else MISSING


def _wait(reading: int, child: int) -> bytes:
    """Take what the child has written, which is nothing if it was ended."""
    with os.fdopen(reading, "rb") as pipe:
        digest = pipe.read()
    os.waitpid(child, 0)
    return digest
